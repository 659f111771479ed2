package org.beaconhub.gateway.console.notices;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import org.beaconhub.gateway.html.Html;
import org.beaconhub.gateway.xml.AtomFeed;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.site.Site;

/** The page and the feed, in both languages. */
final class NoticePages {
    static final String STYLE = """
            body { font: 1.1rem/1.6 sans-serif; margin: 1rem auto; max-width: 40rem; padding: 0 1rem; color: #111; background: #fff; }
            h1 { font-size: 1.4rem; } a { color: #0b4f9e; }
            article { border: .15rem solid #b00020; border-left-width: .8rem; border-radius: .3rem; margin: 1rem 0; padding: .5rem 1rem; break-inside: avoid; }
            article.clear { border-color: #1b6e2c; }
            h2 { font-size: 1.2rem; margin: .3rem 0; color: #b00020; } .clear h2 { color: #1b6e2c; }
            .text { white-space: pre-line; overflow-wrap: anywhere; margin: .5rem 0; font-size: 1.2rem; }
            .time, footer { color: #444; font-size: 1rem; }
            @media print { footer { display: none; } body { margin: 0; max-width: none; } }
            """;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final int TITLE_LENGTH_MAX = 80;
    private static final Text WARNING = new Text("警示", "Warning");
    private static final Text CLEAR = new Text("危险已解除", "All clear");

    private NoticePages() {}

    /** What hangs out, as a page that looks again by itself. */
    static String page(Site site, List<Posted> posted) {
        ZoneId zone = ZoneId.of(site.zone());
        String articles = posted.stream().map(each -> article(each, zone)).collect(Collectors.joining());
        return """
                <!doctype html>
                <html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <meta http-equiv="refresh" content="60"><title>%1$s</title><link rel="stylesheet" href="/public/style.css">
                <link rel="alternate" type="application/atom+xml" title="%1$s" href="/public/feed.atom"></head>
                <body><main><h1>%1$s</h1>
                %2$s
                </main><footer><p>有人员危险请拨打 119。In danger, call 119.</p>
                <p><a href="/public/feed.atom">订阅 · Subscribe</a> <a href="/report">报告险情 · Report</a></p></footer></body></html>
                """.formatted(Html.escaped(title(site)), articles.isEmpty() ? quiet() : articles);
    }

    private static String quiet() {
        return "<p class=\"quiet\">目前没有公告。There are no notices.</p>";
    }

    private static String title(Site site) {
        return site.name().zh() + "公告 · Notices of " + site.name().en();
    }

    private static String article(Posted posted, ZoneId zone) {
        boolean stands = posted.notice().stands();
        return """
                <article%s><h2>%s</h2><p class="text">%s</p><p class="text" lang="en">%s</p><p class="time">%s</p></article>
                """.formatted(
                        stands ? "" : " class=\"clear\"",
                        (stands ? WARNING : CLEAR).both(),
                        Html.escaped(posted.notice().text().zh()),
                        Html.escaped(posted.notice().text().en()),
                        times(posted, zone));
    }

    private static String times(Posted posted, ZoneId zone) {
        String since = "发布 · Since " + time(posted.notice().sinceMs(), zone);
        if (!posted.notice().stands()) {
            return since + "，解除 · all clear " + time(posted.notice().clearedMs(), zone);
        }
        return posted.notice().changedMs() == posted.notice().sinceMs()
                ? since
                : since + "，更新 · updated " + time(posted.notice().changedMs(), zone);
    }

    private static String time(long atMs, ZoneId zone) {
        return TIME.format(Instant.ofEpochMilli(atMs).atZone(zone));
    }

    /** The same as a feed; {@code base} is the address of the console, without a slash at its end. */
    static byte[] feed(Site site, List<Posted> posted, String base) {
        return new AtomFeed(
                        "notices of " + site.name().en(),
                        title(site),
                        site.name().zh(),
                        base + NoticeDoor.FEED,
                        Instant.EPOCH,
                        posted.stream().map(each -> entry(each, base)).toList())
                .bytes();
    }

    private static AtomFeed.Entry entry(Posted posted, String base) {
        Text text = posted.notice().text();
        String mark = (posted.notice().stands() ? WARNING : CLEAR).both();
        return new AtomFeed.Entry(
                posted.id(),
                mark + "："
                        + text.zh().lines().findFirst().map(NoticePages::brief).orElse(""),
                mark + "\n" + text.zh() + "\n" + text.en(),
                Instant.ofEpochMilli(posted.changedMs()),
                base + NoticeDoor.PATH,
                "text/html");
    }

    private static String brief(String line) {
        return line.length() <= TITLE_LENGTH_MAX ? line : line.substring(0, TITLE_LENGTH_MAX - 1) + "…";
    }
}
