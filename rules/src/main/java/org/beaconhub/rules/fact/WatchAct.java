package org.beaconhub.rules.fact;

/** What a person does to the watch list. */
public sealed interface WatchAct extends Command.Act {
    /**
     * Asks to be told where a plate or card passes.
     *
     * @param quantity {@link Quantity#PLATE} or {@link Quantity#CARD}
     * @param pseudonym what stands in for it; the plate or card itself is never kept
     * @param reason why, as who answers for it must be able to say; 1 to 500 characters
     * @param forMs for how long, in milliseconds: {@link #FOR_MS_MIN} to {@link #FOR_MS_MAX}
     */
    record Watch(Quantity quantity, String pseudonym, String reason, long forMs) implements WatchAct {
        /** One hour. */
        public static final long FOR_MS_MIN = 3_600_000L;
        /** Ninety days: whoever still needs it then decides anew. */
        public static final long FOR_MS_MAX = 90 * 24 * 3_600_000L;

        /** Rejects other quantities, a missing reason and another time. */
        public Watch {
            if (quantity != Quantity.PLATE && quantity != Quantity.CARD) {
                throw new IllegalArgumentException("a plate or a card is watched, got " + quantity.key());
            }
            Limits.needed("pseudonym", pseudonym);
            Limits.needed("reason", reason);
            if (forMs < FOR_MS_MIN || forMs > FOR_MS_MAX) {
                throw new IllegalArgumentException(
                        "forMs must be " + FOR_MS_MIN + " to " + FOR_MS_MAX + ", got " + forMs);
            }
        }
    }

    /**
     * Takes a plate or card off the list.
     *
     * @param id its id there
     * @param note a remark, or empty; up to 500 characters
     */
    record Unwatch(String id, String note) implements WatchAct {
        /** Rejects a longer note. */
        public Unwatch {
            Limits.atMost("note", note);
        }
    }
}
