package org.beaconhub.gateway.app;

import java.io.File;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.beaconhub.gateway.backup.LastBackup;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.journal.Journal;
import org.beaconhub.gateway.journal.Snapshots;
import org.beaconhub.gateway.records.Records;
import org.beaconhub.gateway.run.Loop;
import org.beaconhub.gateway.series.Series;
import org.beaconhub.gateway.vitals.JournalFigures;
import org.beaconhub.gateway.vitals.Signs;
import org.beaconhub.rules.engine.Counters;

/** Asks the rooms of one hub how they are. */
record HubSigns(
        Loop loop,
        Journal journal,
        Series series,
        Records records,
        BooleanSupplier broker,
        LongAdder dispatchFaulted,
        Clock clock,
        DataFolder folder,
        long journalKeepMs)
        implements Signs {
    @Override
    public boolean running() {
        return loop.alive();
    }

    @Override
    public boolean brokerConnected() {
        return broker.getAsBoolean();
    }

    @Override
    public boolean journalWritable() {
        return loop.gauges().writable(clock.steadyNanos());
    }

    @Override
    public long dispatchFaults() {
        return dispatchFaulted.sum();
    }

    @Override
    public long historyLagMs() {
        return series.lagMs(clock.nowMs());
    }

    @Override
    public Optional<String> historyStopped() {
        return series.stoppedWhy();
    }

    @Override
    public long recordsLagMs() {
        return records.lagMs(clock.nowMs());
    }

    @Override
    public Optional<String> recordsTrouble() {
        return records.trouble();
    }

    @Override
    public Optional<String> lost() {
        return loop.lost();
    }

    @Override
    public long roomBytes() {
        return journal.roomBytes();
    }

    @Override
    public long diskBytes() {
        return journal.diskBytes();
    }

    @Override
    public boolean heldBack() {
        return loop.gauges().heldBack();
    }

    @Override
    public boolean incidentsFull() {
        return loop.views().view().incidents().isFull();
    }

    @Override
    public boolean timerStuck() {
        return loop.gauges().timerStuck();
    }

    @Override
    public long takeSlowestCommitMs() {
        return loop.gauges().takeSlowestCommitMs();
    }

    @Override
    public int inboxDepth() {
        return loop.inboxDepth();
    }

    @Override
    public long entries() {
        return loop.gauges().entries();
    }

    @Override
    public long commits() {
        return loop.gauges().commits();
    }

    @Override
    public long messages() {
        Counters counters = loop.views().view().counters();
        return counters.observations() + counters.repeats() + counters.outOfOrder() + counters.unreadables();
    }

    @Override
    public JournalFigures journalFigures() {
        File[] files = Objects.requireNonNullElse(folder.journal().toFile().listFiles(), new File[0]);
        long bytes = Stream.of(files).mapToLong(File::length).sum();
        return new JournalFigures(
                bytes, journalKeepMs, new Snapshots(folder.snapshots()).newestAtMs(), LastBackup.atMs(folder.root()));
    }

    @Override
    public long commitNanos() {
        return loop.gauges().commitNanos();
    }
}
