package org.beaconhub.gateway.answer;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.beaconhub.gateway.run.Inbox;
import org.beaconhub.gateway.run.Views;
import org.beaconhub.rules.contact.Contact;
import org.beaconhub.rules.decision.CallReason;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.escalation.Call;
import org.beaconhub.rules.escalation.Escalation;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.IncidentAct;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.incident.Incident;
import org.beaconhub.rules.incident.IncidentActs;
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

    /** A call that asked a person for an answer. */
    private record Asked(Contact contact, Incident.Head incident, String number, boolean waits) {}

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
        List<Asked> asked = asked(view, people);
        Optional<String> number = ShortId.in(text);
        if (number.isPresent()) {
            Optional<Asked> meant = asked.stream()
                    .filter(each -> each.number().equals(number.get()))
                    .findFirst();
            return Optional.of(meant.isPresent() ? answered(view, meant.get()) : unknown(people, number.get()));
        }
        return isYes(text) ? theOneThatWaits(view, asked) : Optional.empty();
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

    private static List<Asked> asked(View view, List<Contact> people) {
        return view.escalations().stream()
                .flatMap(escalation -> escalation.calls().reversed().stream()
                        .filter(call -> call.reason().calls() && !call.notice().isEmpty())
                        .flatMap(call -> people.stream()
                                .filter(person -> person.id().equals(call.recipient()))
                                .map(person -> new Asked(
                                        person,
                                        escalation.incident(),
                                        ShortId.of(call.notice()),
                                        escalation.isCalling() || isGiven(escalation, call)))))
                .toList();
    }

    /** Whether it calls a unit that was given what somebody else had answered. */
    private static boolean isGiven(Escalation escalation, Call call) {
        return call.reason() == CallReason.ASSIGNED
                && escalation.incident().state().isOpen();
    }

    private Optional<Said> theOneThatWaits(View view, List<Asked> asked) throws Untaken, InterruptedException {
        List<Asked> waiting = asked.stream().filter(Asked::waits).toList();
        long incidents =
                waiting.stream().map(each -> each.incident().id()).distinct().count();
        if (incidents == 0) {
            return Optional.empty();
        }
        if (incidents == 1) {
            return Optional.of(answered(view, waiting.getFirst()));
        }
        String numbers = waiting.stream().map(each -> "#" + each.number()).collect(Collectors.joining(" "));
        return Optional.of(new Said(
                waiting.getFirst().contact().phone(),
                new Text(
                        "有 " + incidents + " 起事件待您应答，请回复其中一个编号：" + numbers,
                        incidents + " incidents wait for your answer; send one of these numbers: " + numbers)));
    }

    private Said unknown(List<Contact> people, String number) {
        return new Said(
                people.getFirst().phone(),
                new Text(
                        "没有编号为 #" + number + " 的呼叫需要您应答",
                        "no call with the number #" + number + " asks you for an answer"));
    }

    /** The same as by a link: what cannot be answered any more stands in the journal too, as refused. */
    private Said answered(View view, Asked asked) throws Untaken, InterruptedException {
        Incident.Head incident = asked.incident();
        IncidentAct act = new IncidentAct.Acknowledge(incident.id(), "sms " + asked.number());
        String by = asked.contact().id();
        Optional<Text> refusal =
                IncidentActs.refusal(view.incidents().incidents(), view.site(), view.hubTimeMs(), by, act);
        commit(new Command(by, act));
        Text type = view.site().plan().procedure(incident.type()).name();
        Text area = view.site().areaName(incident.area());
        return new Said(
                asked.contact().phone(),
                refusal.orElseGet(() -> new Text(
                        "已记录：" + area.zh() + type.zh() + " " + incident.id() + " 由您处置",
                        "noted: you take care of " + type.en() + ", " + area.en() + " " + incident.id())));
    }

    private void commit(Command command) throws Untaken, InterruptedException {
        CompletableFuture<Long> committed = new CompletableFuture<>();
        inbox.putFirst(List.of(command), committed::complete);
        try {
            committed.get(durableMs, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new Untaken("the journal takes nothing at the moment");
        }
    }
}
