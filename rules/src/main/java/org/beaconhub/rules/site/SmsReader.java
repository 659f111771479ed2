package org.beaconhub.rules.site;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.beaconhub.rules.source.Problems;
import org.beaconhub.rules.source.YamlNode.Fields;
import org.beaconhub.rules.source.YamlText;

/** Reads how a message centre is spoken to, within the limits of SMPP 3.4. */
final class SmsReader {
    /** The port that IANA has for SMPP. */
    private static final int PORT = 2775;

    /** What a small account may mostly do. */
    private static final int PER_SECOND = 10;

    private static final int PER_SECOND_MAX = 5000;
    private static final Predicate<String> SYSTEM_ID =
            Pattern.compile("[!-~]{1,15}").asMatchPredicate();
    private static final Predicate<String> SENDER = Pattern.compile(
                    "\\+[1-9][0-9]{6,14}|[0-9]{3,20}|(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}")
            .asMatchPredicate();

    private final YamlText texts;
    private final ServerFields server;

    SmsReader(Problems problems) {
        this.texts = new YamlText(problems);
        this.server = new ServerFields(problems);
    }

    /** The way, where all of it is right; without TLS only where that is asked for, or stays within the machine. */
    Optional<Way> read(Fields fields, Optional<String> secret) {
        Optional<String> host = server.host(fields);
        OptionalInt port = server.number(fields, "port", PORT, ServerFields.PORT_MAX);
        boolean tls = fields.get("tls").isPresent()
                ? texts.flag(fields, "tls")
                : host.isEmpty() || !ServerFields.isLoopback(host.get());
        Optional<String> systemId =
                server.text(fields, "system-id", SYSTEM_ID, "must be 1 to 15 characters of ASCII, without spaces");
        Optional<String> from = server.text(
                fields,
                "from",
                SENDER,
                "is no sender; write a number such as '+8653255500100' or '10690001', or up to 11 letters and digits");
        OptionalInt perSecond = server.number(fields, "per-second", PER_SECOND, PER_SECOND_MAX);
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
}
