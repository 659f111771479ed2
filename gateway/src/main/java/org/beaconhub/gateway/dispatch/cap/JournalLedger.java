package org.beaconhub.gateway.dispatch.cap;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.beaconhub.gateway.dispatch.DispatchFault;
import org.beaconhub.gateway.journal.JournalReader;
import org.beaconhub.rules.decision.LiveDecision;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.fact.Entry;

/** What the journal knows, so that a restart changes nothing. What it has forgotten nobody refers to any more. */
public final class JournalLedger implements Ledger {
    /** The id of an alarm or an incident begins with the entry that made it. */
    private static final Pattern SUBJECT = Pattern.compile("[AI]([0-9]{1,18})-[0-9]+");

    private final JournalReader journal;

    /** Reads a journal. */
    public JournalLedger(JournalReader journal) {
        this.journal = journal;
    }

    @Override
    public Told told(NoticeOrdered ordered) throws DispatchFault {
        long seq = ordered.cause().seq();
        Deque<Earlier> earlier = new ArrayDeque<>();
        Matcher made = SUBJECT.matcher(ordered.notice().subject());
        OptionalLong next = journal.nextDecided(made.matches() ? Long.parseLong(made.group(1)) : seq);
        while (next.isPresent() && next.getAsLong() <= seq) {
            for (LiveDecision decision : journal.decisions(next.getAsLong())) {
                if (decision instanceof NoticeOrdered each && precedes(each, ordered)) {
                    earlier.add(new Earlier(each.notice().id(), atMs(next.getAsLong())));
                    if (earlier.size() > EARLIER_MAX) {
                        earlier.removeFirst();
                    }
                }
            }
            next = journal.nextDecided(next.getAsLong() + 1);
        }
        return new Told(atMs(seq), List.copyOf(earlier));
    }

    private static boolean precedes(NoticeOrdered each, NoticeOrdered ordered) {
        boolean before = each.cause().seq() < ordered.cause().seq()
                || each.cause().seq() == ordered.cause().seq()
                        && each.cause().ordinal() < ordered.cause().ordinal();
        return before
                && each.channel().equals(ordered.channel())
                && each.notice().subject().equals(ordered.notice().subject());
    }

    private long atMs(long seq) throws DispatchFault {
        List<Entry> found = journal.read(seq, 1);
        if (found.isEmpty() || found.getFirst().seq() != seq) {
            throw new DispatchFault(DispatchFault.Sort.PASSING, "the journal does not have entry " + seq);
        }
        return found.getFirst().hubTimeMs();
    }
}
