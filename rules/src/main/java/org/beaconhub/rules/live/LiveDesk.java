package org.beaconhub.rules.live;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.alarm.AlarmEvent;
import org.beaconhub.rules.alarm.AlarmState;
import org.beaconhub.rules.alarm.Evidence;
import org.beaconhub.rules.alarm.HubRule;
import org.beaconhub.rules.alarm.Lifecycle;
import org.beaconhub.rules.alarm.MoveReason;
import org.beaconhub.rules.alarm.Outcome;
import org.beaconhub.rules.alarm.Severity;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.decision.Actuation;
import org.beaconhub.rules.decision.AlarmMoved;
import org.beaconhub.rules.decision.Cause;
import org.beaconhub.rules.decision.FloodChanged;
import org.beaconhub.rules.decision.LiveDecision;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.decision.Refused;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.DeliveryReport;
import org.beaconhub.rules.fact.IncidentAct;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.fact.WatchAct;
import org.beaconhub.rules.site.Site;

/** The open alarms of the real world and the notices on their way; makes the decisions of one entry at a time. */
public final class LiveDesk {
    private static final String NOTICE_FAILED = HubRule.NOTICE_FAILED.key();
    private static final String OUT_OF_SERVICE = HubRule.OUT_OF_SERVICE.key();

    private final OpenAlarms open = new OpenAlarms();
    private final Mutes mutes = new Mutes();
    private final Chatter chatter = new Chatter();
    private final Floods floods = new Floods();
    private final FirstOuts firstOuts = new FirstOuts();
    private final Shelf shelf = new Shelf(open);
    private final Handlings handlings = new Handlings(open);
    final Notices notices = new Notices(open, this::decide, this::cause);
    private Site site = Site.NONE;
    private List<LiveDecision> decisions = List.of();
    private long seq;
    private long nowMs;
    private long timerMs = Long.MAX_VALUE;
    private boolean timerKnown;
    private boolean unsettled;

    /** Begins an entry. */
    public void begin(long entrySeq, long hubTimeMs) {
        seq = entrySeq;
        nowMs = hubTimeMs;
        decisions = List.of();
    }

    /** The decisions since {@link #begin}. */
    public List<LiveDecision> decisions() {
        return decisions;
    }

    /** Takes over a site that is the hub's already, as after a restart. */
    public void know(Site known) {
        site = known;
        handlings.of(known.rulebook());
        notices.over(known);
    }

    /** Takes over a new site: nothing is said of what is gone, and of what is out of service that it guards lives by now. */
    public void change(Site next) {
        know(next);
        for (String gone : mutes.devicesGone(id -> next.device(id).isPresent())) {
            withdraw(OUT_OF_SERVICE, gone, Sentences.DEVICE_GONE);
        }
        mutes.out().values().forEach(this::impair);
        List.copyOf(open.identities())
                .forEach(each ->
                        Sentences.gone(each, next).ifPresent(note -> withdraw(each.rule(), each.subject(), note)));
        unsettled = true;
    }

    /** A rule was changed: its alarm goes on under the new one, and says what that says. */
    public void ruleChanged(Proposal now) {
        Identity identity = new Identity(now.rule(), now.subject());
        Alarm before = open.get(identity);
        if (before == null) {
            return;
        }
        Alarm after = firstOuts.moved(before, before.told(now.area(), now.kind(), now.severity(), now.message()));
        publish(before, after, MoveReason.RULE_CHANGED);
        if (after.lifeSafety() && after.state() instanceof AlarmState.Shelved) {
            move(after, new AlarmEvent.ShelfExpired(handlings.latches(after.rule())));
        } else if (after.lifeSafety() && after.state() instanceof AlarmState.SuppressedByDesign) {
            move(after, new AlarmEvent.Lifted(handlings.latches(after.rule())));
        }
    }

    private Cause cause() {
        return new Cause(seq, decisions.size());
    }

    private void decide(LiveDecision decision) {
        if (decisions.isEmpty()) {
            decisions = new ArrayList<>();
        }
        decisions.add(decision);
    }

    /** A rule's condition became true: one condition, one alarm. */
    public void raise(Proposal proposal) {
        Identity identity = new Identity(proposal.rule(), proposal.subject());
        chatter.raised(identity, handlings, nowMs);
        timerKnown = false;
        Alarm standing = open.get(identity);
        if (standing != null) {
            boolean held = standing.state().holds();
            Alarm now = held ? standing : standing.because(proposal.explanation());
            AlarmEvent holds = new AlarmEvent.ConditionHolds();
            boolean asBefore = held || standing.state() instanceof AlarmState.Hushed;
            move(now, asBefore ? holds : muted(standing).orElse(holds));
            return;
        }
        Alarm normal = proposal.alarm("A" + seq + "-" + decisions.size(), nowMs);
        move(normal, muted(normal).orElse(new AlarmEvent.ConditionHolds()));
    }

    /** What hushes an alarm; the one about a device out of service is told in any case. */
    private Optional<AlarmEvent> muted(Alarm alarm) {
        return alarm.rule().equals(OUT_OF_SERVICE) ? Optional.empty() : mutes.of(alarm, site, nowMs, handlings);
    }

    /** A rule's condition is over. */
    public void over(String rule, String subject) {
        Identity identity = new Identity(rule, subject);
        if (chatter.delays(identity, nowMs)) {
            timerKnown = false;
            return;
        }
        overNow(identity);
    }

    private void overNow(Identity identity) {
        Alarm standing = open.get(identity);
        if (standing != null) {
            move(standing, new AlarmEvent.ConditionOver(handlings.latches(identity.rule())));
        }
    }

    /** More than one source speaks of an open alarm: it becomes more severe, and people are told again. */
    public void confirm(String rule, String subject, Severity severity, List<Evidence> confirmation) {
        Identity identity = new Identity(rule, subject);
        Alarm standing = open.get(identity);
        if (standing != null && severity.compareTo(standing.severity()) > 0) {
            Alarm confirmed = standing.confirmed(severity, confirmation);
            AlarmEvent event = new AlarmEvent.Confirmed(confirmed.lifeSafety());
            AlarmState next = Lifecycle.next(standing.state(), event, nowMs) instanceof Outcome.Moves moves
                    ? moves.next()
                    : standing.state();
            publish(standing, confirmed.in(next), MoveReason.CONFIRMED);
        }
    }

    /** A rule does not watch a device any more, as the site is now. */
    public void withdraw(String rule, String subject) {
        withdraw(rule, subject, Sentences.whyWithdrawn(site, rule, subject));
    }

    private void withdraw(String rule, String subject, String note) {
        Identity identity = new Identity(rule, subject);
        chatter.forget(identity);
        Alarm standing = open.get(identity);
        if (standing != null) {
            move(standing, new AlarmEvent.Withdrawn(note));
        }
    }

    /** Refuses what cannot be done, with a sentence. */
    public void refuse(Text why) {
        decide(new Refused(cause(), why));
    }

    /** Carries out what a person decided, or refuses it with a sentence. */
    public void command(Command command) {
        String by = command.by();
        switch (command.act()) {
            case Command.Acknowledge act -> act(act.alarm(), alarm -> new AlarmEvent.AcknowledgedBy(by));
            case Command.Close act ->
                act(act.alarm(), alarm -> new AlarmEvent.ClosedBy(by, act.disposition(), act.note()));
            case Command.Reset act -> act(act.alarm(), alarm -> new AlarmEvent.ResetBy(by));
            case Command.Shelve act ->
                act(
                        act.alarm(),
                        alarm -> new AlarmEvent.ShelvedBy(by, act.reason(), nowMs + act.forMs(), alarm.lifeSafety()));
            case Command.Unshelve act ->
                act(act.alarm(), alarm -> offShelf(alarm, latches -> new AlarmEvent.UnshelvedBy(by, latches)));
            case Command.TakeOut act -> takeOut(by, act);
            case Command.PutBack act -> putBack(act);
            case Command.BeginMaintenance act -> hush(mutes.begin(new Cause(seq, 0), by, act, site, nowMs));
            case Command.EndMaintenance act -> hush(mutes.end(act));
            case Command.Actuate act -> notices.actuate(by, act, nowMs).ifPresent(this::refuse);
            case IncidentAct _, WatchAct _ -> {}
        }
    }

    private void act(String id, Function<Alarm, AlarmEvent> event) {
        open.of(id)
                .ifPresentOrElse(
                        alarm -> move(alarm, event.apply(alarm)),
                        () -> refuse(new Text(
                                "警情 " + id + "：已关闭或不存在",
                                "alarm " + id + ": it is closed, or there is none of that id")));
    }

    /** An alarm that comes off the shelf is told only where nothing else hushes it. */
    private AlarmEvent offShelf(Alarm alarm, Function<Boolean, AlarmEvent> off) {
        AlarmEvent event = off.apply(handlings.latches(alarm.rule()));
        boolean shelvedAndHolds = alarm.state() instanceof AlarmState.Shelved shelved && shelved.holds();
        return shelvedAndHolds ? muted(alarm).orElse(event) : event;
    }

    /** An act on what hushes alarms: refused, or looked at when the entry ends. */
    private void hush(Optional<Text> refusal) {
        refusal.ifPresentOrElse(this::refuse, () -> unsettled = true);
    }

    private void takeOut(String by, Command.TakeOut act) {
        Optional<Text> refusal = mutes.takeOut(by, act, site, nowMs);
        if (refusal.isEmpty()) {
            impair(new DeviceOut(act.device(), nowMs, by, act.reason()));
        }
        hush(refusal);
    }

    private void impair(DeviceOut out) {
        handlings.impaired(site, out, nowMs, seq).ifPresent(this::raise);
    }

    private void putBack(Command.PutBack act) {
        Optional<Text> refusal = mutes.putBack(act);
        if (refusal.isEmpty()) {
            overNow(new Identity(OUT_OF_SERVICE, act.device()));
        }
        hush(refusal);
    }

    /**
     * Ends an entry: looks at every alarm anew where what hushes it may have begun or be over. Not before, since a cause
     * and its consequence may be over by the same entry, and then nobody needs to hear of the consequence.
     */
    public void end() {
        if (!unsettled) {
            return;
        }
        unsettled = false;
        timerKnown = false;
        for (Alarm alarm : open.copy()) {
            Settling.event(alarm.state(), muted(alarm), handlings.latches(alarm.rule()))
                    .ifPresent(event -> move(alarm, event));
        }
    }

    private void move(Alarm alarm, AlarmEvent event) {
        switch (Lifecycle.next(alarm.state(), event, nowMs)) {
            case Outcome.Moves moves -> publish(alarm, alarm.in(moves.next()), moves.reason());
            case Outcome.Stays stays -> {}
            case Outcome.Refuses refuses -> refuse(Sentences.of(alarm, refuses.why()));
        }
    }

    private void publish(Alarm before, Alarm moved, MoveReason reason) {
        boolean calls = reason.calls(moved.state());
        Alarm after = calls && moved.firstOut().isEmpty() ? firstOuts.joined(moved) : moved;
        if (after.state() instanceof AlarmState.Closed) {
            open.remove(after);
            if (!after.firstOut().isEmpty()) {
                firstOuts.left(after);
            }
        } else {
            open.put(after);
        }
        timerKnown = false;
        shelf.moved(before.state(), after.state());
        AlarmMoved decision = new AlarmMoved(cause(), after, reason);
        decide(decision);
        notices.order(before, decision, nowMs);
        if (calls && floods.calls(site.position(after.area()), nowMs)) {
            decide(new FloodChanged(cause(), site.position(after.area()), true));
        }
        unsettled |= handlings.inhibits(after.rule())
                && before.state().holds() != after.state().holds();
    }

    /** Lets what is due happen: shelves and maintenances end, returns that waited come, floods are over. */
    public void timePassed() {
        timerKnown = false;
        chatter.due(nowMs).forEach(this::overNow);
        for (Alarm alarm : shelf.due(nowMs)) {
            move(alarm, offShelf(alarm, AlarmEvent.ShelfExpired::new));
        }
        if (mutes.nextMs(nowMs - 1) <= nowMs) {
            mutes.expire(nowMs);
            unsettled = true;
        }
        floods.over(nowMs).forEach(position -> decide(new FloodChanged(cause(), position, false)));
        notices.release(nowMs);
    }

    /** Hub time of the earliest timer, or {@link Long#MAX_VALUE}. */
    public long nextTimerMs() {
        if (!timerKnown) {
            long hushedMs = Math.min(mutes.nextMs(nowMs), shelf.nextMs());
            timerMs = Math.min(Math.min(hushedMs, notices.nextMs()), Math.min(chatter.nextMs(), floods.nextMs()));
            timerKnown = true;
        }
        return timerMs;
    }

    /** Takes in what became of a notice. */
    public void report(DeliveryReport report) {
        switch (report.result()) {
            case DeliveryReport.Delivered delivered -> {
                if (notices.done(report.notice())) {
                    over(NOTICE_FAILED, report.channel());
                }
            }
            case DeliveryReport.Retrying retrying -> {}
            case DeliveryReport.Failed failed -> {
                if (notices.done(report.notice())
                        && site.channel(report.channel()).isPresent()) {
                    raise(Sentences.failed(report.channel(), failed.why(), nowMs, seq));
                }
            }
        }
    }

    /** The alarms that are not closed, oldest first. */
    public Collection<Alarm> alarms() {
        return open.all();
    }

    /** The alarm of a rule at a subject, where it is not closed. */
    public Optional<Alarm> alarm(String rule, String subject) {
        return Optional.ofNullable(open.get(new Identity(rule, subject)));
    }

    /** The alarm of an id, where it is not closed. */
    public Optional<Alarm> alarm(String id) {
        return open.of(id);
    }

    /** The devices out of service by their ids, in the order in which they were taken out. */
    public Map<String, DeviceOut> devicesOut() {
        return mutes.out();
    }

    /** The maintenances that go on or will, oldest first. */
    public Collection<Maintenance> maintenances() {
        return mutes.maintenances().values();
    }

    /** The operator positions that are flooded. */
    public List<String> flooded() {
        return floods.flooded();
    }

    /** The notices without a final report, oldest first: the outbox. */
    public Collection<NoticeOrdered> pendingNotices() {
        return notices.pending();
    }

    /** What each actuator was last told. */
    public Collection<Actuation> actuations() {
        return notices.actuations();
    }

    /** Writes alarms, what hushes them, and notices. */
    public void write(ByteSink sink) {
        open.write(sink);
        notices.write(sink);
        mutes.write(sink);
        chatter.write(sink);
        floods.write(sink);
    }

    /** Reads what {@link #write} wrote; {@link #begin} comes before. */
    public void read(ByteSource source) {
        open.read(source);
        open.all().stream().filter(alarm -> !alarm.firstOut().isEmpty()).forEach(firstOuts::known);
        notices.read(source);
        mutes.read(source);
        chatter.read(source);
        floods.read(source);
    }
}
