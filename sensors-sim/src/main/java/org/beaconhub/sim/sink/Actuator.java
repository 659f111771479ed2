package org.beaconhub.sim.sink;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.beaconhub.sim.clock.SimClock;
import org.beaconhub.sim.wire.BeaconEncoder;

/**
 * A siren, gate or loudspeaker: does what a command says, and confirms it. The same command again changes nothing and is
 * confirmed again.
 */
public final class Actuator {
    /** What each type of device does when it acts, and when it rests. */
    private static final Map<String, Verbs> TYPES = Map.of(
            "siren", new Verbs("sound", "silence"),
            "gate", new Verbs("release", "lock"),
            "speaker", new Verbs("say", "hush"));

    private final String device;
    private final Verbs verbs;
    private final Outlet outlet;
    private final SimClock clock;
    private final Listener listener;
    private boolean active;

    private record Verbs(String acts, String rests) {}

    /** Hears what actuators do. */
    @FunctionalInterface
    public interface Listener {
        /** An actuator did something. */
        void acted(Act act);
    }

    /**
     * What an actuator did.
     *
     * @param device the actuator
     * @param id the command's id
     * @param act the command's word, as {@code sound}
     * @param alarm the alarm's id; empty where the command names none
     * @param severity the alarm's severity; empty where the command names none
     * @param atMs when, in milliseconds
     */
    public record Act(String device, String id, String act, String alarm, String severity, long atMs) {}

    /** One at rest, of a type of {@link #types}, that confirms through an outlet. */
    public Actuator(String device, String type, Outlet outlet, SimClock clock, Listener listener) {
        this.device = device;
        this.verbs = Optional.ofNullable(TYPES.get(type))
                .orElseThrow(() -> new IllegalArgumentException("no actuator is a " + type));
        this.outlet = outlet;
        this.clock = clock;
        this.listener = listener;
    }

    /** The types of devices that act. */
    public static Set<String> types() {
        return TYPES.keySet();
    }

    /** Whether it sounds, stands open or speaks. */
    public synchronized boolean isActive() {
        return active;
    }

    /** Takes a command; what it does not understand it neither does nor confirms. */
    public synchronized void command(byte[] payload) {
        Optional<Map<?, ?>> command = JsonIn.object(payload);
        String act = command.map(fields -> JsonIn.text(fields, "act")).orElse("");
        String id = command.map(fields -> JsonIn.text(fields, "id")).orElse("");
        if (id.isEmpty() || !(act.equals(verbs.acts()) || act.equals(verbs.rests()))) {
            return;
        }
        active = act.equals(verbs.acts());
        Map<?, ?> fields = command.orElseThrow();
        listener.acted(
                new Act(device, id, act, JsonIn.text(fields, "alarm"), JsonIn.text(fields, "severity"), clock.nowMs()));
        var confirmed = outlet.send(BeaconEncoder.confirmation(device, id));
        confirmed.exceptionally(failure -> null);
    }
}
