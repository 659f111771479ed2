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
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
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
 * is reckoned; what comes later still is too late. An hour, by the clock of UTC, is reckoned once,
 * {@value #HOUR_GRACE_MS} ms after it.
 */
public final class WeatherBook {
    /** What a weather station must measure. */
    public static final Set<Quantity> MEASURES =
            Set.of(Quantity.TEMPERATURE, Quantity.HUMIDITY, Quantity.WIND_SPEED, Quantity.RAIN);

    /** No timer: there is no station. */
    public static final long NEVER = Long.MAX_VALUE;

    /** How long after noon its data are awaited, ms. */
    static final long GRACE_MS = 30 * 60_000;
    /** How long after an hour its data are awaited, ms. */
    static final long HOUR_GRACE_MS = 5 * 60_000;

    private static final long HOUR_MS = 60 * 60_000;
    /** More noons than this at once are a gap: what was told before it is forgotten. */
    private static final long CATCH_UP_NOONS_MAX = 60;

    private static final long NO_NOON = Long.MIN_VALUE;

    private final Noons noons;
    private final Map<String, Station> stations = new LinkedHashMap<>();
    /** The areas in which the stations stand, by device. */
    private final Map<String, String> standsIn = new LinkedHashMap<>();

    private final Map<String, AreaRecord> areas = new LinkedHashMap<>();
    private final Map<String, AreaHours> hours = new LinkedHashMap<>();
    private long closed = NO_NOON;
    private long closedHour;

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
            standsIn.put(place.device(), place.area());
            for (String path = place.area(); !path.isEmpty(); path = parent(path)) {
                paths.add(path);
            }
        });
        for (String path : paths) {
            List<Place> inside = places.stream()
                    .filter(each -> AreaPath.isWithin(each.area(), path))
                    .toList();
            List<Station> telling = inside.stream()
                    .map(each -> Objects.requireNonNull(stations.get(each.device())))
                    .toList();
            double latitude =
                    inside.stream().mapToDouble(Place::latitude).average().orElseThrow();
            areas.put(path, new AreaRecord(path, latitude, telling));
            hours.put(path, new AreaHours(path, telling));
        }
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
        long hour = Math.floorDiv(observedAtMs, HOUR_MS);
        if (hour > closedHour && hour <= closedHour + StationHours.HOURS) {
            station.observeHour(readings, hour);
        }
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
            closedHour = dueHour(hubMs);
        }
    }

    /** The last hour whose time of grace is over. */
    private static long dueHour(long hubMs) {
        return Math.floorDiv(hubMs - HOUR_GRACE_MS, HOUR_MS) - 1;
    }

    /** The last noon whose time of grace is over. */
    private long due(long hubMs) {
        long noon = noons.nearest(hubMs);
        return noons.noonMs(noon) + GRACE_MS <= hubMs ? noon : noon - 1;
    }

    /** Hub time at which the next noon or hour is reckoned, or {@link #NEVER} before a station has told anything. */
    public long nextTimerMs() {
        return closed == NO_NOON ? NEVER : Math.min(nextNoonMs(), endMs(closedHour + 1) + HOUR_GRACE_MS);
    }

    private long nextNoonMs() {
        return noons.noonMs(closed + 1) + GRACE_MS;
    }

    private static long endMs(long hour) {
        return (hour + 1) * HOUR_MS;
    }

    /**
     * Reckons the noons and hours that are due.
     *
     * @return whether there were any
     */
    public boolean timePassed(long hubMs) {
        if (nextTimerMs() > hubMs) {
            return false;
        }
        closeNoons(hubMs);
        closeHours(dueHour(hubMs));
        return true;
    }

    private void closeNoons(long hubMs) {
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
    }

    /** Hours of a longer gap than estimates bridge are left out. */
    private void closeHours(long last) {
        if (last > closedHour + AreaHours.ESTIMATED_HOURS_MAX + StationHours.HOURS) {
            hours.values().forEach(AreaHours::forget);
            stations.values().forEach(station -> {
                for (int i = 1; i <= StationHours.HOURS; i++) {
                    station.hours().forget(closedHour + i);
                }
            });
            closedHour = last;
        }
        while (closedHour < last) {
            closedHour++;
            hours.forEach((path, area) -> area.close(closedHour, endMs(closedHour), of(path)));
            stations.values().forEach(station -> station.hours().forget(closedHour));
        }
    }

    /** The last hour's fire weather of an area that has some of its own; null where it is not known. */
    public @Nullable HourWeather hourOf(String area) {
        AreaHours record = hours.get(area);
        return record == null ? null : record.last();
    }

    /** The last hour's fire weather, as far as it is known, by the paths of the areas. */
    public List<HourWeather> allHours() {
        List<HourWeather> all = new ArrayList<>();
        for (AreaHours area : hours.values()) {
            HourWeather last = area.last();
            if (last != null) {
                all.add(last);
            }
        }
        return all;
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
        closedHour = other.closedHour;
        stations.forEach((id, station) -> {
            Station before = other.stations.get(id);
            if (before != null) {
                station.read(ByteSource.of(before::write));
            }
        });
        areas.forEach((path, area) -> {
            AreaRecord before = other.hadBy(path, standsIn);
            if (before != null) {
                area.read(ByteSource.of(before::write));
            }
        });
        hours.forEach((path, area) -> {
            AreaHours before = other.hours.get(path);
            if (before != null) {
                area.read(ByteSource.of(before::write));
            }
        });
        reckon();
    }

    /**
     * What an area had for its fire weather: its own, or that of the area around it. One that is new to the site by its path,
     * as after another name, has what its stations had. A drought does not end because a station is set up in it.
     *
     * @param stations the areas of the stations by now, by device
     */
    private @Nullable AreaRecord hadBy(String path, Map<String, String> stations) {
        Optional<String> around = covering(path);
        if (around.isPresent()) {
            return areas.get(around.get());
        }
        for (Map.Entry<String, String> station : stations.entrySet()) {
            String stood = standsIn.get(station.getKey());
            if (stood != null && AreaPath.isWithin(station.getValue(), path)) {
                return areas.get(stood);
            }
        }
        return null;
    }

    private void reckon() {
        if (closed != NO_NOON) {
            areas.values().forEach(area -> area.reckon(closed, noons));
        }
    }

    /** Writes it. */
    public void write(ByteSink sink) {
        sink.putLong(closed);
        sink.putLong(closedHour);
        stations.values().forEach(station -> station.write(sink));
        areas.values().forEach(area -> area.write(sink));
        hours.values().forEach(area -> area.write(sink));
    }

    /** Reads what {@link #write} wrote for the same stations. */
    public void read(ByteSource source) {
        closed = source.getLong();
        closedHour = source.getLong();
        stations.values().forEach(station -> station.read(source));
        areas.values().forEach(area -> area.read(source));
        hours.values().forEach(area -> area.read(source));
        reckon();
    }
}
