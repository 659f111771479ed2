package org.beaconhub.rules.site;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.beaconhub.rules.alarm.Kind;
import org.beaconhub.rules.alarm.Severity;
import org.beaconhub.rules.source.Nearest;
import org.beaconhub.rules.source.Problems;
import org.beaconhub.rules.source.YamlNode.Fields;
import org.beaconhub.rules.source.YamlNode.Scalar;
import org.beaconhub.rules.source.YamlText;

/** Reads notification channels. */
final class ChannelReader {
    private static final Set<String> KEYS = Set.of("name", "type", "url", "device", "kinds", "min-severity", "secret");

    private final Problems problems;
    private final YamlText texts;
    private final Map<String, Device> devices;
    private final Set<String> names = new HashSet<>();

    ChannelReader(Problems problems, Map<String, Device> devices) {
        this.problems = problems;
        this.texts = new YamlText(problems);
        this.devices = devices;
    }

    List<Channel> read(Fields document) {
        List<Channel> channels = new ArrayList<>();
        for (Fields fields : texts.maps(document, "channels")) {
            channel(fields).ifPresent(channels::add);
        }
        return channels;
    }

    private Optional<Channel> channel(Fields fields) {
        fields.allow(KEYS, problems);
        Optional<Scalar> name = texts.required(fields, "name").filter(this::checkName);
        Optional<Channel.Type> type = texts.oneOf(fields, "type", Channel.Type.class);
        Optional<String> target = type.flatMap(each -> target(fields, each));
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        texts.list(fields, "kinds")
                .forEach(text -> texts.oneOf(text, "kind", Kind.class).ifPresent(kinds::add));
        if (kinds.isEmpty()) {
            problems.add(fields.at(), "a channel needs kinds, as in 'kinds: [alarm]'");
        }
        Optional<Severity> severityMin = texts.oneOf(fields, "min-severity", Severity.class);
        Optional<Scalar> secret = texts.optional(fields, "secret").filter(this::checkSecret);
        if (type.filter(Channel.Type.WEBHOOK::equals).isPresent() && secret.isEmpty()) {
            problems.add(fields.at(), "a webhook needs the name of its secret, as in 'secret: brigade'");
        }
        if (name.isEmpty() || target.isEmpty() || kinds.isEmpty() || severityMin.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Channel(
                name.get().text(),
                type.orElseThrow(),
                target.get(),
                kinds,
                severityMin.get(),
                secret.map(Scalar::text).orElse("")));
    }

    private Optional<String> target(Fields fields, Channel.Type type) {
        return switch (type) {
            case WEBHOOK -> texts.required(fields, "url").filter(this::checkUrl).map(Scalar::text);
            case SIREN ->
                texts.required(fields, "device").filter(this::checkDevice).map(Scalar::text);
        };
    }

    private boolean checkName(Scalar name) {
        if (!YamlText.isName(name.text())) {
            problems.add(
                    name.at(), "channel name '" + name.text() + "' must be small letters, digits and dashes, up to 63");
            return false;
        }
        if (!names.add(name.text())) {
            problems.add(name.at(), "channel '" + name.text() + "' stands twice");
            return false;
        }
        return true;
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

    private boolean checkUrl(Scalar text) {
        try {
            URI url = new URI(text.text());
            boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (http && url.getHost() != null && url.getUserInfo() == null) {
                return true;
            }
        } catch (URISyntaxException e) {
            problems.add(text.at(), "url '" + text.text() + "' is not valid: " + e.getReason());
            return false;
        }
        problems.add(text.at(), "url must be http(s)://host/…, without a password in it");
        return false;
    }

    private boolean checkDevice(Scalar text) {
        if (!devices.containsKey(text.text())) {
            problems.add(
                    text.at(), "unknown device '" + text.text() + "'" + Nearest.hint(text.text(), devices.keySet()));
            return false;
        }
        return true;
    }
}
