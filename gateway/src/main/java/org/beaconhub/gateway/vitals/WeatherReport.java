package org.beaconhub.gateway.vitals;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.run.Inbox;
import org.beaconhub.gateway.run.Receipt;
import org.beaconhub.gateway.run.Views;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.Observation.TimeSource;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Reading;
import org.beaconhub.rules.site.Device;
import org.beaconhub.rules.weather.AreaWeather;
import org.beaconhub.rules.weather.FireIndex;
import org.beaconhub.rules.weather.HourWeather;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the fire weather that the engine reckons: as an observation of each device that measures {@code fwi} (of noon)
 * or {@code hourly_fwi} in the area, so that it is in the history and on the console as any reading is. Nobody measures it but the hub.
 */
public final class WeatherReport implements AutoCloseable {
    private static final long LOOK_MS = 1_000;

    private final Views views;
    private final Inbox inbox;
    private final Clock clock;
    private final Map<String, AreaWeather> said = new HashMap<>();
    private final Map<String, HourWeather> hoursSaid = new HashMap<>();
    private @Nullable Thread thread;
    private volatile boolean stopping;

    /** Ready to look; {@link #start} makes a thread of it. */
    WeatherReport(Views views, Inbox inbox, Clock clock) {
        this.views = views;
        this.inbox = inbox;
        this.clock = clock;
    }

    /** Publishes from now on until closed. */
    public static WeatherReport start(Views views, Inbox inbox, Clock clock) {
        WeatherReport report = new WeatherReport(views, inbox, clock);
        report.thread = Thread.ofVirtual().name("weather report").start(report::run);
        return report;
    }

    private void run() {
        try {
            View view = views.view();
            while (!stopping) {
                look(view);
                view = views.awaitBeyond(view.seq(), LOOK_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says what is new in a view. */
    void look(View view) throws InterruptedException {
        for (AreaWeather area : view.fireWeather()) {
            if (!area.equals(said.put(area.area(), area))) {
                publish(view, area.area(), FireIndex.FWI, index -> index.of(area));
            }
        }
        for (HourWeather hour : view.fireWeatherHours()) {
            if (!hour.equals(hoursSaid.put(hour.area(), hour))) {
                publish(view, hour.area(), FireIndex.HOURLY_FWI, index -> index.of(hour.fireWeather()));
            }
        }
    }

    /** Tells all figures that are reckoned as often as {@code of} to those who measure {@code of}. */
    private void publish(View view, String area, FireIndex of, ToDoubleFunction<FireIndex> value)
            throws InterruptedException {
        List<Reading> readings = Arrays.stream(FireIndex.values())
                .filter(index -> index.hourly() == of.hourly())
                .<Reading>map(index -> new Measurement(quantity(index), value.applyAsDouble(index)))
                .toList();
        for (Device device : view.site().devices()) {
            if (device.area().equals(area) && device.type().measures().contains(quantity(of))) {
                inbox.putFirst(
                        List.of(new Observation(
                                device.id(), clock.nowMs(), TimeSource.HUB, Observation.NO_SEQ, readings)),
                        Receipt.NONE);
            }
        }
    }

    private static Quantity quantity(FireIndex index) {
        return Quantity.of(index.key()).orElseThrow();
    }

    @Override
    public void close() {
        stopping = true;
        if (thread != null) {
            thread.interrupt();
        }
    }
}
