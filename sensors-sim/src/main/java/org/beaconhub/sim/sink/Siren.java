package org.beaconhub.sim.sink;

import java.util.Map;
import java.util.Optional;
import org.beaconhub.sim.clock.SimClock;
import org.beaconhub.sim.wire.BeaconEncoder;

/** A siren: does what a command says, and confirms it. The same command again changes nothing and is confirmed again. */
public final class Siren {
    private final String device;
    private final Outlet outlet;
    private final SimClock clock;
    private final Listener listener;
    private boolean sounding;

    /** Hears what sirens do. */
    @FunctionalInterface
    public interface Listener {
        /** A siren did something. */
        void acted(Act act);
    }

    /**
     * What a siren did.
     *
     * @param device the siren
     * @param id the command's id
     * @param act {@code sound} or {@code silence}
     * @param alarm the alarm's id
     * @param severity the alarm's severity
     * @param atMs when, in milliseconds
     */
    public record Act(String device, String id, String act, String alarm, String severity, long atMs) {}

    /** A silent siren that confirms through an outlet. */
    public Siren(String device, Outlet outlet, SimClock clock, Listener listener) {
        this.device = device;
        this.outlet = outlet;
        this.clock = clock;
        this.listener = listener;
    }

    /** Whether it sounds. */
    public synchronized boolean isSounding() {
        return sounding;
    }

    /** Takes a command; what it does not understand it neither does nor confirms. */
    public synchronized void command(byte[] payload) {
        Optional<Map<?, ?>> command = JsonIn.object(payload);
        String act = command.map(fields -> JsonIn.text(fields, "act")).orElse("");
        String id = command.map(fields -> JsonIn.text(fields, "id")).orElse("");
        if (id.isEmpty() || !(act.equals("sound") || act.equals("silence"))) {
            return;
        }
        sounding = act.equals("sound");
        Map<?, ?> fields = command.orElseThrow();
        listener.acted(
                new Act(device, id, act, JsonIn.text(fields, "alarm"), JsonIn.text(fields, "severity"), clock.nowMs()));
        var confirmed = outlet.send(BeaconEncoder.confirmation(device, id));
        confirmed.exceptionally(failure -> null);
    }
}
