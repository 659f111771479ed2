package org.beaconhub.gateway.dispatch;

import org.beaconhub.rules.fact.Text;

/** A receiver does not have a notice. */
public final class DispatchFault extends Exception {
    private static final long serialVersionUID = 1;
    private static final int WHY_LENGTH_MAX = 200;

    private final Sort sort;
    private final transient Text why;

    /** What to do about a fault. */
    public enum Sort {
        /** Time may heal it: try again. */
        PASSING,
        /** The same request would fail again: give up. */
        LASTING
    }

    /** A fault and what it was, in words that hold no secret; kept to 200 characters. */
    public DispatchFault(Sort sort, Text why) {
        Text kept = why.shortened(WHY_LENGTH_MAX);
        super(kept.en());
        this.sort = sort;
        this.why = kept;
    }

    /** What to do about it. */
    public Sort sort() {
        return sort;
    }

    /** What it was, in words. */
    public Text why() {
        return why;
    }

    /**
     * The one place that sorts what went wrong on a route: a fault stays what it is, and whatever kept the request from
     * being answered may pass.
     */
    public static DispatchFault of(Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (each instanceof DispatchFault fault) {
                return fault;
            }
        }
        String cause = thrown.getClass().getSimpleName() + ": " + thrown.getMessage();
        return new DispatchFault(Sort.PASSING, new Text("没有答复：" + cause, "no answer: " + cause));
    }
}
