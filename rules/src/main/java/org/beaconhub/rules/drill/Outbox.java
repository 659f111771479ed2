package org.beaconhub.rules.drill;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.codec.DrillDecisionCodec;
import org.beaconhub.rules.codec.IncidentCodec;
import org.beaconhub.rules.decision.DrillNoticeOrdered;

/** The notices of drills that wait for a final delivery report, and who was told of the drill that goes on. */
final class Outbox {
    /** So many ids of notices of a drill are known; the oldest goes first. */
    private static final int SENT_MAX = 10_000;

    private final Map<String, Pending> pending = new LinkedHashMap<>();
    private final Set<Receiver> told = new LinkedHashSet<>();
    private final Map<String, String> sent = new LinkedHashMap<>();

    /**
     * A notice on its way.
     *
     * @param ordered its order
     * @param within id that the drill's own engine knows it by; empty for the notice that a drill is over
     */
    record Pending(DrillNoticeOrdered ordered, String within) {}

    /**
     * Who is told over a channel.
     *
     * @param recipient id of a contact; empty where the channel has receivers of its own
     */
    record Receiver(String channel, String recipient) {}

    boolean isEmpty() {
        return pending.isEmpty();
    }

    void post(DrillNoticeOrdered ordered, String within) {
        pending.put(ordered.notice().id(), new Pending(ordered, within));
        if (!within.isEmpty()) {
            told.add(new Receiver(ordered.channel(), ordered.recipient()));
            sent.put(within, ordered.notice().id());
            if (sent.size() > SENT_MAX) {
                sent.remove(sent.keySet().iterator().next());
            }
        }
    }

    /** The notice of an id. */
    Optional<Pending> of(String notice) {
        return Optional.ofNullable(pending.get(notice));
    }

    /** The notice that the drill's own engine knows by an id. */
    Optional<Pending> within(String within) {
        return pending.values().stream()
                .filter(each -> each.within().equals(within))
                .findFirst();
    }

    /** It waits no more. */
    void done(Pending each) {
        pending.remove(each.ordered().notice().id());
    }

    /** Those of the drill that goes on, oldest first. */
    List<Pending> ofRunning() {
        return pending.values().stream()
                .filter(each -> !each.within().isEmpty())
                .toList();
    }

    /** Who was told of the drill that ends now; after it nobody is. */
    List<Receiver> takeTold() {
        List<Receiver> all = List.copyOf(told);
        told.clear();
        sent.clear();
        return all;
    }

    /** The ids of the notices of the drill that goes on, by those that its own engine knows them by. */
    Map<String, String> sent() {
        return sent;
    }

    List<DrillNoticeOrdered> all() {
        return pending.values().stream().map(Pending::ordered).toList();
    }

    void write(ByteSink sink) {
        IncidentCodec.writeAll(sink, pending.values(), (to, each) -> {
            DrillDecisionCodec.write(to, each.ordered());
            to.putText(each.within());
        });
        IncidentCodec.writeAll(sink, told, (to, each) -> {
            to.putText(each.channel());
            to.putText(each.recipient());
        });
        IncidentCodec.writeAll(sink, sent.entrySet(), (to, each) -> {
            to.putText(each.getKey());
            to.putText(each.getValue());
        });
    }

    void read(ByteSource source) {
        IncidentCodec.readAll(source, from -> new Pending(DrillDecisionCodec.readNotice(from), from.getText()))
                .forEach(each -> pending.put(each.ordered().notice().id(), each));
        told.addAll(IncidentCodec.readAll(source, from -> new Receiver(from.getText(), from.getText())));
        IncidentCodec.readAll(source, from -> Map.entry(from.getText(), from.getText()))
                .forEach(each -> sent.put(each.getKey(), each.getValue()));
    }
}
