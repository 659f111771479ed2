package org.beaconhub.gateway.console;

import java.util.List;
import org.beaconhub.rules.decision.AlarmMoved;
import org.beaconhub.rules.site.SiteDifference;
import org.beaconhub.rules.source.Problem;

/** Takes over the site's folder as it is now, whole or not at all. */
public interface SiteReload {
    /** Says what {@link #reload} would do, and does nothing. */
    Answer check();

    /**
     * Takes the site over.
     *
     * @param by who wants it
     */
    Answer reload(String by) throws InterruptedException;

    /** What came of it. */
    sealed interface Answer {
        /**
         * The folder has errors; nothing is changed.
         *
         * @param problems all that is wrong, with file and line
         */
        record Refused(List<Problem> problems) implements Answer {
            /** Copies the list. */
            public Refused {
                problems = List.copyOf(problems);
            }
        }

        /** The hub has the folder's texts already. */
        record Unchanged() implements Answer {}

        /**
         * The folder can be taken over.
         *
         * @param difference what would change
         * @param warnings what is possible, but hardly meant
         */
        record Possible(SiteDifference difference, List<Problem> warnings) implements Answer {
            /** Copies the list. */
            public Possible {
                warnings = List.copyOf(warnings);
            }
        }

        /**
         * The folder is taken over.
         *
         * @param seq the entry that changed it
         * @param what what changed
         * @param alarms what it did to alarms
         */
        record Done(long seq, Possible what, List<AlarmMoved> alarms) implements Answer {
            /** Copies the list. */
            public Done {
                alarms = List.copyOf(alarms);
            }
        }

        /** The journal did not take it in time; it stays queued. */
        record Late() implements Answer {}
    }
}
