package org.beaconhub.rules.backtest;

import java.util.List;
import java.util.stream.Collectors;
import org.beaconhub.rules.source.Problem;

/** The changed rules do not fit the site that the journal tells of. */
public final class RulesRejected extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    /** All that is wrong. */
    RulesRejected(List<Problem> problems) {
        super("the changed rules do not fit the recorded site:\n"
                + problems.stream().map(String::valueOf).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** All that is wrong, with file, line and column. */
    public List<Problem> problems() {
        return problems;
    }
}
