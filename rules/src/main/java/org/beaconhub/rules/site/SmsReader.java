package org.beaconhub.rules.site;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.beaconhub.rules.source.Problems;
import org.beaconhub.rules.source.YamlNode.Fields;
import org.beaconhub.rules.source.YamlNode.Scalar;
import org.beaconhub.rules.source.YamlText;

/** Reads how a message centre is spoken to, within the limits of SMPP 3.4. */
final class SmsReader {
    /** The port that IANA has for SMPP. */
    private static final int PORT = 2775;

    private static final int PORT_MAX = 65_535;
    /** What a small account may mostly do. */
    private static final int PER_SECOND = 10;

    private static final int PER_SECOND_MAX = 1000;
    private static final Predicate<String> HOST = Pattern.compile(
                    "(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*"
                            + "|[0-9A-Fa-f]{0,4}(:[0-9A-Fa-f]{0,4}){2,7}")
            .asMatchPredicate();
    private static final Predicate<String> LOOPBACK =
            Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|::1").asMatchPredicate();
    private static final Predicate<String> SYSTEM_ID =
            Pattern.compile("[!-~]{1,15}").asMatchPredicate();
    private static final Predicate<String> SENDER = Pattern.compile(
                    "\\+[1-9][0-9]{6,14}|[0-9]{3,20}|(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}")
            .asMatchPredicate();

    private final Problems problems;
    private final YamlText texts;

    SmsReader(Problems problems) {
        this.problems = problems;
        this.texts = new YamlText(problems);
    }

    /** The way, where all of it is right; without TLS only where that is asked for, or stays within the machine. */
    Optional<Way> read(Fields fields, Optional<String> secret) {
        Optional<String> host =
                text(fields, "host", HOST, "is no host; write a name or an address, such as 'smsc.example.org'");
        OptionalInt port = number(fields, "port", PORT, PORT_MAX);
        boolean tls = fields.get("tls").isPresent()
                ? texts.flag(fields, "tls")
                : host.isEmpty() || !LOOPBACK.test(host.get());
        Optional<String> systemId =
                text(fields, "system-id", SYSTEM_ID, "must be 1 to 15 characters of ASCII, without spaces");
        Optional<String> from = text(
                fields,
                "from",
                SENDER,
                "is no sender; write a number such as '+8653255500100' or '10690001', or up to 11 letters and digits");
        OptionalInt perSecond = number(fields, "per-second", PER_SECOND, PER_SECOND_MAX);
        Optional<Way.Language> language = fields.get("language").isEmpty()
                ? Optional.of(Way.Language.ZH)
                : texts.oneOf(fields, "language", Way.Language.class);
        if (host.isEmpty()
                || port.isEmpty()
                || systemId.isEmpty()
                || secret.isEmpty()
                || from.isEmpty()
                || perSecond.isEmpty()
                || language.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Way.Sms(
                host.get(),
                port.getAsInt(),
                tls,
                systemId.get(),
                secret.get(),
                from.get(),
                perSecond.getAsInt(),
                language.get()));
    }

    private Optional<String> text(Fields fields, String key, Predicate<String> right, String wrong) {
        Optional<Scalar> text = texts.required(fields, key);
        if (text.isPresent() && !right.test(text.get().text())) {
            problems.add(text.get().at(), key + " '" + text.get().text() + "' " + wrong);
            return Optional.empty();
        }
        return text.map(Scalar::text);
    }

    /** A whole number from 1; empty where what stands there is none. */
    private OptionalInt number(Fields fields, String key, int otherwise, int max) {
        Optional<Scalar> text = texts.optional(fields, key);
        if (text.isEmpty()) {
            return fields.get(key).isEmpty() ? OptionalInt.of(otherwise) : OptionalInt.empty();
        }
        String digits = text.get().text();
        if (digits.matches("[1-9][0-9]{0,8}") && Integer.parseInt(digits) <= max) {
            return OptionalInt.of(Integer.parseInt(digits));
        }
        problems.add(text.get().at(), key + " '" + digits + "' must be a whole number from 1 to " + max);
        return OptionalInt.empty();
    }
}
