package org.beaconhub.gateway.app;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.beaconhub.gateway.console.SiteReload;
import org.beaconhub.gateway.ground.Ground;
import org.beaconhub.gateway.ground.GroundReader;
import org.beaconhub.gateway.journal.JournalReader;
import org.beaconhub.gateway.run.Loop;
import org.beaconhub.rules.decision.AlarmMoved;
import org.beaconhub.rules.decision.LiveDecision;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.review.Review;
import org.beaconhub.rules.site.Parsed;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.site.SiteDifference;
import org.beaconhub.rules.source.Position;
import org.beaconhub.rules.source.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes over the site's folder when a person asks for it: read and checked whole, then one fact in the journal. */
final class FolderReload implements SiteReload {
    private static final Logger LOG = LoggerFactory.getLogger(FolderReload.class);
    private static final long ANSWER_MS = 10_000;
    /** An entry's decisions are durable with the commit after it, which comes within the loop's idle second. */
    private static final long DECISIONS_MS = 2_500;

    private final Path folder;
    private final Loop loop;
    private final JournalReader journal;
    private volatile Taken taken;

    FolderReload(Path folder, Taken taken, Loop loop, JournalReader journal) {
        this.folder = folder;
        this.taken = taken;
        this.loop = loop;
        this.journal = journal;
    }

    /**
     * What the hub goes by.
     *
     * @param files the texts of the site
     * @param ground its map
     */
    record Taken(List<SiteFile> files, Ground ground) {
        private static final Taken NONE = new Taken(List.of(), Ground.NONE);
    }

    private record Looked(Taken found, Answer answer) {}

    /** The map of the site; it is told while a change waits for the journal too. */
    Ground ground() {
        return taken.ground();
    }

    private Looked look() {
        try {
            List<SiteFile> files = SiteFiles.read(folder);
            return switch (Site.parse(files)) {
                case Parsed.Invalid invalid -> new Looked(Taken.NONE, new Answer.Refused(invalid.problems()));
                case Parsed.Valid valid -> look(files, valid);
            };
        } catch (SiteRejected e) {
            Position nowhere = new Position(folder.toString(), 1, 1);
            return new Looked(
                    Taken.NONE,
                    new Answer.Refused(e.problems().stream()
                            .map(problem -> new Problem(nowhere, problem))
                            .toList()));
        }
    }

    private Looked look(List<SiteFile> files, Parsed.Valid valid) {
        GroundReader.Result map = MapFolder.read(folder, valid.site());
        Taken found = new Taken(files, map.ground());
        if (!map.problems().isEmpty()) {
            return new Looked(Taken.NONE, new Answer.Refused(map.problems()));
        }
        return new Looked(found, found.equals(taken) ? new Answer.Unchanged() : possible(valid));
    }

    private Answer possible(Parsed.Valid valid) {
        Site now = loop.views().view().site();
        return new Answer.Possible(
                SiteDifference.between(now, valid.site()),
                Stream.concat(valid.warnings().stream(), Review.of(valid.site()).stream())
                        .sorted()
                        .toList());
    }

    @Override
    public synchronized Answer check() {
        return look().answer();
    }

    @Override
    public synchronized Answer reload(String by) throws InterruptedException {
        Looked looked = look();
        return looked.answer() instanceof Answer.Possible possible
                ? takeOver(by, looked.found(), possible)
                : looked.answer();
    }

    private Answer takeOver(String by, Taken found, Answer.Possible what) throws InterruptedException {
        CompletableFuture<Long> committed = new CompletableFuture<>();
        boolean alarms = !loop.views().view().alarms().isEmpty();
        // A map that is new alone is told as the same site anew, so that pages hear of it.
        taken = found;
        loop.inbox().putFirst(List.of(new SiteChanged(by, found.files())), committed::complete);
        try {
            long seq = committed.get(ANSWER_MS, TimeUnit.MILLISECONDS);
            View view = loop.views().awaitBeyond(seq - 1, ANSWER_MS);
            if (view.seq() < seq) {
                return new Answer.Late();
            }
            LOG.info("the site has changed by entry {}, asked for by {}", seq, by);
            return new Answer.Done(seq, what, moved(seq, alarms ? DECISIONS_MS : 0));
        } catch (TimeoutException | ExecutionException e) {
            return new Answer.Late();
        }
    }

    /** What the change did to alarms; where there were some before, it is waited for. */
    private List<AlarmMoved> moved(long seq, long waitMs) throws InterruptedException {
        List<LiveDecision> made = journal.decisions(seq);
        for (long waitedMs = 0; made.isEmpty() && waitedMs < waitMs; waitedMs += 100) {
            loop.views().awaitBeyond(Long.MAX_VALUE - 1, 100);
            made = journal.decisions(seq);
        }
        return made.stream()
                .filter(AlarmMoved.class::isInstance)
                .map(AlarmMoved.class::cast)
                .toList();
    }
}
