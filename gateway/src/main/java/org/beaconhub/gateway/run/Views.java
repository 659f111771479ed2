package org.beaconhub.gateway.run;

import java.util.List;
import java.util.Optional;
import org.beaconhub.rules.drill.DrillsView;
import org.beaconhub.rules.engine.KnownAct;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.explain.Why;

/** What the engine knows, for readers on any thread. */
public interface Views {
    /** The newest view; never older than a quarter of a second where entries come in, and at once after a decision. */
    View view();

    /** The acts that the journal knew by their callers' keys when the hub started, the oldest first. */
    default List<KnownAct> knownActs() {
        return List.of();
    }

    /** The drills, as of {@link #view} or a little later. */
    default DrillsView drills() {
        return DrillsView.NONE;
    }

    /**
     * Why the rules that watch a device have an alarm there, or none; empty where the hub is too busy to say.
     *
     * @param device id of the device
     * @param timeoutMs how long to wait for it
     */
    default Optional<List<Why>> why(String device, long timeoutMs) throws InterruptedException {
        return Optional.empty();
    }

    /** Waits until there is a view of an entry beyond {@code seq}, or the time is over; gives the newest. */
    View awaitBeyond(long seq, long timeoutMs) throws InterruptedException;
}
