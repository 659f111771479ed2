package org.beaconhub.rules.decision;

import org.beaconhub.rules.fact.Text;

/**
 * What people are told within a drill. It can be built only from a drill's decision, it shares no supertype with an {@link
 * IncidentNotice}, and it cannot be without the drill's title: whoever words it has the marking in hand.
 */
public final class DrillNotice {
    private final String id;
    private final Text title;
    private final About about;

    /** What a drill's notice can tell of. */
    public sealed interface About permits DrillAlarmMoved, DrillCalled, DrillEnded {
        /** What caused it. */
        Cause cause();

        /** Id of the drill. */
        String drill();
    }

    private DrillNotice(String id, Text title, About about) {
        this.id = id;
        this.title = title;
        this.about = about;
    }

    /**
     * The notice of a drill's decision for one recipient over one channel; the same always give the same id.
     *
     * @param title what the drill practises
     * @param recipient id of a contact; empty where the channel has receivers of its own
     */
    public static DrillNotice of(About about, Text title, String channel, String recipient) {
        String to = recipient.isEmpty() ? channel : channel + "." + recipient;
        return new DrillNotice("DN" + about.cause().seq() + "-" + about.cause().ordinal() + "-" + to, title, about);
    }

    /** Receivers tell repeats by this id: it never changes, and no notice of the real world has it. */
    public String id() {
        return id;
    }

    /** What the drill practises. */
    public Text title() {
        return title;
    }

    /** What it tells of. */
    public About about() {
        return about;
    }

    /** Notices of the same drill reach a receiver in the order in which they were ordered. */
    public String subject() {
        return about.drill();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DrillNotice that
                && id.equals(that.id)
                && title.equals(that.title)
                && about.equals(that.about);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "DrillNotice[" + id + ", " + title + ", " + about + "]";
    }
}
