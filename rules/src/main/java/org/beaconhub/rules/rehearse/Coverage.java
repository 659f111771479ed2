package org.beaconhub.rules.rehearse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.beaconhub.rules.explain.Answer;
import org.beaconhub.rules.explain.Finding;
import org.beaconhub.rules.explain.Why;

/** Which clauses of the rules were seen to hold and not to hold, in stories that are about the rule. */
public final class Coverage {
    private final Map<String, Seen> byPlace = new TreeMap<>();

    Coverage() {}

    /** What was seen of one clause. */
    private static final class Seen {
        private final String rule;
        private final String text;
        private boolean held;
        private boolean failed;

        private Seen(String rule, String text) {
            this.rule = rule;
            this.text = text;
        }
    }

    /**
     * A clause that was never seen otherwise.
     *
     * @param rule name of its rule
     * @param clause the clause and which condition of the rule it is of: {@code raise: co > 10 ppm}
     */
    public record Unseen(String rule, String clause) {}

    /** Takes in what a rule answers at one moment of a story about it. */
    void look(Why why) {
        look(why.rule(), why.rule() + "|1", "raise", why.raise());
        why.clear().ifPresent(clear -> look(why.rule(), why.rule() + "|2", "clear", clear));
        why.confirm().ifPresent(confirm -> look(why.rule(), why.rule() + "|3", "confirm", confirm));
    }

    private void look(String rule, String place, String of, Finding finding) {
        Seen seen = byPlace.computeIfAbsent(
                place, key -> new Seen(rule, of + ": " + finding.clause().text()));
        seen.held |= finding.answer() == Answer.YES;
        seen.failed |= finding.answer() == Answer.NO;
        for (int i = 0; i < finding.parts().size(); i++) {
            look(rule, place + "." + (char) ('a' + i), of, finding.parts().get(i));
        }
    }

    /** How many clauses the stories are about. */
    public int clauses() {
        return byPlace.size();
    }

    /** The clauses that never held, the innermost where it is because of a part. */
    public List<Unseen> neverTrue() {
        return innermost(true);
    }

    /** The clauses that never failed to hold, the innermost where it is because of a part. */
    public List<Unseen> neverFalse() {
        return innermost(false);
    }

    private List<Unseen> innermost(boolean held) {
        List<Unseen> unseen = new ArrayList<>();
        byPlace.forEach((place, seen) -> {
            boolean missing = held ? !seen.held : !seen.failed;
            boolean byPart = byPlace.entrySet().stream()
                    .filter(each -> each.getKey().startsWith(place + "."))
                    .anyMatch(each -> held ? !each.getValue().held : !each.getValue().failed);
            if (missing && !byPart) {
                unseen.add(new Unseen(seen.rule, seen.text));
            }
        });
        return unseen;
    }
}
