package org.beaconhub.rules.source;

import java.util.Collection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.beaconhub.rules.fact.Text;

/** Suggests the name that somebody probably meant. */
public final class Nearest {
    private static final Pattern HINT = Pattern.compile("\\(did you mean '([^']*)'\\?\\)");

    private Nearest() {}

    /** {@code " (did you mean 'smoke'?)"}, or nothing where no name is near. */
    public static String hint(String wrong, Collection<String> right) {
        String best = best(wrong, right);
        return best.isEmpty() ? "" : hint(best);
    }

    private static String hint(String best) {
        return " (did you mean '" + best + "'?)";
    }

    private static String best(String wrong, Collection<String> right) {
        String best = "";
        int bestDistance = Math.max(2, wrong.length() / 3) + 1;
        for (String candidate : right) {
            int distance = distance(wrong, candidate, bestDistance);
            if (distance < bestDistance) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return best;
    }

    /** A sentence with the name that was probably meant behind it, as {@link #hint} gives it. */
    public static Text hinted(Text said, String wrong, Collection<String> right) {
        String best = best(wrong, right);
        return best.isEmpty() ? said : new Text(said.zh() + "（是否指“" + best + "”？）", said.en() + hint(best));
    }

    /** The name that a message suggests by {@link #hint}. */
    static Optional<String> suggested(String message) {
        Matcher hint = HINT.matcher(message);
        return hint.find() ? Optional.of(hint.group(1)) : Optional.empty();
    }

    /** Levenshtein distance, or {@code limit} where it is at least that. */
    private static int distance(String a, String b, int limit) {
        if (Math.abs(a.length() - b.length()) >= limit) {
            return limit;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return Math.min(limit, row[b.length()]);
    }
}
