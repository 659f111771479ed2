package org.beaconhub.rules.live;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.alarm.AlarmState;
import org.beaconhub.rules.alarm.Kind;
import org.beaconhub.rules.alarm.MoveReason;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.codec.DecisionCodec;
import org.beaconhub.rules.decision.Actuation;
import org.beaconhub.rules.decision.AlarmMoved;
import org.beaconhub.rules.decision.Cause;
import org.beaconhub.rules.decision.IncidentNotice;
import org.beaconhub.rules.decision.LiveDecision;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.site.Channel;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.site.Way;

/** The outbox: who is told of what, until a final report came back. */
final class Notices {
    private final Map<String, NoticeOrdered> pending = new LinkedHashMap<>();
    private final Map<String, Actuation> actuations = new LinkedHashMap<>();
    private final OpenAlarms open;
    private final Consumer<LiveDecision> decide;
    private final Supplier<Cause> cause;
    private final Waiting waiting = new Waiting();
    private final List<Untold> untold = new ArrayList<>();
    private Site site = Site.NONE;
    private boolean byIncident;

    Notices(OpenAlarms open, Consumer<LiveDecision> decide, Supplier<Cause> cause) {
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

    /** Over the channels of a site from now on; where incidents have policies, what people hear of alarms waits for those. */
    void over(Site known) {
        site = known;
        byIncident = !known.callPlan().policies().isEmpty();
        waiting.over(known);
        actuations.keySet().removeIf(name -> actuator(name).isEmpty());
    }

    /** What waited since the last call. */
    List<Untold> takeUntold() {
        List<Untold> taken = List.copyOf(untold);
        untold.clear();
        return taken;
    }

    /** Orders the notices that a move is worth. */
    void order(Alarm before, AlarmMoved moved, long nowMs) {
        if (isQuiet(before.state(), moved.alarm().state())) {
            return;
        }
        for (Channel channel : site.channels()) {
            if (channel.way() instanceof Way.Actuator actuator) {
                actuate(channel, actuator, before, moved);
            } else if (takes(channel, before, moved.alarm()) && wanted(channel.way(), moved.reason())) {
                tell(channel, moved, nowMs);
            }
        }
    }

    private void tell(Channel channel, AlarmMoved moved, long nowMs) {
        if (byIncident && channel.hasReceivers() && moved.alarm().kind() == Kind.ALARM) {
            untold.add(new Untold(moved, channel.name()));
        } else if (waiting.lets(channel, moved, nowMs)) {
            order(channel.name(), moved);
        }
    }

    /** Tells what waited for people who may be told again. */
    void release(long nowMs) {
        waiting.release(nowMs, this::order);
    }

    /** Hub time of the earliest timer, or {@link Long#MAX_VALUE}. */
    long nextMs() {
        return waiting.nextMs();
    }

    private void order(String channel, IncidentNotice.About about) {
        NoticeOrdered ordered = new NoticeOrdered(cause.get(), channel, "", IncidentNotice.of(about, channel, ""));
        post(ordered);
        decide.accept(ordered);
    }

    /**
     * An actuator acts anew for each alarm that begins to call, and goes to rest when none calls any more. A gate does not: who
     * it lets out may still be on the way, so a person locks it.
     */
    private void actuate(Channel channel, Way.Actuator actuator, Alarm before, AlarmMoved moved) {
        Alarm after = moved.alarm();
        boolean did = acts(channel, actuator, before);
        boolean does = acts(channel, actuator, after);
        if (does && (!did || moved.reason().calls(after.state()))) {
            order(channel, true, after.state().sinceMs(), by(after));
        } else if (did && !does && !(actuator instanceof Way.Gate)) {
            boolean other = open.all().stream().anyMatch(each -> acts(channel, actuator, each));
            if (!other) {
                order(channel, false, after.state().sinceMs(), by(after));
            }
        }
    }

    private boolean acts(Channel channel, Way.Actuator actuator, Alarm alarm) {
        return alarm.state() instanceof AlarmState.Unacknowledged
                && channel.takes(alarm.kind(), alarm.severity())
                && actuator.scope().covers(alarm.area(), site.incidentType(alarm.rule()));
    }

    private static Actuation.ByAlarm by(Alarm alarm) {
        return new Actuation.ByAlarm(alarm.id(), alarm.severity(), alarm.subject(), alarm.area());
    }

    private void order(Channel channel, boolean active, long atMs, Actuation.Why why) {
        Actuation actuation = new Actuation(cause.get(), channel.name(), active, atMs, why);
        actuations.put(channel.name(), actuation);
        decide.accept(actuation);
        order(channel.name(), actuation);
    }

    /** A person has an actuator act, or go back to rest; or why not. */
    Optional<Text> actuate(String by, Command.Actuate act, long nowMs) {
        Optional<Channel> channel = actuator(act.channel());
        channel.ifPresent(each -> order(each, act.active(), nowMs, new Actuation.ByPerson(by, act.reason())));
        return channel.isPresent() ? Optional.empty() : Optional.of(Sentences.noActuator(act.channel()));
    }

    private Optional<Channel> actuator(String name) {
        return site.channel(name).filter(each -> each.way() instanceof Way.Actuator);
    }

    /** What each actuator was last told, in the order in which they were first told anything. */
    Collection<Actuation> actuations() {
        return actuations.values();
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
     * Who receives a channel hears of everything but an acknowledgement. What reaches people alone has nobody to tell before a
     * policy says whom.
     */
    private static boolean wanted(Way way, MoveReason reason) {
        return switch (way) {
            case Way.Webhook _, Way.Cap _, Way.Robot _ -> reason != MoveReason.ACKNOWLEDGED;
            case Way.Mail mail -> !mail.to().isEmpty() && reason != MoveReason.ACKNOWLEDGED;
            case Way.Sms _, Way.Actuator _ -> false;
        };
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
        sink.putUnsigned(actuations.size());
        actuations.values().forEach(actuation -> DecisionCodec.write(sink, actuation));
        waiting.write(sink);
    }

    void read(ByteSource source) {
        for (int count = source.getCount(); count > 0; count--) {
            if (!(DecisionCodec.read(source) instanceof NoticeOrdered ordered)) {
                throw new IllegalArgumentException("the outbox holds a decision that is no notice");
            }
            pending.put(ordered.notice().id(), ordered);
        }
        for (int count = source.getCount(); count > 0; count--) {
            if (!(DecisionCodec.read(source) instanceof Actuation actuation)) {
                throw new IllegalArgumentException("an actuator was told a decision that is no actuation");
            }
            actuations.put(actuation.channel(), actuation);
        }
        waiting.read(source);
    }
}
