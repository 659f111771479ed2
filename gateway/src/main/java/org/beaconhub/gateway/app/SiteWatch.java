package org.beaconhub.gateway.app;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.beaconhub.gateway.run.Inbox;
import org.beaconhub.gateway.run.Receipt;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the site's folder now and then; a changed site goes into the journal whole, or, where it has an error, not at all. */
final class SiteWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SiteWatch.class);
    private static final long LOOK_MS = 2000;

    private final Path folder;
    private final Inbox inbox;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private List<SiteFile> seen;

    private SiteWatch(Path folder, List<SiteFile> seen, Inbox inbox) {
        this.folder = folder;
        this.seen = seen;
        this.inbox = inbox;
        this.thread = new Thread(this::run, "site-watch");
    }

    /** Begins to look for changes against the texts that were read last. */
    static SiteWatch start(Path folder, List<SiteFile> seen, Inbox inbox) {
        SiteWatch watch = new SiteWatch(folder, seen, inbox);
        watch.thread.start();
        return watch;
    }

    private void run() {
        try {
            while (!stopping.await(LOOK_MS, TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            LOG.debug("the site is watched no more");
        }
    }

    private void look() throws InterruptedException {
        try {
            List<SiteFile> now = SiteFiles.read(folder);
            if (now.equals(seen)) {
                return;
            }
            seen = now;
            SiteFiles.parse(now);
            inbox.putFirst(List.of(new SiteChanged("reload", now)), Receipt.NONE);
            LOG.info("the site has changed and is taken over");
        } catch (SiteRejected e) {
            LOG.error("the site has changed, but is not taken over, since it has errors:\n{}", e.getMessage());
        } catch (UncheckedIOException e) {
            LOG.warn("the site's folder cannot be read: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
