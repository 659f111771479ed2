package org.beaconhub.rules.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.beaconhub.rules.contact.ContactReader;
import org.beaconhub.rules.source.Problems;
import org.beaconhub.rules.source.YamlNode.Fields;
import org.beaconhub.rules.source.YamlNode.Scalar;
import org.beaconhub.rules.source.YamlText;

/** Reads how a mail server is spoken to. */
final class MailReader {
    private static final int SUBMISSION_PORT = 587;
    private static final int SUBMISSIONS_PORT = 465;
    private static final int TO_MAX = 20;

    private final Problems problems;
    private final YamlText texts;
    private final ServerFields server;

    MailReader(Problems problems) {
        this.problems = problems;
        this.texts = new YamlText(problems);
        this.server = new ServerFields(problems);
    }

    /** The way, where all of it is right; without TLS only within the machine. */
    Optional<Way> read(Fields fields, Optional<String> secret) {
        Optional<String> host = server.host(fields);
        Optional<Way.Tls> tls = tls(fields, host);
        int usual = tls.filter(Way.Tls.IMPLICIT::equals).isPresent() ? SUBMISSIONS_PORT : SUBMISSION_PORT;
        OptionalInt port = server.number(fields, "port", usual, ServerFields.PORT_MAX);
        Optional<String> user = texts.optional(fields, "user").map(Scalar::text);
        if (user.isPresent() != fields.get("secret").isPresent()) {
            problems.add(
                    fields.at(), "'user' and 'secret' belong together: an account at the mail server and its password");
            return Optional.empty();
        }
        Optional<String> from =
                texts.required(fields, "from").filter(this::checkAddress).map(Scalar::text);
        List<String> to = new ArrayList<>();
        for (Scalar each : texts.list(fields, "to")) {
            if (checkAddress(each)) {
                to.add(each.text());
            }
        }
        if (to.size() > TO_MAX) {
            problems.add(fields.at(), "'to' has " + to.size() + " addresses; at most " + TO_MAX);
        }
        if (host.isEmpty()
                || tls.isEmpty()
                || port.isEmpty()
                || from.isEmpty()
                || user.isPresent() && secret.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Way.Mail(
                host.get(), port.getAsInt(), tls.get(), user.orElse(""), secret.orElse(""), from.get(), to));
    }

    private Optional<Way.Tls> tls(Fields fields, Optional<String> host) {
        Optional<Way.Tls> tls =
                fields.get("tls").isEmpty() ? Optional.of(Way.Tls.STARTTLS) : texts.oneOf(fields, "tls", Way.Tls.class);
        if (tls.filter(Way.Tls.NONE::equals).isPresent()
                && host.filter(ServerFields::isLoopback).isEmpty()) {
            problems.add(
                    fields.at(),
                    "'tls: none' is for a mail server on this machine alone; write 'tls: starttls' or 'tls: implicit'");
            return Optional.empty();
        }
        return tls;
    }

    private boolean checkAddress(Scalar address) {
        return ContactReader.checkMail(address, problems);
    }
}
