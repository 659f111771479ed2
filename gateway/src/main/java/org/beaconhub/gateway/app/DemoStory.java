package org.beaconhub.gateway.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.alarm.AlarmState;
import org.beaconhub.rules.alarm.Evidence;
import org.beaconhub.rules.alarm.Kind;
import org.beaconhub.rules.engine.View;

/** Tells what happens in a demo, and remembers its figures. */
final class DemoStory {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FOREST = "lingzhushan";
    private static final String FIRE_RULE = "forest-fire";
    private static final int DEVICES_MIN = 300;
    private static final long LOOK_MS = 500;

    private final Clock clock;
    private final Optional<PrintWriter> out;
    private final Set<String> told = new HashSet<>();
    private final Map<String, Object> figures = new LinkedHashMap<>();
    private long devices;
    private long sent;
    private long acknowledged;
    private long notices;
    private long noticesAgain;
    private long acts;
    private long fireAtMs;
    private long detectedAtMs;
    private long confirmedAtMs;
    private boolean ok;

    DemoStory(Clock clock, Optional<PrintWriter> out) {
        this.clock = clock;
        this.out = out;
    }

    private void say(String text) {
        out.ifPresent(writer -> writer.println(text));
    }

    void begin(Hub hub) {
        say("烽台 Beacon Hub");
        say("  console   " + hub.consoleUrl());
        say("  broker    mqtt://127.0.0.1:" + hub.brokerPort() + "  (accounts and passwords in the data folder)");
        say("  Ctrl-C ends it; started again, it goes on from where it was.");
        hub.loop().views().view().alarms().forEach(alarm -> told.add(key(alarm)));
    }

    /** A line of the simulated site. */
    synchronized void heard(String line) {
        JsonNode event;
        try {
            event = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            say("site: " + line);
            return;
        }
        switch (event.path("event").asText()) {
            case "ready" -> {
                devices = event.path("devices").asLong();
                say("site: " + devices + " devices are connected");
            }
            case "messages" -> {
                sent = event.path("sent").asLong();
                acknowledged = event.path("acknowledged").asLong();
            }
            case "fire-started" -> {
                fireAtMs = event.path("at").asLong();
                say("site: a fire starts in the forest at " + event.path("lat").asText() + ", "
                        + event.path("lon").asText());
            }
            case "acted" -> {
                acts++;
                say("site: " + event.path("device").asText() + " is told to "
                        + event.path("act").asText());
            }
            case "notice" -> notice(event);
            default -> {}
        }
    }

    private void notice(JsonNode event) {
        if (event.path("first").asBoolean()) {
            notices++;
            say("site: the brigade's receiver has " + event.path("id").asText() + ": "
                    + event.path("what").asText() + " " + event.path("rule").asText() + " at "
                    + event.path("subject").asText());
        } else {
            noticesAgain++;
        }
    }

    /** Tells new alarms until it is time to stop. */
    void follow(Hub hub, SimProcess sim, Shutdown shutdown, long runMs) throws InterruptedException {
        long startMs = clock.steadyMs();
        long seq = -1;
        while (!shutdown.isAsked() && sim.alive() && clock.steadyMs() - startMs < runMs) {
            View view = hub.loop().views().awaitBeyond(seq, LOOK_MS);
            if (view.seq() > seq) {
                seq = view.seq();
                view.alarms().stream().filter(alarm -> told.add(key(alarm))).forEach(this::tell);
            }
        }
    }

    private static boolean inForest(Alarm alarm) {
        return alarm.kind() == Kind.ALARM && alarm.area().startsWith(FOREST);
    }

    private static String key(Alarm alarm) {
        return alarm.id() + alarm.state().getClass() + alarm.state().sinceMs();
    }

    private synchronized void tell(Alarm alarm) {
        boolean fresh = alarm.state() instanceof AlarmState.Unacknowledged;
        if (fresh && fireAtMs > 0 && detectedAtMs == 0 && inForest(alarm)) {
            detectedAtMs = alarm.state().sinceMs();
        }
        if (fresh && fireAtMs > 0 && confirmedAtMs == 0 && alarm.rule().equals(FIRE_RULE)) {
            confirmedAtMs = alarm.state().sinceMs();
        }
        if (alarm.kind() == Kind.ALARM) {
            say((fresh ? "ALARM  " : "over   ") + alarm.severity() + "  "
                    + alarm.message().zh() + "  " + alarm.message().en());
            if (fresh) {
                alarm.explanation().forEach(this::tell);
            }
        }
    }

    private void tell(Evidence evidence) {
        say("         because " + evidence.clause() + ": " + evidence.value());
    }

    /** Takes the last figures. */
    synchronized void end(Hub hub) {
        View view = hub.loop().views().view();
        boolean stood = detectedAtMs == 0 && view.alarms().stream().anyMatch(DemoStory::inForest);
        ok = devices >= DEVICES_MIN && (stood || detectedAtMs > 0 && notices > 0 && acts > 0);
        figures.put("devices", devices);
        figures.put("messagesSent", sent);
        figures.put("messagesAcknowledged", acknowledged);
        figures.put("observations", view.counters().observations());
        figures.put("unreadable", view.counters().unreadables());
        figures.put("alarmsRaised", view.counters().alarms());
        figures.put("notificationsOrdered", view.counters().notices());
        figures.put("webhookDelivered", notices);
        figures.put("webhookRepeatedAndIgnored", noticesAgain);
        figures.put("actuatorActs", acts);
        figures.put("alarmStoodFromLastTime", stood);
        figures.put("detectionDelayMs", detectedAtMs > 0 ? detectedAtMs - fireAtMs : -1);
        figures.put("forestFireDelayMs", confirmedAtMs > 0 ? confirmedAtMs - fireAtMs : -1);
    }

    boolean ok() {
        return ok;
    }

    /** The last line. */
    String line() {
        return Figures.line("demo", ok, figures);
    }
}
