package org.beaconhub.rules.rulebook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The rules of a site, in the order of their files.
 *
 * @param rules the rules
 */
public record Rulebook(List<Rule> rules) {
    /** No rules. */
    public static final Rulebook EMPTY = new Rulebook(List.of());

    /** Copies the list. */
    public Rulebook {
        rules = List.copyOf(rules);
    }

    /** SHA-256, in hex, of what the rules mean: remarks and layout do not count. */
    public String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Rule rule : rules) {
                digest.update(
                        (rule.meaning() + "|" + rule.handling().meaning() + "\n").getBytes(StandardCharsets.UTF_8));
                rule.parameters()
                        .forEach(each -> digest.update((each.meaning() + "\n").getBytes(StandardCharsets.UTF_8)));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
