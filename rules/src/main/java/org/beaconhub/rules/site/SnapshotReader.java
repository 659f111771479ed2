package org.beaconhub.rules.site;

import java.net.URI;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.beaconhub.rules.source.Problems;
import org.beaconhub.rules.source.YamlNode.Fields;
import org.beaconhub.rules.source.YamlNode.Scalar;
import org.beaconhub.rules.source.YamlText;

/** Reads where a camera gives its still picture. */
final class SnapshotReader {
    static final String URL = "snapshot";
    static final String SECRET = "snapshot-secret";

    private static final int URL_LENGTH_MAX = 2_000;
    /** Within a query: {@code ?usr=admin&pwd=…}. */
    private static final Predicate<String> PASSWORD = Pattern.compile(
                    "(?i)(^|&)(pass|passwd|password|pwd|psw|token|secret|api_?key)=")
            .asPredicate();

    private static final Predicate<String> LINK_LOCAL = Pattern.compile(
                    "169\\.254(\\.[0-9]{1,3}){2}|(?i)fe[89ab][0-9a-f]:.*")
            .asMatchPredicate();

    private final Problems problems;
    private final YamlText texts;
    private final ServerFields servers;

    SnapshotReader(Problems problems) {
        this.problems = problems;
        this.texts = new YamlText(problems);
        this.servers = new ServerFields(problems);
    }

    /** Where a device of a type gives its picture; empty where it gives none, or where what stands there is wrong. */
    Optional<Device.Snapshot> read(Fields fields, DeviceType type) {
        Optional<Scalar> url = texts.optional(fields, URL);
        Optional<Scalar> secret = texts.optional(fields, SECRET);
        if (url.isEmpty()) {
            secret.ifPresent(each -> problems.add(
                    each.at(), "'" + SECRET + "' is for the address '" + URL + "', which is missing here"));
            return Optional.empty();
        }
        if (!type.isCamera()) {
            problems.add(
                    url.get().at(),
                    "a device of type '" + type.name() + "' has no '" + URL
                            + "': its type measures no 'event', so it is" + " no camera");
            return Optional.empty();
        }
        boolean right = checkUrl(url.get());
        right &= secret.isEmpty() || checkSecret(secret.get(), url.get(), right);
        return right
                ? Optional.of(new Device.Snapshot(
                        url.get().text(), secret.map(Scalar::text).orElse("")))
                : Optional.empty();
    }

    private boolean checkUrl(Scalar text) {
        if (text.text().length() > URL_LENGTH_MAX) {
            problems.add(text.at(), "'" + URL + "' has more than " + URL_LENGTH_MAX + " characters");
            return false;
        }
        if (!servers.isUrl(text)) {
            return false;
        }
        URI url = URI.create(text.text());
        if (url.getRawFragment() != null) {
            problems.add(text.at(), "'" + URL + "' has a '#', which no camera gets to see; leave out what follows it");
            return false;
        }
        if (url.getQuery() != null && PASSWORD.test(url.getQuery())) {
            problems.add(
                    text.at(),
                    "'" + URL + "' has a password in its query; write it into a file of the secrets folder, and the"
                            + " file's name as '" + SECRET + "'");
            return false;
        }
        if (LINK_LOCAL.test(host(url))) {
            problems.add(
                    text.at(),
                    "'" + URL + "' leads to the link-local address " + host(url)
                            + ", where clouds keep their secrets; give the camera an address of its network");
            return false;
        }
        return true;
    }

    private boolean checkSecret(Scalar secret, Scalar url, boolean isUrl) {
        if (!YamlText.isName(secret.text())) {
            problems.add(
                    secret.at(),
                    "'" + SECRET + "' is the name of a file in the secrets folder: small letters, digits and dashes");
            return false;
        }
        if (isUrl && url.text().startsWith("http:") && !ServerFields.isLoopback(host(URI.create(url.text())))) {
            problems.add(
                    url.at(),
                    "'" + URL + "' would send a password in the clear; write https://… where there is a secret");
            return false;
        }
        return true;
    }

    /** Its host, without the brackets of an IPv6 address. */
    private static String host(URI url) {
        return url.getHost().replaceAll("^\\[|]$", "");
    }
}
