package org.beaconhub.gateway.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.journal.JournalReader;
import org.beaconhub.rules.alarm.Evidence;
import org.beaconhub.rules.alarm.MoveReason;
import org.beaconhub.rules.decision.AlarmMoved;
import org.beaconhub.rules.decision.LiveDecision;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.Unreadable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what a hub made of a recording. */
final class ReplayStory {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayStory.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONNECTED = "connected";
    private static final Pattern TURN = Pattern.compile("turn (\\d+) (\\d+)");
    private static final int UNREADABLE_MAX = 5;
    private static final int READ_ENTRIES = 5000;
    private static final long SETTLE_MS = 200;
    private static final long SETTLED_WITHIN_MS = 10_000;

    private final Clock clock;
    private final Optional<PrintWriter> out;
    private final List<Raised> raised = new ArrayList<>();
    private final Map<String, Object> figures = new LinkedHashMap<>();
    private final Optional<Turns> turns;
    private volatile Consumer<String> turned = line -> {};
    private volatile boolean connected;
    private volatile JsonNode summary = JSON.createObjectNode();
    private final List<String> unreadable = new ArrayList<>();
    private long unreadables;
    private boolean ok;

    /** An alarm that was raised; the names stand in the last line's JSON. */
    private record Raised(String rule, String subject, String severity, double secondsAfterIgnition, String because) {}

    /**
     * One for a recording.
     *
     * @param turns turns the hub's clock on where the player asks for that; empty where it runs by itself
     */
    ReplayStory(Clock clock, Optional<Turns> turns, Optional<PrintWriter> out) {
        this.turns = turns;
        this.clock = clock;
        this.out = out;
    }

    /** A line of the player. */
    void heard(String line) {
        if (line.equals(CONNECTED)) {
            connected = true;
        } else if (line.startsWith("turn ")) {
            turned.accept(line);
        } else if (line.startsWith("{")) {
            try {
                summary = JSON.readTree(line);
            } catch (JsonProcessingException e) {
                out.ifPresent(writer -> writer.println(line));
            }
        } else {
            out.ifPresent(writer -> {
                writer.print("\r" + line + " ");
                writer.flush();
            });
        }
    }

    /** Lets the player begin when hub and player are connected, waits for its end, and reads what was decided. */
    void follow(Hub hub, SimProcess player) throws IOException, InterruptedException {
        long seq = 0;
        while (player.alive() && !(connected && hub.connected())) {
            hub.loop().views().awaitBeyond(Long.MAX_VALUE - 1, SETTLE_MS);
        }
        turned = line -> turn(line, hub, player);
        player.tell(String.valueOf(clock.nowMs()));
        boolean played = player.await() == 0;
        long wanted = summary.path("figures").path("messages").asLong();
        long leftMs = SETTLED_WITHIN_MS;
        while (leftMs > 0 && hub.loop().views().view().counters().observations() < wanted) {
            turnOn(hub, wanted);
            hub.loop().views().awaitBeyond(Long.MAX_VALUE - 1, SETTLE_MS);
            leftMs -= SETTLE_MS;
        }
        turnOn(hub, wanted);
        JournalReader journal = hub.journal();
        hub.loop().views().awaitBeyond(Long.MAX_VALUE - 1, SETTLE_MS);
        while (seq < journal.lastSeq()) {
            for (Entry entry : journal.read(seq + 1, READ_ENTRIES)) {
                journal.decisions(entry.seq()).forEach(this::note);
                note(entry);
                seq = entry.seq();
            }
        }
        ok = played && wanted > 0;
        out.ifPresent(this::print);
    }

    /** The player has said all of one moment and waits for the next; where the hub is stuck, it ends with its input. */
    private void turn(String line, Hub hub, SimProcess player) {
        Matcher asked = TURN.matcher(line);
        if (turns.isEmpty() || !asked.matches()) {
            return;
        }
        try {
            turns.get().take(hub, Long.parseLong(asked.group(1)), Long.parseLong(asked.group(2)));
            player.tell("go");
        } catch (IOException e) {
            LOG.error("the recording stops: {}", e.getMessage());
            player.end();
        }
    }

    private void turnOn(Hub hub, long said) throws IOException {
        if (turns.isPresent()) {
            turns.get().take(hub, clock.nowMs() + SETTLE_MS, said);
        }
    }

    private void note(Entry entry) {
        if (entry.fact() instanceof Unreadable what) {
            unreadables++;
            if (unreadable.size() < UNREADABLE_MAX
                    && !unreadable.contains(what.detail().en())) {
                unreadable.add(what.detail().en());
            }
        }
    }

    private void note(LiveDecision decision) {
        if (decision instanceof AlarmMoved moved && moved.reason() == MoveReason.RAISED) {
            Evidence first = moved.alarm().explanation().getFirst();
            raised.add(new Raised(
                    moved.alarm().rule(),
                    moved.alarm().subject(),
                    moved.alarm().severity().name().toLowerCase(Locale.ROOT),
                    sinceIgnition(moved.alarm().raisedAtMs()),
                    first.clause() + ": " + first.value()));
        }
    }

    /** Seconds after ignition, or after the recording's beginning where it has none. */
    private double sinceIgnition(long atMs) {
        JsonNode played = summary.path("figures");
        long zeroMs = played.path("ignition_ms").asLong(played.path("first_ms").asLong());
        return Math.round((atMs - zeroMs) / 100.0) / 10.0;
    }

    private void print(PrintWriter writer) {
        writer.println();
        summary.path("figures")
                .path("own_alarms")
                .forEach(alarm -> writer.printf(
                        Locale.ROOT,
                        "%8.1f s  the recording's own: %s%n",
                        sinceIgnition(alarm.path("at_ms").asLong()),
                        alarm.path("name").asText()));
        raised.forEach(one -> writer.printf(
                Locale.ROOT,
                "%8.1f s  %s at %s (%s), because %s%n",
                one.secondsAfterIgnition(),
                one.rule(),
                one.subject(),
                one.severity(),
                one.because()));
        if (raised.isEmpty()) {
            writer.println("no rule raised");
        }
        JsonNode figuresOfPlayer = summary.path("figures");
        figuresOfPlayer.path("faults").forEach(fault -> writer.println("left out: " + fault.asText()));
        unreadable.forEach(each -> writer.println("of a message the hub says: " + each));
        writer.printf(
                Locale.ROOT,
                "lines with what could not be read: %d; faults that the hub found in messages: %d%n",
                figuresOfPlayer.path("faulty_lines").asLong(),
                unreadables);
    }

    boolean ok() {
        return ok;
    }

    /** The last line. */
    String line(String recording) {
        JsonNode played = summary.path("figures");
        figures.put("recording", recording);
        figures.put("messages", played.path("messages").asLong());
        figures.put("ignitionKnown", played.has("ignition_ms"));
        List<Map<String, Object>> own = new ArrayList<>();
        played.path("own_alarms")
                .forEach(alarm -> own.add(Map.of(
                        "name",
                        alarm.path("name").asText(),
                        "secondsAfterIgnition",
                        sinceIgnition(alarm.path("at_ms").asLong()))));
        figures.put("ownAlarms", own);
        figures.put("raised", raised);
        figures.put("faultyLines", played.path("faulty_lines").asLong());
        List<String> faults = new ArrayList<>();
        played.path("faults").forEach(fault -> faults.add(fault.asText()));
        figures.put("faults", faults);
        figures.put("unreadable", unreadables);
        figures.put("unreadableDetails", unreadable);
        return Figures.line("replay", ok, figures);
    }
}
