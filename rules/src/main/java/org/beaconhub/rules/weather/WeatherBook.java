package org.beaconhub.rules.weather;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.beaconhub.rules.codec.ByteSink;
import org.beaconhub.rules.codec.ByteSource;
import org.beaconhub.rules.fact.AreaPath;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Reading;
import org.jspecify.annotations.Nullable;

/**
 * The fire weather of a site's areas, kept from day to day. An area has that of the stations in it and below; one without
 * stations has that of the nearest area around it that has some. It takes some numbers a station and an area, however
 * long it runs.
 *
 * <p>A noon is reckoned {@value #GRACE_MS} ms after it, and again whenever data of that noon come late, until the next one
 * is reckoned; what comes later still is too late.
 */
public final class WeatherBook {
    /** What a weather station must measure. */
    public static final Set<Quantity> MEASURES =
            Set.of(Quantity.TEMPERATURE, Quantity.HUMIDITY, Quantity.WIND_SPEED, Quantity.RAIN);

    /** No timer: there is no station. */
    public static final long NEVER = Long.MAX_VALUE;

    /** How long after noon its data are awaited, ms. */
    static final long GRACE_MS = 30 * 60_000;
    /** More noons than this at once are a gap: what was told before it is forgotten. */
    private static final long CATCH_UP_NOONS_MAX = 60;

    private static final long NO_NOON = Long.MIN_VALUE;

    private final Noons noons;
    private final Map<String, Station> stations = new LinkedHashMap<>();
    private final Map<String, AreaRecord> areas = new LinkedHashMap<>();
    private long closed = NO_NOON;

    /**
     * A weather station.
     *
     * @param device its id
     * @param area path of the area that it stands in
     * @param latitude degrees
     */
    public record Place(String device, String area, double latitude) {}

    /**
     * A book of a site.
     *
     * @param zone the site's time zone, an IANA id
     * @param places its weather stations
     */
    public WeatherBook(String zone, Collection<Place> places) {
        this.noons = Noons.in(zone);
        Set<String> paths = new TreeSet<>();
        places.forEach(place -> {
            stations.put(place.device(), new Station());
            for (String path = place.area(); !path.isEmpty(); path = parent(path)) {
                paths.add(path);
            }
        });
        for (String path : paths) {
            List<Place> inside = places.stream()
                    .filter(each -> AreaPath.isWithin(each.area(), path))
                    .toList();
            areas.put(path, record(path, inside));
        }
    }

    private AreaRecord record(String path, List<Place> inside) {
        double latitude = inside.stream().mapToDouble(Place::latitude).average().orElseThrow();
        return new AreaRecord(
                path,
                latitude,
                inside.stream()
                        .map(each -> Objects.requireNonNull(stations.get(each.device())))
                        .toList());
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    /** The area whose fire weather an area has: itself, or the nearest around it with stations; empty where none has. */
    public Optional<String> covering(String area) {
        for (String path = area; !path.isEmpty(); path = parent(path)) {
            if (areas.containsKey(path)) {
                return Optional.of(path);
            }
        }
        return Optional.empty();
    }

    /**
     * Takes in what a device told, where it is a station.
     *
     * @param device its id
     * @param observedAtMs when it was measured
     * @param readings what
     * @param hubMs the hub's time
     * @return whether any area's fire weather has changed by it
     */
    public boolean observe(String device, long observedAtMs, List<Reading> readings, long hubMs) {
        Station station = stations.get(device);
        if (station == null) {
            return false;
        }
        begin(hubMs);
        long noon = noons.nearest(observedAtMs);
        if (!station.observe(readings, observedAtMs - noons.noonMs(noon), noon, closed)) {
            return false;
        }
        boolean changed = false;
        for (AreaRecord area : areas.values()) {
            if (area.has(station)) {
                AreaWeather before = area.today();
                area.reckon(closed, noons);
                changed |= !Objects.equals(before, area.today());
            }
        }
        return changed;
    }

    /** The first word of a station begins the book. */
    private void begin(long hubMs) {
        if (closed == NO_NOON) {
            closed = due(hubMs);
        }
    }

    /** The last noon whose time of grace is over. */
    private long due(long hubMs) {
        long noon = noons.nearest(hubMs);
        return noons.noonMs(noon) + GRACE_MS <= hubMs ? noon : noon - 1;
    }

    /** Hub time at which the next noon is reckoned, or {@link #NEVER} before a station has told anything. */
    public long nextTimerMs() {
        return closed == NO_NOON ? NEVER : noons.noonMs(closed + 1) + GRACE_MS;
    }

    /**
     * Reckons the noons that are due.
     *
     * @return whether there were any
     */
    public boolean timePassed(long hubMs) {
        if (closed == NO_NOON || nextTimerMs() > hubMs) {
            return false;
        }
        long last = due(hubMs);
        if (closed < last - CATCH_UP_NOONS_MAX) {
            closed = last - CATCH_UP_NOONS_MAX;
            stations.values().forEach(Station::forgetAll);
        }
        while (closed < last) {
            stations.values().forEach(station -> station.forget(closed));
            closed++;
            areas.values().forEach(area -> area.close(closed, noons));
        }
        return true;
    }

    /** The fire weather of an area that has some of its own; null where it is not known. */
    public @Nullable AreaWeather of(String area) {
        AreaRecord record = areas.get(area);
        return record == null ? null : record.today();
    }

    /** What is known, by the paths of the areas. */
    public List<AreaWeather> all() {
        List<AreaWeather> all = new ArrayList<>();
        for (AreaRecord area : areas.values()) {
            AreaWeather today = area.today();
            if (today != null) {
                all.add(today);
            }
        }
        return all;
    }

    /** Takes over what another book knew of the same stations and areas. */
    public void adopt(WeatherBook other) {
        closed = other.closed;
        stations.forEach((id, station) -> {
            Station before = other.stations.get(id);
            if (before != null) {
                station.read(ByteSource.of(before::write));
            }
        });
        areas.forEach((path, area) -> {
            AreaRecord before = other.areas.get(path);
            if (before != null) {
                area.read(ByteSource.of(before::write));
            }
        });
        reckon();
    }

    private void reckon() {
        if (closed != NO_NOON) {
            areas.values().forEach(area -> area.reckon(closed, noons));
        }
    }

    /** Writes it. */
    public void write(ByteSink sink) {
        sink.putLong(closed);
        stations.values().forEach(station -> station.write(sink));
        areas.values().forEach(area -> area.write(sink));
    }

    /** Reads what {@link #write} wrote for the same stations. */
    public void read(ByteSource source) {
        closed = source.getLong();
        stations.values().forEach(station -> station.read(source));
        areas.values().forEach(area -> area.read(source));
        reckon();
    }
}
