package org.beaconhub.rules.watch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.fact.Label;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Reading;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.fact.WatchAct;

/** The plates and cards that are watched now. */
public final class WatchList {
    /** So many may be watched at a time. */
    public static final int WATCHED_MAX = 500;

    private final Map<String, Watched> byId = new LinkedHashMap<>();
    private final Map<Label, Watched> byLabel = new LinkedHashMap<>();
    private long nextMs = Long.MAX_VALUE;

    /** What is watched, oldest first. */
    public Collection<Watched> all() {
        return byId.values();
    }

    /** Carries out what a person decided, in an entry of the journal; or why it cannot be. */
    public Optional<Text> act(String by, WatchAct act, long seq, long nowMs) {
        return switch (act) {
            case WatchAct.Watch watch -> watch(by, watch, seq, nowMs);
            case WatchAct.Unwatch unwatch -> unwatch(unwatch.id());
        };
    }

    private Optional<Text> watch(String by, WatchAct.Watch act, long seq, long nowMs) {
        Watched there = byLabel.get(new Label(act.quantity(), act.pseudonym()));
        if (there != null) {
            return Optional.of(new Text("已在布控名单中：" + there.id(), "it is watched already, as " + there.id()));
        }
        if (byId.size() >= WATCHED_MAX) {
            return Optional.of(new Text(
                    "布控名单已满（" + WATCHED_MAX + " 项），请先撤除一些",
                    "the watch list has " + WATCHED_MAX + " entries; take some off first"));
        }
        put(new Watched("W" + seq, act.quantity(), act.pseudonym(), by, act.reason(), nowMs, nowMs + act.forMs()));
        return Optional.empty();
    }

    private Optional<Text> unwatch(String id) {
        Watched gone = byId.get(id);
        if (gone == null) {
            return Optional.of(new Text("布控名单中没有 " + id, "the watch list has no " + id + "; its time may be over"));
        }
        remove(gone);
        return Optional.empty();
    }

    private void put(Watched watched) {
        byId.put(watched.id(), watched);
        byLabel.put(new Label(watched.quantity(), watched.pseudonym()), watched);
        nextMs = Math.min(nextMs, watched.untilMs());
    }

    private void remove(Watched watched) {
        byId.remove(watched.id());
        byLabel.remove(new Label(watched.quantity(), watched.pseudonym()));
        nextMs = byId.values().stream().mapToLong(Watched::untilMs).min().orElse(Long.MAX_VALUE);
    }

    /** What is watched and passes by in an observation, at a time of the hub. */
    public List<Watched> seen(Observation observation, long nowMs) {
        if (byId.isEmpty()) {
            return List.of();
        }
        List<Watched> found = List.of();
        for (Reading reading : observation.readings()) {
            Watched watched = reading instanceof Label label ? byLabel.get(label) : null;
            if (watched != null && nowMs < watched.untilMs()) {
                found = found.isEmpty() ? new ArrayList<>() : found;
                found.add(watched);
            }
        }
        return found;
    }

    /** Whose time is over leaves the list, and is forgotten. */
    public void timePassed(long nowMs) {
        if (nextMs <= nowMs) {
            List.copyOf(byId.values()).stream()
                    .filter(each -> each.untilMs() <= nowMs)
                    .forEach(this::remove);
        }
    }

    /** Hub time at which the next one leaves, or {@link Long#MAX_VALUE}. */
    public long nextMs() {
        return nextMs;
    }

    /** Writes the list. */
    public void write(ByteSink sink) {
        sink.putUnsigned(byId.size());
        for (Watched each : byId.values()) {
            sink.putText(each.id());
            sink.put(each.quantity().ordinal());
            sink.putText(each.pseudonym());
            sink.putText(each.by());
            sink.putText(each.reason());
            sink.putUnsigned(each.sinceMs());
            sink.putUnsigned(each.untilMs());
        }
    }

    /** Reads what {@link #write} wrote. */
    public void read(ByteSource source) {
        for (int count = source.getCount(); count > 0; count--) {
            put(new Watched(
                    source.getText(),
                    source.getOneOf(Quantity.values()),
                    source.getText(),
                    source.getText(),
                    source.getText(),
                    source.getUnsigned(),
                    source.getUnsigned()));
        }
    }
}
