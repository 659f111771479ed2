package org.beaconhub.gateway.cameras;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.beaconhub.gateway.pictures.Pictures;
import org.beaconhub.gateway.run.Inbox;
import org.beaconhub.gateway.run.Receipt;
import org.beaconhub.gateway.run.Views;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.IncidentAct;
import org.beaconhub.rules.incident.Incident;
import org.beaconhub.rules.incident.IncidentLifecycle;
import org.beaconhub.rules.incident.Line;
import org.beaconhub.rules.site.Device;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one picture of the nearest camera beside each incident that opens: what a fire looked like when it began is gone when
 * somebody looks. One camera after the other is asked, for the gravest incident first; an incident that opened more than
 * {@value #YOUNG_MS} ms ago by then gets none, so that nothing piles up in a flood of them.
 */
public final class FirstSight implements AutoCloseable {
    /** An incident is young for so long after it opened, ms. */
    static final long YOUNG_MS = 60_000;
    /** A camera that is farther away than so many metres sees nothing of it. */
    static final double METRES_MAX = 3_000;

    private static final Logger LOG = LoggerFactory.getLogger(FirstSight.class);
    private static final long LOOK_MS = 1_000;

    private final Views views;
    private final Inbox inbox;
    private final Cameras cameras;
    private final Pictures pictures;
    private final Set<String> asked = new HashSet<>();
    private @Nullable Thread thread;
    private volatile boolean stopping;

    /** Ready to look; {@link #start} makes a thread of it. */
    FirstSight(Views views, Inbox inbox, Cameras cameras, Pictures pictures) {
        this.views = views;
        this.inbox = inbox;
        this.cameras = cameras;
        this.pictures = pictures;
    }

    /** Keeps pictures from now on until closed. */
    public static FirstSight start(Views views, Inbox inbox, Cameras cameras, Pictures pictures) {
        FirstSight sight = new FirstSight(views, inbox, cameras, pictures);
        sight.thread = Thread.ofVirtual().name("first sight").start(sight::run);
        return sight;
    }

    private void run() {
        try {
            View view = views.view();
            while (!stopping) {
                view = looked(view) ? views.view() : views.awaitBeyond(view.seq(), LOOK_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A fault that nobody foresaw costs one incident its picture, and no other. */
    private boolean looked(View view) throws InterruptedException {
        try {
            return look(view);
        } catch (RuntimeException e) {
            LOG.error("an incident has no picture of its beginning, by a fault of the hub; the next are tried", e);
            return false;
        }
    }

    /** Asks a camera for the gravest incident that wants it; gives whether there was one. */
    boolean look(View view) throws InterruptedException {
        List<Incident> all = view.incidents().incidents();
        if (!asked.isEmpty()) {
            asked.retainAll(all.stream().map(Incident::id).collect(Collectors.toSet()));
        }
        Optional<Incident> next = all.stream()
                .filter(each -> wants(each, view.hubTimeMs()))
                .max(Comparator.comparing(each -> each.head().severity()));
        if (next.isEmpty()) {
            return false;
        }
        Incident incident = next.get();
        asked.add(incident.id());
        Optional<Device> camera = view.site().nearestPictures(incident.head().place(), 1).stream()
                .filter(each -> each.place().metresTo(incident.head().place()) <= METRES_MAX)
                .findFirst();
        if (camera.isPresent()) {
            keep(incident, camera.get());
        }
        return true;
    }

    private boolean wants(Incident incident, long nowMs) {
        return incident.head().state().isOpen()
                && nowMs - incident.head().openedAtMs() < YOUNG_MS
                && !asked.contains(incident.id())
                && incident.lines().stream()
                        .noneMatch(line ->
                                line.what() == Line.What.PICTURED && line.by().equals(IncidentLifecycle.DESIGN));
    }

    private void keep(Incident incident, Device camera) throws InterruptedException {
        try {
            Still still = cameras.look(camera);
            pictures.keep(still.picture());
            inbox.putFirst(
                    List.of(new Command(
                            IncidentLifecycle.DESIGN,
                            new IncidentAct.Attach(
                                    incident.id(), still.picture().name(), camera.id()))),
                    Receipt.NONE);
        } catch (CameraSilent e) {
            LOG.warn("incident {} has no picture of its beginning", incident.id());
        } catch (IOException e) {
            LOG.error("a camera's picture cannot be kept", e);
        }
    }

    @Override
    public void close() {
        stopping = true;
        if (thread != null) {
            thread.interrupt();
        }
    }
}
