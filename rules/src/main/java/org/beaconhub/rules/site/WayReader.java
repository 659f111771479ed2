package org.beaconhub.rules.site;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.beaconhub.rules.source.Problems;
import org.beaconhub.rules.source.YamlNode.Fields;
import org.beaconhub.rules.source.YamlNode.Scalar;
import org.beaconhub.rules.source.YamlText;

/** Reads what a channel's type says of it. */
final class WayReader {
    /** So many characters may say whom to ask. */
    private static final int CONTACT_LENGTH_MAX = 200;

    private final Problems problems;
    private final YamlText texts;
    private final ActuatorReader actuators;

    /** The types as a site writes them, each with the keys that it has besides those of every channel. */
    private enum Type {
        WEBHOOK("url", "secret"),
        CAP("url", "secret", "sender", "contact", "signing-key"),
        SIREN("device", "areas", "incidents"),
        GATE("device", "areas", "incidents"),
        SPEAKER("device", "areas", "incidents", "announcement"),
        SMS("host", "port", "tls", "system-id", "secret", "from", "per-second", "language"),
        MAIL("host", "port", "tls", "user", "secret", "from", "to"),
        ROBOT("style", "secret");

        private final Set<String> keys;

        Type(String... keys) {
            this.keys = Set.of(keys);
        }
    }

    WayReader(Problems problems, ActuatorReader actuators) {
        this.problems = problems;
        this.texts = new YamlText(problems);
        this.actuators = actuators;
    }

    /** The way of a channel; what stands there and belongs neither to its type nor to every channel is told. */
    Optional<Way> read(Fields fields, Set<String> ofEvery) {
        Optional<Type> type = texts.oneOf(fields, "type", Type.class);
        Set<String> allowed = new HashSet<>(ofEvery);
        type.map(each -> each.keys)
                .ifPresentOrElse(
                        allowed::addAll, () -> Arrays.stream(Type.values()).forEach(each -> allowed.addAll(each.keys)));
        fields.allow(allowed, problems);
        return type.flatMap(each -> way(fields, each));
    }

    private Optional<Way> way(Fields fields, Type type) {
        return switch (type) {
            case WEBHOOK -> webhook(fields);
            case CAP -> cap(fields);
            case SIREN -> actuators.siren(fields);
            case GATE -> actuators.gate(fields);
            case SPEAKER -> actuators.speaker(fields);
            case MAIL ->
                new MailReader(problems)
                        .read(
                                fields,
                                texts.optional(fields, "secret")
                                        .filter(this::checkSecret)
                                        .map(Scalar::text));
            case ROBOT -> robot(fields);
            case SMS -> new SmsReader(problems).read(fields, secret(fields, "a message centre"));
        };
    }

    private Optional<Way> webhook(Fields fields) {
        Optional<Scalar> url = texts.required(fields, "url").filter(new ServerFields(problems)::isUrl);
        Optional<String> secret = secret(fields, "a webhook");
        return url.flatMap(at -> secret.map(name -> new Way.Webhook(at.text(), name)));
    }

    private Optional<Way> cap(Fields fields) {
        Optional<Scalar> url = texts.required(fields, "url").filter(new ServerFields(problems)::isUrl);
        Optional<String> secret = secret(fields, "a cap channel");
        Optional<Scalar> sender = texts.required(fields, "sender").filter(this::checkSender);
        Optional<Scalar> contact = texts.optional(fields, "contact");
        if (contact.filter(each -> each.text().length() > CONTACT_LENGTH_MAX).isPresent()) {
            problems.add(fields.at(), "'contact' has more than " + CONTACT_LENGTH_MAX + " characters");
        }
        Optional<Scalar> signingKey = texts.optional(fields, "signing-key").filter(this::checkSecret);
        return url.flatMap(at -> secret.flatMap(name -> sender.map(from -> new Way.Cap(
                at.text(),
                name,
                from.text(),
                contact.map(Scalar::text).orElse(""),
                signingKey.map(Scalar::text).orElse("")))));
    }

    /** CAP 1.2, 3.2.1. */
    private boolean checkSender(Scalar sender) {
        boolean named = sender.text().matches("[^\\s,<&]{1,100}");
        if (!named) {
            problems.add(
                    sender.at(),
                    "'sender' is up to 100 characters without space, comma, < and &, unique in the world, as"
                            + " hub@forest.example.org");
        }
        return named;
    }

    private Optional<Way> robot(Fields fields) {
        Optional<Way.Robot.Style> style = texts.oneOf(fields, "style", Way.Robot.Style.class);
        Optional<String> secret = secret(fields, "a robot");
        return style.flatMap(each -> secret.map(name -> new Way.Robot(each, name)));
    }

    /** The name of the secret that a type needs. */
    private Optional<String> secret(Fields fields, String who) {
        Optional<Scalar> secret = texts.optional(fields, "secret");
        if (secret.isEmpty()) {
            problems.add(fields.at(), who + " needs the name of its secret, as in 'secret: brigade'");
        }
        return secret.filter(this::checkSecret).map(Scalar::text);
    }

    private boolean checkSecret(Scalar secret) {
        boolean named = YamlText.isName(secret.text());
        if (!named) {
            problems.add(
                    secret.at(),
                    "'secret' is the name of a file in the secrets folder: small letters, digits and dashes");
        }
        return named;
    }
}
