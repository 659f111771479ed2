package org.beaconhub.gateway.dispatch;

/** A receiver does not have a notice. */
public final class DispatchFault extends Exception {
    private static final long serialVersionUID = 1;
    private static final int WHY_LENGTH_MAX = 200;

    private final Sort sort;

    /** What to do about a fault. */
    public enum Sort {
        /** Time may heal it: try again. */
        PASSING,
        /** The same request would fail again: give up. */
        LASTING
    }

    /** A fault and what it was, in words that hold no secret; kept to 200 characters. */
    public DispatchFault(Sort sort, String why) {
        super(why.length() <= WHY_LENGTH_MAX ? why : why.substring(0, WHY_LENGTH_MAX - 1) + "…");
        this.sort = sort;
    }

    /** What to do about it. */
    public Sort sort() {
        return sort;
    }

    /** What it was, in words. */
    public String why() {
        return String.valueOf(getMessage());
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
        return new DispatchFault(
                Sort.PASSING,
                "no answer: " + thrown.getClass().getSimpleName() + ": " + String.valueOf(thrown.getMessage()));
    }
}
