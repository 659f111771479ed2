package org.beaconhub.rules.fact;

import java.util.List;

/** What people do to incidents. */
public sealed interface IncidentAct extends Command.Act {
    /** The longest note, in characters. */
    int NOTE_LENGTH_MAX = 500;
    /** The longest text for everybody in one language, in characters. */
    int PUBLIC_LENGTH_MAX = 1000;
    /** So many alarms and reports can be split off by one act. */
    int SPLIT_MAX = 100;

    /** Id of the incident. */
    String incident();

    /** Steps of an incident's life that need nothing but a person who says so. */
    enum Step {
        /** Somebody looked, and it is true. */
        VERIFY,
        /** Forces are on their way. */
        RESPOND,
        /** It spreads no more. */
        CONTAIN,
        /** It was looked back upon. */
        LOOK_BACK
    }

    /** What must be gone before an incident is accepted as over. */
    enum Check {
        /** No flame. */
        NO_FIRE,
        /** No smoke. */
        NO_SMOKE,
        /** No gas. */
        NO_GAS
    }

    /**
     * Takes the next step.
     *
     * @param incident id of the incident
     * @param step which
     * @param note a remark, or empty
     */
    record Advance(String incident, Step step, String note) implements IncidentAct {
        /** Rejects a longer note. */
        public Advance {
            Limits.atMost("note", note);
        }
    }

    /**
     * Says on the spot that something is gone.
     *
     * @param incident id of the incident
     * @param check what is gone
     * @param note a remark; needed where sensors disagree
     */
    record Agree(String incident, Check check, String note) implements IncidentAct {
        /** Rejects a longer note. */
        public Agree {
            Limits.atMost("note", note);
        }
    }

    /**
     * Ends an incident.
     *
     * @param incident id of the incident
     * @param disposition what it turned out to be
     * @param note a remark, or empty
     */
    record CloseIncident(String incident, Command.Disposition disposition, String note) implements IncidentAct {
        /** Rejects a longer note. */
        public CloseIncident {
            Limits.atMost("note", note);
        }
    }

    /**
     * Gives an incident to a unit, in the place of the one that had it.
     *
     * @param incident id of the incident
     * @param unit id of a unit of the site
     */
    record Assign(String incident, String unit) implements IncidentAct {}

    /**
     * Ticks off a task.
     *
     * @param incident id of the incident
     * @param task its number, from 1
     * @param note a remark, or empty
     */
    record Tick(String incident, int task, String note) implements IncidentAct {
        /** Rejects a longer note. */
        public Tick {
            Limits.atMost("note", note);
        }
    }

    /**
     * Answers a call: "I take care of it". Nobody else is called then.
     *
     * @param incident id of the incident
     * @param note a remark, such as the way by which the answer came, or empty
     */
    record Acknowledge(String incident, String note) implements IncidentAct {
        /** Rejects a longer note. */
        public Acknowledge {
            Limits.atMost("note", note);
        }
    }

    /**
     * Somebody tried to answer by what does not hold, such as a forged or expired link. It is refused in any case, and
     * written down by that.
     *
     * @param incident id of the incident that it claims to answer; empty where it names none
     * @param why what is wrong with it; 1 to {@value IncidentAct#NOTE_LENGTH_MAX} characters
     */
    record FalseAnswer(String incident, String why) implements IncidentAct {
        /** Rejects a missing or longer text. */
        public FalseAnswer {
            Limits.needed("why", why);
        }
    }

    /**
     * Writes something down.
     *
     * @param incident id of the incident
     * @param note what; 1 to {@value IncidentAct#NOTE_LENGTH_MAX} characters
     */
    record Remark(String incident, String note) implements IncidentAct {
        /** Rejects a missing or longer note. */
        public Remark {
            Limits.needed("note", note);
        }
    }

    /**
     * Puts a picture beside an incident.
     *
     * @param incident id of the incident
     * @param picture its name, which is the SHA-256 of its bytes: {@value #PICTURE}
     * @param note what it shows, or empty
     */
    record Attach(String incident, String picture, String note) implements IncidentAct {
        /** What the name of a picture looks like. */
        public static final String PICTURE = "[0-9a-f]{64}";

        /** Rejects what is no name of a picture, and a longer note. */
        public Attach {
            if (!picture.matches(PICTURE)) {
                throw new IllegalArgumentException("picture must be 64 of 0-9 and a-f, got '" + picture + "'");
            }
            Limits.atMost("note", note);
        }
    }

    /**
     * Makes public what everybody may read about an incident, or changes that.
     *
     * @param incident id of the incident
     * @param text what to know and what to do; each language up to {@value IncidentAct#PUBLIC_LENGTH_MAX} characters
     */
    record Publish(String incident, Text text) implements IncidentAct {
        /** Rejects a longer text. */
        public Publish {
            if (Math.max(text.zh().length(), text.en().length()) > PUBLIC_LENGTH_MAX) {
                throw new IllegalArgumentException(
                        "a public text must have at most " + PUBLIC_LENGTH_MAX + " characters in each language");
            }
        }
    }

    /**
     * Takes back what was public about an incident.
     *
     * @param incident id of the incident
     */
    record Withdraw(String incident) implements IncidentAct {}

    /**
     * Makes an incident a part of another: they were one.
     *
     * @param incident id of the one that goes
     * @param into id of the one that stays
     */
    record Merge(String incident, String into) implements IncidentAct {}

    /**
     * Makes some alarms and reports of an incident one of their own.
     *
     * @param incident id of the incident
     * @param signs ids of the alarms and reports; 1 to {@value IncidentAct#SPLIT_MAX}
     */
    record Split(String incident, List<String> signs) implements IncidentAct {
        /** Copies the list; rejects none and too many. */
        public Split {
            signs = List.copyOf(signs);
            if (signs.isEmpty() || signs.size() > SPLIT_MAX) {
                throw new IllegalArgumentException("signs must be 1 to " + SPLIT_MAX + ", got " + signs.size());
            }
        }
    }
}
