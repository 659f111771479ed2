package org.beaconhub.gateway.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.beaconhub.gateway.run.Inbox;
import org.beaconhub.gateway.run.Views;
import org.beaconhub.rules.contact.Contact;
import org.beaconhub.rules.decision.CallReason;
import org.beaconhub.rules.drill.DrillView;
import org.beaconhub.rules.drill.DrillsView;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.escalation.Call;
import org.beaconhub.rules.escalation.Escalation;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.DrillCommand;
import org.beaconhub.rules.fact.Fact;
import org.beaconhub.rules.fact.IncidentAct;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.incident.Incident;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers calls by what people send back: {@code 1}, or the number of the notice. Only a call that went to a contact with the
 * sender's number can be answered so. Whatever else is sent is nobody's answer and gets none, so that two machines never
 * talk to each other.
 */
public final class ReplyDesk implements Replies {
    private static final Logger LOG = LoggerFactory.getLogger(ReplyDesk.class);
    /** What answers the one call that waits. */
    private static final Set<String> YES = Set.of("1", "收到", "好", "好的", "ok", "yes");

    private static final long DURABLE_MS = 5_000;
    /** A number of its own country is shorter, but never so short that it could be a service's. */
    private static final int NATIONAL_DIGITS_MIN = 7;

    private final Views views;
    private final Inbox inbox;
    private final long durableMs;

    /** Finds calls in {@code views}, and puts answers into {@code inbox}. */
    public ReplyDesk(Views views, Inbox inbox) {
        this(views, inbox, DURABLE_MS);
    }

    ReplyDesk(Views views, Inbox inbox, long durableMs) {
        this.views = views;
        this.inbox = inbox;
        this.durableMs = durableMs;
    }

    /**
     * A call that asked a person for an answer.
     *
     * @param world what it belongs to: what is real, or a drill's
     * @param drill id of the drill; empty where it is real
     */
    private record Asked(
            View world, String drill, Contact contact, Incident.Head incident, String number, boolean waits) {
        boolean isDrill() {
            return !drill.isEmpty();
        }
    }

    @Override
    public Optional<Said> take(String from, String text) throws Untaken, InterruptedException {
        View view = views.view();
        List<Contact> people = view.site().contacts().stream()
                .filter(each -> isOf(each.phone(), from))
                .toList();
        if (people.isEmpty()) {
            LOG.info("a short message of a number that no contact has was not read");
            return Optional.empty();
        }
        List<Asked> asked = new ArrayList<>(asked(view, "", people, Optional::of));
        DrillsView drills = views.drills();
        drills.running()
                .ifPresent(drill -> asked.addAll(asked(
                        drill.world(),
                        drill.record().id(),
                        people,
                        notice -> Optional.ofNullable(drills.sent().get(notice)))));
        Optional<String> number = ShortId.in(text);
        if (number.isPresent()) {
            Optional<Asked> meant = asked.stream()
                    .filter(each -> each.number().equals(number.get()))
                    .findFirst();
            return Optional.of(meant.isPresent() ? answered(meant.get()) : unknown(people, number.get()));
        }
        return isYes(text) ? theOneThatWaits(asked) : Optional.empty();
    }

    private static boolean isOf(String phone, String from) {
        if (from.startsWith("+") || phone.isEmpty()) {
            return phone.equals(from);
        }
        String national = from.replaceFirst("^0+", "");
        return national.length() >= NATIONAL_DIGITS_MIN && phone.endsWith(national);
    }

    private static boolean isYes(String text) {
        return YES.contains(text.strip().replaceAll("[。.!！]+$", "").toLowerCase(Locale.ROOT));
    }

    /** The calls of a world to people; {@code sent} tells what a notice was sent as, where it was. */
    private static List<Asked> asked(
            View world, String drill, List<Contact> people, Function<String, Optional<String>> sent) {
        return world.escalations().stream()
                .flatMap(escalation -> escalation.calls().reversed().stream()
                        .filter(call -> call.reason().calls() && !call.notice().isEmpty())
                        .flatMap(call -> sent.apply(call.notice()).stream()
                                .flatMap(notice -> people.stream()
                                        .filter(person -> person.id().equals(call.recipient()))
                                        .map(person -> new Asked(
                                                world,
                                                drill,
                                                person,
                                                escalation.incident(),
                                                ShortId.of(notice),
                                                escalation.isCalling() || isGiven(escalation, call))))))
                .toList();
    }

    /** Whether it calls a unit that was given what somebody else had answered. */
    private static boolean isGiven(Escalation escalation, Call call) {
        return call.reason() == CallReason.ASSIGNED
                && escalation.incident().state().isOpen();
    }

    /** A word alone is an answer where one incident waits for it, be it real or a drill's; where several do, nobody guesses. */
    private Optional<Said> theOneThatWaits(List<Asked> asked) throws Untaken, InterruptedException {
        List<Asked> waiting = asked.stream().filter(Asked::waits).toList();
        long incidents = waiting.stream()
                .map(each -> each.drill() + " " + each.incident().id())
                .distinct()
                .count();
        if (incidents == 0) {
            return Optional.empty();
        }
        if (incidents == 1) {
            return Optional.of(answered(waiting.getFirst()));
        }
        String zh = numbers(waiting, "演练 DRILL ");
        String en = numbers(waiting, "DRILL ");
        return Optional.of(new Said(
                waiting.getFirst().contact().phone(),
                new Text(
                        "有 " + incidents + " 起事件待您应答，请回复其中一个编号：" + zh,
                        incidents + " incidents wait for your answer; send one of these numbers: " + en)));
    }

    private static String numbers(List<Asked> waiting, String drill) {
        return waiting.stream()
                .map(each -> (each.isDrill() ? drill : "") + "#" + each.number())
                .collect(Collectors.joining(" "));
    }

    private Said unknown(List<Contact> people, String number) {
        return new Said(
                people.getFirst().phone(),
                new Text(
                        "没有编号为 #" + number + " 的呼叫需要您应答",
                        "no call with the number #" + number + " asks you for an answer"));
    }

    /** The same as by a link: what cannot be answered any more stands in the journal too, as refused. */
    private Said answered(Asked asked) throws Untaken, InterruptedException {
        Incident.Head incident = asked.incident();
        IncidentAct.Acknowledge act = new IncidentAct.Acknowledge(incident.id(), "sms " + asked.number());
        String by = asked.contact().id();
        Optional<Text> refusal = Outcome.refusal(asked.world(), by, act);
        long seq = commit(asked.isDrill() ? new DrillCommand(asked.drill(), by, act) : new Command(by, act));
        Optional<Text> lost = refusal.or(() -> Outcome.lost(asked.world(), after(seq, asked), by, act));
        Text type = asked.world().site().plan().procedure(incident.type()).name();
        Text area = asked.world().site().areaName(incident.area());
        Text said = lost.orElseGet(() -> new Text(
                "已记录：" + area.zh() + type.zh() + " " + incident.id() + " 由您处置",
                "noted: you take care of " + type.en() + ", " + area.en() + " " + incident.id()));
        return new Said(asked.contact().phone(), asked.isDrill() ? marked(said) : said);
    }

    private static Text marked(Text said) {
        return new Text("【演练 DRILL】" + said.zh() + "（演练，非真实警情）", "DRILL: " + said.en() + " (A drill, not real.)");
    }

    /** The world of a call after an entry was decided upon; as it was where that takes too long, or the drill is over. */
    private View after(long seq, Asked asked) {
        try {
            View real = views.awaitBeyond(seq - 1, durableMs);
            return asked.isDrill()
                    ? views.drills()
                            .running()
                            .filter(drill -> drill.record().id().equals(asked.drill()))
                            .map(DrillView::world)
                            .orElse(asked.world())
                    : real;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return asked.world();
        }
    }

    private long commit(Fact fact) throws Untaken, InterruptedException {
        CompletableFuture<Long> committed = new CompletableFuture<>();
        inbox.putFirst(List.of(fact), committed::complete);
        try {
            return committed.get(durableMs, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new Untaken("the journal takes nothing at the moment");
        }
    }
}
