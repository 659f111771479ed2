package org.beaconhub.gateway.app;

import java.util.List;

/** The site's files describe no site; nothing was started or changed. */
public final class SiteRejected extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    /** All that is wrong: file, line, column, what, and what would be right. */
    public SiteRejected(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** All that is wrong, one line each. */
    public List<String> problems() {
        return problems;
    }
}
