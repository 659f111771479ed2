package org.beaconhub.gateway.dispatch.cap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.beaconhub.gateway.dispatch.DispatchFault;
import org.beaconhub.gateway.dispatch.Secrets;
import org.beaconhub.gateway.dispatch.wording.Wording;
import org.beaconhub.gateway.journal.JournalReader;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.site.Channel;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.site.Way;

/** The messages for those who fetch them, made again from the journal: a restart loses none. */
public final class CapFeed {
    /** So many messages are listed. */
    public static final int ENTRIES_MAX = 100;
    /** So many entries that led to decisions are looked through for them, from the newest back. */
    private static final int DECIDED_MAX = 5_000;

    private static final Pattern NOTICE = Pattern.compile("N([0-9]{1,18})-.{1,250}");

    private final JournalReader journal;
    private final CapMessages messages;
    private final Sealer sealer;

    /** Lists what a journal has; keys that sign messages are among the secrets. */
    public CapFeed(JournalReader journal, CapMessages messages, Secrets secrets) {
        this.journal = journal;
        this.messages = messages;
        this.sealer = new Sealer(secrets);
    }

    /**
     * A message in the list.
     *
     * @param id its identifier
     * @param title its headline
     * @param atMs when it was ordered, hub time in milliseconds since 1970 UTC
     */
    public record Listed(String id, Text title, long atMs) {}

    /** The newest messages first. */
    public List<Listed> newest(Site site) {
        List<Listed> listed = new ArrayList<>();
        OptionalLong at = journal.lastDecided(journal.lastSeq());
        for (int i = 0; i < DECIDED_MAX && at.isPresent() && listed.size() < ENTRIES_MAX; i++) {
            long seq = at.getAsLong();
            ordered(seq, site).toList().reversed().forEach(each -> listed.add(listed(each, seq, site)));
            at = journal.lastDecided(seq - 1);
        }
        return listed.subList(0, Math.min(listed.size(), ENTRIES_MAX));
    }

    private Listed listed(NoticeOrdered ordered, long seq, Site site) {
        long atMs = journal.read(seq, 1).getFirst().hubTimeMs();
        return new Listed(
                ordered.notice().id(), Wording.of(ordered.notice(), site).title(), atMs);
    }

    /**
     * The message of an identifier as it is posted, signed where its channel names a key; empty where none is kept, or its channel is no longer one of CAP.
     *
     * @throws DispatchFault where it cannot be read or signed now
     */
    public Optional<byte[]> message(String id, Site site) throws DispatchFault {
        Matcher notice = NOTICE.matcher(id);
        if (!notice.matches()) {
            return Optional.empty();
        }
        Optional<NoticeOrdered> found = ordered(Long.parseLong(notice.group(1)), site)
                .filter(each -> each.notice().id().equals(id))
                .findFirst();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Optional<Way.Cap> way = way(found.get(), site);
        return way.isEmpty()
                ? Optional.empty()
                : Optional.of(sealer.bytes(messages.of(found.get(), way.get(), site), way.get()));
    }

    /** What an entry ordered over channels of CAP. */
    private Stream<NoticeOrdered> ordered(long seq, Site site) {
        return journal.decisions(seq).stream()
                .filter(NoticeOrdered.class::isInstance)
                .map(NoticeOrdered.class::cast)
                .filter(each -> way(each, site).isPresent());
    }

    private static Optional<Way.Cap> way(NoticeOrdered ordered, Site site) {
        return site.channel(ordered.channel())
                .map(Channel::way)
                .filter(Way.Cap.class::isInstance)
                .map(Way.Cap.class::cast);
    }
}
