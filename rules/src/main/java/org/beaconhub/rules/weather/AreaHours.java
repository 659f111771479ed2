package org.beaconhub.rules.weather;

import java.util.List;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.jspecify.annotations.Nullable;

/**
 * The hourly FFMC of one area. It begins with the daily code, which is meant for the afternoon, and goes on from hour to
 * hour; an hour that no station told is estimated from the one before, without rain. More than
 * {@value #ESTIMATED_HOURS_MAX} such hours in a row, or no daily codes, and it is not known; then it begins anew.
 */
final class AreaHours {
    /** For so many hours in a row an estimate passes for the weather. */
    static final int ESTIMATED_HOURS_MAX = 3;

    private static final FireWeatherIndex INDEX = new FireWeatherIndex(Edition.PRINTED_1985);

    private final String area;
    private final List<Station> stations;
    private @Nullable HourWeather last;

    AreaHours(String area, List<Station> stations) {
        this.area = area;
        this.stations = List.copyOf(stations);
    }

    /** The last outcome, or null where it is not known. */
    @Nullable
    HourWeather last() {
        return last;
    }

    /**
     * An hour is over.
     *
     * @param endMs its end
     * @param day the daily codes as of now, or null where they are not known
     */
    void close(long hour, long endMs, @Nullable AreaWeather day) {
        List<Station> telling =
                stations.stream().filter(each -> each.hours().isComplete(hour)).toList();
        HourWeather before = last;
        int estimatedHours = telling.isEmpty() && before != null ? before.estimatedHours() + 1 : 0;
        boolean known = !telling.isEmpty() || before != null && estimatedHours <= ESTIMATED_HOURS_MAX;
        if (day == null || !known) {
            last = null;
            return;
        }
        Weather weather = telling.isEmpty() && before != null
                ? before.weather().withRain(0)
                : new Weather(
                        mean(telling, hour, Station.TEMPERATURE),
                        mean(telling, hour, Station.HUMIDITY),
                        mean(telling, hour, Station.WIND),
                        Medians.of(telling, each -> each.hours().rainMm(hour)));
        Codes daily = day.fireWeather().codes();
        double ffmc =
                before == null ? daily.ffmc() : before.fireWeather().codes().ffmc();
        Codes codes = new Codes(FireWeatherIndex.hourlyFfmc(ffmc, weather, 1), daily.dmc(), daily.dc());
        last = new HourWeather(
                area, endMs, weather, INDEX.indices(codes, weather.windKmh()), telling.size(), estimatedHours);
    }

    private static double mean(List<Station> telling, long hour, int element) {
        return Medians.of(telling, each -> each.hours().mean(hour, element));
    }

    /** What was known before a gap is not known after it. */
    void forget() {
        last = null;
    }

    void write(ByteSink sink) {
        HourWeather hour = last;
        sink.putFlag(hour != null);
        if (hour != null) {
            sink.putLong(hour.endMs());
            hour.weather().write(sink);
            hour.fireWeather().codes().write(sink);
            sink.putUnsigned(hour.stations());
            sink.putUnsigned(hour.estimatedHours());
        }
    }

    void read(ByteSource source) {
        if (!source.getFlag()) {
            last = null;
            return;
        }
        long endMs = source.getLong();
        Weather weather = Weather.read(source);
        Codes codes = Codes.read(source);
        last = new HourWeather(
                area, endMs, weather, INDEX.indices(codes, weather.windKmh()), (int) source.getUnsigned(), (int)
                        source.getUnsigned());
    }
}
