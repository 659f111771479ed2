package org.beaconhub.rules.weather;

import java.util.List;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.jspecify.annotations.Nullable;

/**
 * The fire weather of one area: what it was the day before, and today's outcome, which is reckoned again from that where
 * late data come.
 *
 * <p>A day without weather at noon, or without its rain, is estimated: the weather of the day before, and the rain that was told,
 * or none, which errs to the safe side. More than {@value #ESTIMATED_DAYS_MAX} such days in a row and the fire weather is
 * not known; the codes wait as they were, since a drought does not end because nobody measures it.
 */
final class AreaRecord {
    /** For so many days in a row an estimate passes for the weather. */
    static final int ESTIMATED_DAYS_MAX = 3;
    /** After so many days without weather the codes begin anew. */
    private static final int GAP_DAYS_MAX = 52;

    private static final FireWeatherIndex INDEX = new FireWeatherIndex(Edition.PRINTED_1985);

    private final String area;
    private final double latitude;
    private final List<Station> stations;
    private @Nullable Carried before;
    private @Nullable Carried after;
    private @Nullable AreaWeather today;

    /**
     * What goes from day to day.
     *
     * @param codes the moisture codes
     * @param dryDays days since the last wet one
     * @param weather the weather of the last noon
     * @param estimatedDays how many of the last days are estimates
     */
    private record Carried(Codes codes, int dryDays, Weather weather, int estimatedDays) {
        static void write(@Nullable Carried carried, ByteSink sink) {
            sink.putFlag(carried != null);
            if (carried != null) {
                carried.codes.write(sink);
                sink.putUnsigned(carried.dryDays);
                carried.weather.write(sink);
                sink.putUnsigned(carried.estimatedDays);
            }
        }

        static @Nullable Carried read(ByteSource source) {
            return source.getFlag()
                    ? new Carried(Codes.read(source), (int) source.getUnsigned(), Weather.read(source), (int)
                            source.getUnsigned())
                    : null;
        }
    }

    AreaRecord(String area, double latitude, List<Station> stations) {
        this.area = area;
        this.latitude = latitude;
        this.stations = List.copyOf(stations);
    }

    String area() {
        return area;
    }

    boolean has(Station station) {
        return stations.contains(station);
    }

    /** The last outcome, or null where the fire weather is not known. */
    @Nullable
    AreaWeather today() {
        return today;
    }

    /** The next noon has come. */
    void close(long noon, Noons noons) {
        before = after;
        reckon(noon, noons);
    }

    /** Reckons the noon, perhaps again. */
    void reckon(long noon, Noons noons) {
        List<Station> telling =
                stations.stream().filter(each -> each.isComplete(noon)).toList();
        List<Station> gauges =
                stations.stream().filter(each -> each.knowsRain(noon)).toList();
        boolean observed = !telling.isEmpty() && !gauges.isEmpty();
        Carried from = before;
        Weather base = telling.isEmpty() ? from == null ? null : from.weather : weather(telling, noon);
        if (base == null || from == null && !observed) {
            after = null;
            today = null;
            return;
        }
        Weather weather = base.withRain(gauges.isEmpty() ? 0 : Medians.of(gauges, each -> each.rainMm(noon)));
        int estimatedDays = observed || from == null ? 0 : from.estimatedDays + 1;
        if (estimatedDays > ESTIMATED_DAYS_MAX) {
            after = estimatedDays > GAP_DAYS_MAX || from == null
                    ? null
                    : new Carried(from.codes, from.dryDays, from.weather, estimatedDays);
            today = null;
            return;
        }
        today = outcome(from, weather, noons, noon, telling.size(), estimatedDays);
    }

    private AreaWeather outcome(
            @Nullable Carried from, Weather weather, Noons noons, long noon, int telling, int estimatedDays) {
        FireWeather fireWeather =
                INDEX.next(from == null ? Codes.START : from.codes, weather, new Day(noons.month(noon), latitude));
        int dryDays = weather.rainMm() >= DangerIndex.WET_DAY_MM
                ? 0
                : Math.min(from == null ? 1 : from.dryDays + 1, DangerIndex.DRY_DAYS_MAX);
        after = new Carried(fireWeather.codes(), dryDays, weather, estimatedDays);
        double danger = DangerIndex.of(weather, dryDays, DangerIndex.Cover.BARE);
        return new AreaWeather(
                area, noons.noonMs(noon), weather, fireWeather, danger, DangerGrade.of(danger), telling, estimatedDays);
    }

    private static Weather weather(List<Station> telling, long noon) {
        return new Weather(
                Medians.of(telling, each -> each.temperatureC(noon)),
                Medians.of(telling, each -> each.humidityPercent(noon)),
                Medians.of(telling, each -> each.windKmh(noon)),
                0);
    }

    void write(ByteSink sink) {
        Carried.write(before, sink);
        Carried.write(after, sink);
    }

    /** Reads what {@link #write} wrote; {@link #reckon} comes next. */
    void read(ByteSource source) {
        before = Carried.read(source);
        after = Carried.read(source);
    }
}
