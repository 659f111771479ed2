package org.beaconhub.rules.backtest;

import java.util.List;

/** What the changed rules make of one alarm. */
public sealed interface Difference {
    /** The rule. */
    String rule();

    /** The device. */
    String subject();

    /** When it was raised, by the recorded rules where these raised it; hub time in milliseconds since 1970 UTC. */
    long atMs();

    /** One word for it. */
    Verdict verdict();

    /**
     * Only the changed rules raise it.
     *
     * @param changed what they raise
     */
    record Gained(Spell changed) implements Difference {
        @Override
        public String rule() {
            return changed.rule();
        }

        @Override
        public String subject() {
            return changed.subject();
        }

        @Override
        public long atMs() {
            return changed.fromMs();
        }

        @Override
        public Verdict verdict() {
            return Verdict.GAINED;
        }
    }

    /**
     * Only the recorded rules raise it.
     *
     * @param recorded what they raise
     * @param whyNot why the changed rules do not
     */
    record Lost(Spell recorded, WhyNot whyNot) implements Difference {
        @Override
        public String rule() {
            return recorded.rule();
        }

        @Override
        public String subject() {
            return recorded.subject();
        }

        @Override
        public long atMs() {
            return recorded.fromMs();
        }

        @Override
        public Verdict verdict() {
            return Verdict.LOST;
        }
    }

    /**
     * Both raise it.
     *
     * @param recorded what the recorded rules raise
     * @param changed what the changed rules raise
     * @param missing what the changed rules still missed when the recorded ones raised; empty where they were not later
     */
    record Kept(Spell recorded, Spell changed, List<WhyNot> missing) implements Difference {
        /** Copies the list. */
        public Kept {
            missing = List.copyOf(missing);
        }

        @Override
        public String rule() {
            return recorded.rule();
        }

        @Override
        public String subject() {
            return recorded.subject();
        }

        @Override
        public long atMs() {
            return recorded.fromMs();
        }

        /** How much later the changed rules raise it, in milliseconds; negative for earlier. */
        public long laterMs() {
            return changed.fromMs() - recorded.fromMs();
        }

        /** Whether kind or severity differ. */
        public boolean altered() {
            return recorded.kind() != changed.kind() || recorded.severity() != changed.severity();
        }

        /** Whether only one of the two calls for attention. */
        public boolean hushed() {
            return recorded.told() != changed.told();
        }

        @Override
        public Verdict verdict() {
            if (laterMs() != 0) {
                return laterMs() > 0 ? Verdict.LATER : Verdict.EARLIER;
            }
            return altered() || hushed() ? Verdict.ALTERED : Verdict.SAME;
        }
    }
}
