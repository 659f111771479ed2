package org.beaconhub.rules.drill;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.codec.IncidentCodec;
import org.beaconhub.rules.decision.Cause;
import org.beaconhub.rules.decision.DrillBegan;
import org.beaconhub.rules.decision.DrillDecision;
import org.beaconhub.rules.decision.DrillEnded;
import org.beaconhub.rules.decision.DrillNotice;
import org.beaconhub.rules.decision.DrillNoticeOrdered;
import org.beaconhub.rules.decision.DrillNoticeWithdrawn;
import org.beaconhub.rules.decision.DrillRefused;
import org.beaconhub.rules.decision.LiveDecision;
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.DeliveryReport;
import org.beaconhub.rules.fact.DrillCommand;
import org.beaconhub.rules.fact.DrillDeliveryReport;
import org.beaconhub.rules.fact.DrillFact;
import org.beaconhub.rules.fact.DrillOrdered;
import org.beaconhub.rules.fact.DrillStopped;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.IncidentAct;
import org.beaconhub.rules.fact.Injected;
import org.beaconhub.rules.fact.LiveFact;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.fact.TimePassed;
import org.beaconhub.rules.fact.WatchAct;
import org.jspecify.annotations.Nullable;

/** The drills: one at the most goes on at a time, so that nobody has to ask which one a message belongs to. */
final class DrillDesk {
    /** So many drills that ended are kept, with their times. */
    static final int PAST_MAX = 20;

    private final Deque<DrillRecord> past = new ArrayDeque<>();
    private final Outbox outbox = new Outbox();
    private final Stamp stamp = new Stamp(outbox, this::cause);
    private @Nullable Drill running;
    private List<DrillDecision> decisions = List.of();
    private int decidedBefore;
    private long seq;
    private long nowMs;

    /**
     * What follows from an entry for the drills.
     *
     * @param live the engine of the real world: a drill begins on its site
     * @param before how many decisions the entry led to in the real world
     */
    List<DrillDecision> apply(Entry entry, Engine live, int before) {
        boolean mine = entry.fact() instanceof DrillFact
                || entry.fact() instanceof TimePassed && nextTimerMs() <= entry.hubTimeMs();
        if (!mine) {
            return List.of();
        }
        seq = entry.seq();
        nowMs = entry.hubTimeMs();
        decidedBefore = before;
        decisions = new ArrayList<>();
        switch (entry.fact()) {
            case LiveFact passed -> turn();
            case DrillFact fact -> take(fact, live);
        }
        return decisions;
    }

    private Cause cause() {
        return new Cause(seq, decidedBefore + decisions.size());
    }

    private void take(DrillFact fact, Engine live) {
        switch (fact) {
            case DrillOrdered order -> begin(order, live);
            case DrillStopped stopped ->
                running(stopped.drill()).ifPresent(drill -> end(drill, stopped.by(), stopped.reason()));
            case DrillCommand command ->
                running(command.drill()).ifPresent(drill -> command(drill, command.by(), command.act()));
            case Injected injected -> running(injected.drill()).ifPresent(drill -> inject(drill, injected));
            case DrillDeliveryReport report -> outbox.of(report.notice()).ifPresent(each -> report(each, report));
        }
    }

    /** The drill of an id that goes on; where there is none, that is told. */
    private Optional<Drill> running(String id) {
        Drill drill = running;
        if (drill != null && drill.id().equals(id)) {
            return Optional.of(drill);
        }
        refuse(id, new Text("演练 " + id + "：已结束或不存在", "drill " + id + ": it is over, or there is none of that id"));
        return Optional.empty();
    }

    private void refuse(String drill, Text why) {
        decisions.add(new DrillRefused(cause(), drill, why));
    }

    private void begin(DrillOrdered order, Engine live) {
        if (running != null) {
            refuse(
                    "",
                    new Text(
                            "演练 " + running.id() + " 正在进行，须先结束",
                            "drill " + running.id() + " goes on; stop it before another begins"));
            return;
        }
        TreeSet<String> unknown = new TreeSet<>(order.cast());
        unknown.removeIf(device -> live.site().device(device).isPresent());
        if (!unknown.isEmpty()) {
            refuse(
                    "",
                    new Text(
                            "站点没有设备 " + String.join("、", unknown),
                            "the site has no device " + String.join(", ", unknown)));
            return;
        }
        Drill drill = Drill.begin("D" + seq, order, nowMs);
        running = drill;
        decisions.add(new DrillBegan(cause(), drill.id(), order.scenario(), order.title(), order.by()));
        follow(drill, drill.settle(nowMs, live.siteFiles()));
        turn();
    }

    /** Lets the drill go on; where its time is over, it ends. */
    private void turn() {
        Drill drill = running;
        if (drill == null) {
            return;
        }
        follow(drill, drill.turn(nowMs));
        if (drill.endsAtMs() <= nowMs) {
            end(drill, "", "");
        }
    }

    private void command(Drill drill, String by, Command.Act act) {
        switch (act) {
            case Command.Acknowledge _,
                    Command.Close _,
                    Command.Reset _,
                    Command.Shelve _,
                    Command.Unshelve _,
                    IncidentAct _ -> follow(drill, drill.apply(nowMs, new Command(by, act)));
            case Command.TakeOut _,
                    Command.PutBack _,
                    Command.BeginMaintenance _,
                    Command.EndMaintenance _,
                    Command.Actuate _,
                    WatchAct _ ->
                refuse(
                        drill.id(),
                        new Text("演练中只能处置警情和事件", "in a drill, alarms and incidents alone can be acted upon"));
        }
    }

    private void inject(Drill drill, Injected injected) {
        if (drill.engine().site().device(injected.device()).isEmpty()) {
            refuse(drill.id(), new Text("站点没有设备 " + injected.device(), "the site has no device " + injected.device()));
            return;
        }
        follow(drill, drill.hear(injected.device(), injected.readings(), nowMs));
    }

    /** What the drill's engine decided becomes the drill's; what it thinks sent over a channel without drills is delivered to it. */
    private void follow(Drill drill, List<LiveDecision> decided) {
        Deque<DeliveryReport> spared = new ArrayDeque<>();
        decided.forEach(each -> stamp.stamp(drill, each, nowMs, decisions, spared));
        while (!spared.isEmpty()) {
            drill.apply(nowMs, spared.remove()).forEach(each -> stamp.stamp(drill, each, nowMs, decisions, spared));
        }
    }

    private void report(Outbox.Pending pending, DrillDeliveryReport report) {
        boolean last = switch (report.result()) {
            case DeliveryReport.Delivered _, DeliveryReport.Failed _ -> true;
            case DeliveryReport.Retrying _ -> false;
        };
        if (!last) {
            return;
        }
        outbox.done(pending);
        Drill drill = running;
        if (drill == null || pending.within().isEmpty()) {
            return;
        }
        if (report.result() instanceof DeliveryReport.Delivered) {
            drill.reached(Milestone.DELIVERED, nowMs);
        }
        follow(
                drill,
                drill.apply(
                        nowMs,
                        new DeliveryReport(pending.within(), report.channel(), report.attempt(), report.result())));
    }

    /** Nothing of it is sent any more, and everybody who was told of it hears that it is over. */
    private void end(Drill drill, String by, String reason) {
        for (Outbox.Pending each : outbox.ofRunning()) {
            outbox.done(each);
            decisions.add(new DrillNoticeWithdrawn(
                    cause(), drill.id(), each.ordered().notice().id()));
        }
        DrillEnded ended = new DrillEnded(cause(), drill.id(), by, reason, nowMs);
        decisions.add(ended);
        for (Outbox.Receiver to : outbox.takeTold()) {
            DrillNotice notice = DrillNotice.of(ended, drill.order().title(), to.channel(), to.recipient());
            DrillNoticeOrdered ordered =
                    new DrillNoticeOrdered(cause(), drill.id(), to.channel(), to.recipient(), notice);
            outbox.post(ordered, "");
            decisions.add(ordered);
        }
        past.addFirst(drill.record(nowMs, Optional.of(new DrillRecord.End(by, reason))));
        if (past.size() > PAST_MAX) {
            past.removeLast();
        }
        running = null;
    }

    /** Hub time of the earliest timer, or {@link Long#MAX_VALUE}. */
    long nextTimerMs() {
        Drill drill = running;
        return drill == null ? Long.MAX_VALUE : drill.nextMs();
    }

    /** Whether there was never a drill that is still known. */
    boolean isEmpty() {
        return running == null && past.isEmpty() && outbox.isEmpty();
    }

    DrillsView view() {
        return isEmpty()
                ? DrillsView.NONE
                : new DrillsView(
                        Optional.ofNullable(running).map(Drill::view), List.copyOf(past), outbox.all(), outbox.sent());
    }

    void write(ByteSink sink) {
        Drill drill = running;
        sink.putFlag(drill != null);
        if (drill != null) {
            drill.write(sink);
        }
        IncidentCodec.writeAll(sink, past, RecordCodec::write);
        outbox.write(sink);
    }

    void read(ByteSource source) {
        running = source.getFlag() ? Drill.read(source) : null;
        past.addAll(IncidentCodec.readAll(source, RecordCodec::read));
        outbox.read(source);
    }
}
