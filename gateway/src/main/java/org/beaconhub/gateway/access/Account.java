package org.beaconhub.gateway.access;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A person who may sign in.
 *
 * @param name unique; letters of any script, so that people have their own names
 * @param role what the account is for
 * @param password the Argon2id hash; empty until the person has chosen a password
 * @param link hash of the one-time link that lets a password be chosen; empty where none is open
 * @param linkUntilMs until when the link is good, milliseconds since 1970 UTC; 0 where there is none
 */
public record Account(String name, Role role, Optional<String> password, Optional<String> link, long linkUntilMs) {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,31}");

    /** Rejects what is no name. */
    public Account {
        checkName(name);
    }

    /** Rejects what cannot name an account or a token. */
    static void checkName(String name) {
        if (!NAME.matcher(name).matches() || !Normalizer.isNormalized(name, Normalizer.Form.NFC)) {
            throw new IllegalArgumentException("'" + (name.length() > 40 ? name.substring(0, 40) + "…" : name)
                    + "' is no name; a name has 1 to 32 letters, digits, dots, dashes and underscores, and begins with a"
                    + " letter or a digit");
        }
    }

    /** Names that differ in nothing else than case or the way they are written are one. */
    static String key(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    /** It in another role. */
    Account in(Role next) {
        return new Account(name, next, password, link, linkUntilMs);
    }

    /** It without a password, waiting for one to be chosen by a link. */
    Account waiting(String linkHash, long untilMs) {
        return new Account(name, role, Optional.empty(), Optional.of(linkHash), untilMs);
    }

    /** It with a password chosen; its link is used up. */
    Account with(String passwordHash) {
        return new Account(name, role, Optional.of(passwordHash), Optional.empty(), 0);
    }
}
