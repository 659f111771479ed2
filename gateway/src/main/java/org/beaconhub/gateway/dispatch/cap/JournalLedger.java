package org.beaconhub.gateway.dispatch.cap;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.beaconhub.gateway.dispatch.DispatchFault;
import org.beaconhub.gateway.journal.JournalReader;
import org.beaconhub.rules.decision.Cause;
import org.beaconhub.rules.decision.Decision;
import org.beaconhub.rules.decision.DrillAlarmMoved;
import org.beaconhub.rules.decision.DrillCalled;
import org.beaconhub.rules.decision.DrillDecision;
import org.beaconhub.rules.decision.DrillEnded;
import org.beaconhub.rules.decision.DrillNotice;
import org.beaconhub.rules.decision.DrillNoticeOrdered;
import org.beaconhub.rules.decision.LiveDecision;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.Text;

/** What the journal knows, so that a restart changes nothing. What it has forgotten nobody refers to any more. */
public final class JournalLedger implements Ledger {
    /** The id of an alarm or an incident begins with the entry that made it. */
    private static final Pattern SUBJECT = Pattern.compile("[AI]([0-9]{1,18})-[0-9]+");

    /** So does that of a drill. */
    private static final Pattern DRILL = Pattern.compile("D([0-9]{1,18})");

    private final JournalReader journal;

    /** Reads a journal. */
    public JournalLedger(JournalReader journal) {
        this.journal = journal;
    }

    @Override
    public Told told(NoticeOrdered ordered) throws DispatchFault {
        Matcher made = SUBJECT.matcher(ordered.notice().subject());
        long sinceSeq =
                made.matches() ? Long.parseLong(made.group(1)) : ordered.cause().seq();
        return told(sinceSeq, ordered.cause(), decision -> switch (decision) {
            case NoticeOrdered each
            when precedes(each, ordered) -> Optional.of(each.notice().id());
            case LiveDecision _, DrillDecision _ -> Optional.empty();
        });
    }

    @Override
    public Told told(DrillNoticeOrdered ordered) throws DispatchFault {
        Matcher began = DRILL.matcher(ordered.drill());
        long sinceSeq = began.matches()
                ? Long.parseLong(began.group(1))
                : ordered.cause().seq();
        return told(sinceSeq, ordered.cause(), decision -> switch (decision) {
            case DrillNoticeOrdered each
            when precedes(each, ordered) -> Optional.of(each.notice().id());
            case LiveDecision _, DrillDecision _ -> Optional.empty();
        });
    }

    /** What an entry and those before it led to that counts, each by the id of its notice. */
    private Told told(long sinceSeq, Cause cause, Function<Decision, Optional<String>> counts) throws DispatchFault {
        Deque<Earlier> earlier = new ArrayDeque<>();
        OptionalLong next = journal.nextDecided(sinceSeq);
        while (next.isPresent() && next.getAsLong() <= cause.seq()) {
            for (Decision decision : journal.recorded(next.getAsLong())) {
                Optional<String> notice = isBefore(decision.cause(), cause) ? counts.apply(decision) : Optional.empty();
                if (notice.isPresent()) {
                    earlier.add(new Earlier(notice.get(), atMs(next.getAsLong())));
                    if (earlier.size() > EARLIER_MAX) {
                        earlier.removeFirst();
                    }
                }
            }
            next = journal.nextDecided(next.getAsLong() + 1);
        }
        return new Told(atMs(cause.seq()), List.copyOf(earlier));
    }

    private static boolean isBefore(Cause one, Cause other) {
        return one.seq() < other.seq() || one.seq() == other.seq() && one.ordinal() < other.ordinal();
    }

    private static boolean precedes(NoticeOrdered each, NoticeOrdered ordered) {
        return each.channel().equals(ordered.channel())
                && each.notice().subject().equals(ordered.notice().subject());
    }

    private static boolean precedes(DrillNoticeOrdered each, DrillNoticeOrdered ordered) {
        DrillNotice.About about = ordered.notice().about();
        return each.channel().equals(ordered.channel())
                && each.drill().equals(ordered.drill())
                && (about instanceof DrillEnded || matter(each.notice().about()).equals(matter(about)));
    }

    private static String matter(DrillNotice.About about) {
        return switch (about) {
            case DrillAlarmMoved moved -> moved.alarm().id();
            case DrillCalled called -> called.incident().id();
            case DrillEnded ended -> ended.drill();
        };
    }

    private long atMs(long seq) throws DispatchFault {
        List<Entry> found = journal.read(seq, 1);
        if (found.isEmpty() || found.getFirst().seq() != seq) {
            throw new DispatchFault(
                    DispatchFault.Sort.PASSING,
                    new Text("日志中没有第 " + seq + " 条", "the journal does not have entry " + seq));
        }
        return found.getFirst().hubTimeMs();
    }
}
