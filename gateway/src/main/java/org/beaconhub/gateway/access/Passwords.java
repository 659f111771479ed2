package org.beaconhub.gateway.access;

import com.nulabinc.zxcvbn.Zxcvbn;
import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.beaconhub.rules.fact.Text;

/** Which passwords are good enough, and their hashes. */
final class Passwords {
    /** Shorter ones are refused, characters. */
    static final int LENGTH_MIN = 12;
    /** Longer ones are refused, characters. */
    static final int LENGTH_MAX = 128;

    /** OWASP's second choice for Argon2id: 19 MiB, two passes, one lane. */
    private static final Argon2Function ARGON2 = Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);

    private static final int SALT_BYTES = 16;
    /** Of 0 to 4; 3 withstands guesses against a slow hash. */
    private static final int SCORE_MIN = 3;
    /** Looking for patterns takes long in long texts, and what is long needs less of it. */
    private static final int LOOKED_AT = 64;

    private static final Zxcvbn STRENGTH = new Zxcvbn();
    private static final String NOBODYS = hash("nobody has this one " + Codes.random());
    /** So many hashes at once: each takes 19 MiB and a core. */
    private static final Semaphore PLACES = new Semaphore(2);

    private Passwords() {}

    /** Why a password is not good enough for an account; empty where it is. */
    static Optional<Text> refusal(String password, String account) {
        if (password.length() < LENGTH_MIN || password.length() > LENGTH_MAX) {
            return Optional.of(new Text(
                    "密码须为 " + LENGTH_MIN + " 至 " + LENGTH_MAX + " 个字符",
                    "a password has " + LENGTH_MIN + " to " + LENGTH_MAX + " characters"));
        }
        String looked = password.substring(0, Math.min(LOOKED_AT, password.length()));
        if (STRENGTH.measure(looked, List.of(account, "beacon", "fengtai", "烽台"))
                        .getScore()
                < SCORE_MIN) {
            return Optional.of(new Text(
                    "这个密码容易被猜到，请换一个，例如几个互不相关的词",
                    "this password is easily guessed; take another, such as a few unrelated words"));
        }
        return Optional.empty();
    }

    /** What is kept of a password. */
    static String hash(String password) {
        return Password.hash(password).addRandomSalt(SALT_BYTES).with(ARGON2).getResult();
    }

    /** Whether a password is the one that a hash was made of; where there is none, a wrong one takes as long. */
    static boolean fits(String password, Optional<String> hash) throws InterruptedException {
        String against = hash.orElse(NOBODYS);
        PLACES.acquire();
        try {
            boolean same = Password.check(password, against).with(Argon2Function.getInstanceFromHash(against));
            return same && hash.isPresent();
        } finally {
            PLACES.release();
        }
    }
}
