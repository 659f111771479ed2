package org.beaconhub.rules.live;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.alarm.AlarmState;
import org.beaconhub.rules.alarm.Kind;
import org.beaconhub.rules.alarm.MoveReason;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.codec.DecisionCodec;
import org.beaconhub.rules.decision.AlarmMoved;
import org.beaconhub.rules.decision.Cause;
import org.beaconhub.rules.decision.IncidentNotice;
import org.beaconhub.rules.decision.LiveDecision;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.site.Channel;
import org.beaconhub.rules.site.Way;

/** The outbox: who is told of what, until a final report came back. */
final class Notices {
    private final Map<String, NoticeOrdered> pending = new LinkedHashMap<>();
    private final Map<Identity, Alarm> open;
    private final Consumer<LiveDecision> decide;
    private final Supplier<Cause> cause;
    private final List<Untold> untold = new ArrayList<>();
    private List<Channel> channels = List.of();
    private boolean byIncident;

    Notices(Map<Identity, Alarm> open, Consumer<LiveDecision> decide, Supplier<Cause> cause) {
        this.open = open;
        this.decide = decide;
        this.cause = cause;
    }

    /**
     * An alarm's move that a channel would be told of, were its incident not told as a whole.
     *
     * @param moved the move
     * @param channel name of the channel
     */
    record Untold(AlarmMoved moved, String channel) {}

    /** Over these channels from now on; where incidents have policies, what people hear of alarms waits for those. */
    void over(List<Channel> siteChannels, boolean incidentsHavePolicies) {
        channels = List.copyOf(siteChannels);
        byIncident = incidentsHavePolicies;
    }

    /** What waited since the last call. */
    List<Untold> takeUntold() {
        List<Untold> taken = List.copyOf(untold);
        untold.clear();
        return taken;
    }

    /** Orders the notices that a move is worth. */
    void order(Alarm before, AlarmMoved moved) {
        if (isQuiet(before.state(), moved.alarm().state())) {
            return;
        }
        for (Channel channel : channels) {
            boolean tells = takes(channel, before, moved.alarm()) && wanted(channel, before, moved);
            if (tells && byIncident && channel.hasReceivers() && moved.alarm().kind() == Kind.ALARM) {
                untold.add(new Untold(moved, channel.name()));
            } else if (tells) {
                NoticeOrdered ordered = new NoticeOrdered(
                        cause.get(), channel.name(), "", IncidentNotice.of(moved, channel.name(), ""));
                post(ordered);
                decide.accept(ordered);
            }
        }
    }

    /** Puts a notice into the outbox. */
    void post(NoticeOrdered ordered) {
        pending.put(ordered.notice().id(), ordered);
    }

    /** Who was told of an alarm hears too that it is none of theirs any more. */
    private static boolean takes(Channel channel, Alarm before, Alarm after) {
        return channel.takes(after.kind(), after.severity()) || channel.takes(before.kind(), before.severity());
    }

    /** Nobody hears of what goes on in silence: an alarm that is hushed from its beginning, or stays hushed. */
    private static boolean isQuiet(AlarmState before, AlarmState after) {
        boolean unheard = before instanceof AlarmState.Normal
                || before instanceof AlarmState.Hushed hushed && (after instanceof AlarmState.Hushed || !hushed.told());
        return unheard && !(after instanceof AlarmState.Unacknowledged);
    }

    /**
     * Who receives a channel hears of everything but an acknowledgement; a siren sounds from the first alarm to the last.
     * What reaches people alone has nobody to tell before a policy says whom.
     */
    private boolean wanted(Channel channel, Alarm before, AlarmMoved moved) {
        boolean begins = moved.reason().calls(moved.alarm().state())
                || sounds(channel, moved.alarm()) && !sounds(channel, before);
        return switch (channel.way()) {
            case Way.Webhook _ -> moved.reason() != MoveReason.ACKNOWLEDGED;
            case Way.Mail mail -> !mail.to().isEmpty() && moved.reason() != MoveReason.ACKNOWLEDGED;
            case Way.Sms _ -> false;
            case Way.Siren _ -> begins || open.values().stream().noneMatch(other -> sounds(channel, other));
        };
    }

    private static boolean sounds(Channel channel, Alarm alarm) {
        return channel.takes(alarm.kind(), alarm.severity()) && alarm.state() instanceof AlarmState.Unacknowledged;
    }

    /** A notice has its final report; whether it was pending. */
    boolean done(String notice) {
        return pending.remove(notice) != null;
    }

    Collection<NoticeOrdered> pending() {
        return pending.values();
    }

    void write(ByteSink sink) {
        sink.putUnsigned(pending.size());
        pending.values().forEach(ordered -> DecisionCodec.write(sink, ordered));
    }

    void read(ByteSource source) {
        for (int count = source.getCount(); count > 0; count--) {
            if (!(DecisionCodec.read(source) instanceof NoticeOrdered ordered)) {
                throw new IllegalArgumentException("the outbox holds a decision that is no notice");
            }
            pending.put(ordered.notice().id(), ordered);
        }
    }
}
