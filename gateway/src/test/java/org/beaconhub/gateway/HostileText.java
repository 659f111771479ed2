package org.beaconhub.gateway;

import java.util.List;

/**
 * A text that would harm a careless receiver.
 *
 * @param what what it tries
 * @param text as it was written
 * @param shown what people are to read of it at least, in one line
 */
public record HostileText(String what, String text, String shown) {
    /** As long as a name in a site may be, in characters. */
    private static final int NAME_LENGTH_MAX = 500;

    /** Those that each way out of the hub is tried with. */
    public static List<HostileText> all() {
        return List.of(
                same("markup", "<b onclick=alert(1)>&amp;</b><script>"),
                same("a mention of everybody in a chat", "<at user_id=\"all\">all</at>"),
                new HostileText("a header of a mail", "Gate\r\nBcc: spy@example.org", "Gate Bcc: spy@example.org"),
                new HostileText("the end of a mail", "Gate\r\n.\r\nQUIT", "Gate . QUIT"),
                new HostileText("lines and paragraphs", "Gate\n\n一\u2028二\u2029三", "Gate 一 二 三"),
                new HostileText("control characters", "Gate\u0000\u0007\u001b[31m\u0085x", "Gate [31m x"),
                new HostileText("turned words", "Gate\u202egnp.exe\u2067", "Gategnp.exe"),
                new HostileText("nothing that shows", "\u200b\u2060\ufeff\u00ad", "…"),
                new HostileText("no characters", "Gate \uffff\ufdd0\ue000.", "Gate ."),
                new HostileText(
                        "pictures",
                        "\ud83d\udc69\u200d\ud83d\ude92\ud83d\udd25 Gate",
                        "\ud83d\udc69\ud83d\ude92\ud83d\udd25 Gate"),
                same("SQL", "'; DROP TABLE alarms;--"),
                same("JSON", "\",\"mode\":\"test\",\"x\":{\"y\\"),
                same("XML", "]]><!--&#0;--></alert>"),
                same("templates", "{area}{device}%s${7*7}{{7*7}}"),
                same("a formula", "=HYPERLINK(\"http://x\",\"y\")"),
                same("what GSM 7 writes in two", "^{}[~]|€\\"),
                new HostileText("the longest name", "长".repeat(NAME_LENGTH_MAX - 2) + "\ud83d\udd25", "长".repeat(39)));
    }

    private static HostileText same(String what, String text) {
        return new HostileText(what, text, text);
    }

    @Override
    public String toString() {
        return what;
    }
}
