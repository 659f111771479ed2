package org.beaconhub.rules.site;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.beaconhub.rules.source.Problems;
import org.beaconhub.rules.source.YamlNode.Fields;
import org.beaconhub.rules.source.YamlNode.Scalar;
import org.beaconhub.rules.source.YamlText;

/** Reads how a server is reached to which notices are handed. */
final class ServerFields {
    static final int PORT_MAX = 65_535;

    private static final Predicate<String> HOST = Pattern.compile(
                    "(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*"
                            + "|[0-9A-Fa-f]{0,4}(:[0-9A-Fa-f]{0,4}){2,7}")
            .asMatchPredicate();
    private static final Predicate<String> LOOPBACK =
            Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|::1").asMatchPredicate();

    private final Problems problems;
    private final YamlText texts;

    ServerFields(Problems problems) {
        this.problems = problems;
        this.texts = new YamlText(problems);
    }

    Optional<String> host(Fields fields) {
        return text(fields, "host", HOST, "is no host; write a name or an address, such as 'mail.example.org'");
    }

    /** Whether a text is an address of the web, without a password in it; where it is not, that is told. */
    boolean isUrl(Scalar text) {
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

    /** Whether what goes to a host stays within the machine. */
    static boolean isLoopback(String host) {
        return LOOPBACK.test(host);
    }

    /** A text that must look right; empty where it does not. */
    Optional<String> text(Fields fields, String key, Predicate<String> right, String wrong) {
        Optional<Scalar> text = texts.required(fields, key);
        if (text.isPresent() && !right.test(text.get().text())) {
            problems.add(text.get().at(), key + " '" + text.get().text() + "' " + wrong);
            return Optional.empty();
        }
        return text.map(Scalar::text);
    }

    /** A whole number from 1; empty where what stands there is none. */
    OptionalInt number(Fields fields, String key, int otherwise, int max) {
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
