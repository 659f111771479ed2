package org.beaconhub.rules.incident;

import java.util.List;
import org.beaconhub.rules.fact.Command.Disposition;
import org.beaconhub.rules.fact.IncidentAct.Check;

/** Where an incident stands; times are hub time in milliseconds since 1970 UTC. */
public sealed interface IncidentState {
    /** Since when. */
    long sinceMs();

    /** What people found to be gone; it stays known when the incident is closed, and is void when a new sign comes. */
    default List<Agreement> agreements() {
        return List.of();
    }

    /** Whether people still have something to do about what happens there. */
    default boolean isOpen() {
        return switch (this) {
            case Reported s -> true;
            case Verified s -> true;
            case Responding s -> true;
            case Contained s -> true;
            case Accepted s -> true;
            case Closed s -> false;
            case LookBackDue s -> false;
            case LookedBack s -> false;
            case Merged s -> false;
        };
    }

    /** The state's word: the same in the API, on the page and in the figures. */
    default String word() {
        return switch (this) {
            case Reported s -> "reported";
            case Verified s -> "verified";
            case Responding s -> "responding";
            case Contained s -> "contained";
            case Accepted s -> "accepted";
            case Closed s -> "closed";
            case LookBackDue s -> "look_back_due";
            case LookedBack s -> "looked_back";
            case Merged s -> "merged";
        };
    }

    /**
     * A person says on the spot that something is gone, and what the sensors say to it.
     *
     * @param check what is gone
     * @param by who says so
     * @param atMs when
     * @param agree ids of the devices whose condition is over
     * @param disagree ids of the devices whose condition holds; a destroyed sensor stays among them
     * @param note a remark; there is one where sensors disagree
     */
    record Agreement(Check check, String by, long atMs, List<String> agree, List<String> disagree, String note) {
        /** Copies the lists. */
        public Agreement {
            agree = List.copyOf(agree);
            disagree = List.copyOf(disagree);
        }
    }

    /**
     * Signs are there; nobody has looked.
     *
     * @param sinceMs since when
     */
    record Reported(long sinceMs) implements IncidentState {}

    /**
     * Somebody has looked, and it is true.
     *
     * @param sinceMs since when
     * @param by who
     */
    record Verified(long sinceMs, String by) implements IncidentState {}

    /**
     * Forces are on their way or at work.
     *
     * @param sinceMs since when
     * @param by who said so
     */
    record Responding(long sinceMs, String by) implements IncidentState {}

    /**
     * It spreads no more.
     *
     * @param sinceMs since when
     * @param by who said so
     * @param agreements what is gone so far
     */
    record Contained(long sinceMs, String by, List<Agreement> agreements) implements IncidentState {
        /** Copies the list. */
        public Contained {
            agreements = List.copyOf(agreements);
        }
    }

    /**
     * All that its procedure asks for is gone.
     *
     * @param sinceMs since when
     * @param agreements each with who, and which sensors agree
     */
    record Accepted(long sinceMs, List<Agreement> agreements) implements IncidentState {
        /** Copies the list. */
        public Accepted {
            agreements = List.copyOf(agreements);
        }
    }

    /**
     * Over.
     *
     * @param sinceMs since when
     * @param by who closed it
     * @param disposition what it turned out to be
     * @param note a remark, or empty
     * @param watchUntilMs until when a new sign is a rekindling; 0 where nobody watches for one
     * @param lookBackAtMs when it is to be looked back upon
     * @param agreements what was found to be gone before; empty where nothing had to be
     */
    record Closed(
            long sinceMs,
            String by,
            Disposition disposition,
            String note,
            long watchUntilMs,
            long lookBackAtMs,
            List<Agreement> agreements)
            implements IncidentState {
        /** Copies the list. */
        public Closed {
            agreements = List.copyOf(agreements);
        }

        /** The same, but nobody watches for a new sign any more. */
        Closed watchOver() {
            return new Closed(sinceMs, by, disposition, note, 0, lookBackAtMs, agreements);
        }

        /** Whether a new sign is a rekindling. */
        public boolean isWatched() {
            return watchUntilMs > 0;
        }
    }

    /**
     * It is time to look back.
     *
     * @param sinceMs since when
     * @param disposition what it turned out to be
     * @param agreements what was found to be gone
     */
    record LookBackDue(long sinceMs, Disposition disposition, List<Agreement> agreements) implements IncidentState {
        /** Copies the list. */
        public LookBackDue {
            agreements = List.copyOf(agreements);
        }
    }

    /**
     * Somebody has looked back upon it: the end.
     *
     * @param sinceMs since when
     * @param by who; {@link IncidentLifecycle#DESIGN} where nothing had happened, and nobody needs to
     * @param note what was learnt, or empty
     * @param agreements what was found to be gone
     */
    record LookedBack(long sinceMs, String by, String note, List<Agreement> agreements) implements IncidentState {
        /** Copies the list. */
        public LookedBack {
            agreements = List.copyOf(agreements);
        }
    }

    /**
     * It is a part of another: the end.
     *
     * @param sinceMs since when
     * @param by who said so
     * @param into id of the other
     */
    record Merged(long sinceMs, String by, String into) implements IncidentState {}
}
