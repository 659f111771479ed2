package org.beaconhub.rules.weather;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Reading;
import org.junit.jupiter.api.Test;

/**
 * The book keeps three noons and goes on from day to day; it must tell what one tells who keeps every word of every station and
 * reckons all days anew: over words that are lost, come hours or days late, from ahead, or that no weather can be, over days
 * without a word, and over restarts. {@code -Dreference.seeds=5000} plays more of them.
 */
class WeatherReferenceTest {
    private static final int SEEDS = Integer.getInteger("reference.seeds", 15);
    private static final int DAYS = 14;
    private static final long HOUR_MS = 3_600_000;
    private static final long GRACE_MS = 30 * 60_000;
    private static final long BEGIN_MS = 1_800_000_000_000L;
    private static final double LATITUDE = 35.9;
    private static final int STATIONS = 3;
    private static final List<Quantity> ELEMENTS =
            List.of(Quantity.TEMPERATURE, Quantity.HUMIDITY, Quantity.WIND_SPEED);

    /** One number that a station told, when the noon {@code closed} was the last that had been reckoned. */
    private record Told(long closed, long atMs, int station, Quantity quantity, double value) {}

    private final List<Told> told = new ArrayList<>();
    private Noons noons = Noons.in("UTC");
    private String zone = "UTC";

    private static List<WeatherBook.Place> places() {
        return java.util.stream.IntStream.range(0, STATIONS)
                .mapToObj(i -> new WeatherBook.Place("ws-" + i, "forest", LATITUDE))
                .toList();
    }

    /** The last noon that was reckoned by a moment. */
    private long closed(long hubMs) {
        long noon = noons.nearest(hubMs) + 1;
        while (noons.noonMs(noon) + GRACE_MS > hubMs) {
            noon--;
        }
        return noon;
    }

    /** What counts for a noon: what came before the next was reckoned, and not more than two noons ahead. */
    private List<Told> of(long noon, int station) {
        return told.stream()
                .filter(each -> each.station == station && each.closed <= noon && each.closed + 3 > noon)
                .toList();
    }

    /** The nearest to noon of what was told within an hour of it, the first of two as near; NaN where there is none. */
    private double atNoon(long noon, int station, Quantity quantity) {
        double nearest = Double.NaN;
        long nearestMs = HOUR_MS + 1;
        for (Told each : of(noon, station)) {
            long offMs = Math.abs(each.atMs - noons.noonMs(noon));
            if (each.quantity == quantity && noons.nearest(each.atMs) == noon && offMs < nearestMs && can(each)) {
                nearest = each.value * (quantity == Quantity.WIND_SPEED ? 3.6 : 1);
                nearestMs = offMs;
            }
        }
        return quantity == Quantity.HUMIDITY && !Double.isNaN(nearest) ? Math.clamp(nearest, 0, 100) : nearest;
    }

    private static boolean can(Told each) {
        double value = each.value;
        return new Measurement(each.quantity, value).plausible()
                && (each.quantity != Quantity.TEMPERATURE || Weather.TEMPERATURE_C.holds(value))
                && (each.quantity != Quantity.WIND_SPEED || Weather.WIND_KMH.holds(value * 3.6));
    }

    /** The rain of the 24 hours before noon in mm; NaN where it was told in fewer than 18 of them. */
    private double rain(long noon, int station) {
        double sum = 0;
        java.util.Set<Long> hours = new java.util.HashSet<>();
        for (Told each : of(noon, station)) {
            long beforeMs = noons.noonMs(noon) - each.atMs;
            if (each.quantity == Quantity.RAIN && can(each) && beforeMs >= 0 && beforeMs < 24 * HOUR_MS) {
                sum = Math.min(sum + each.value, Weather.RAIN_MM.max());
                hours.add(beforeMs / HOUR_MS);
            }
        }
        return hours.size() >= 18 ? sum : Double.NaN;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int count = sorted.size();
        return (sorted.get((count - 1) / 2) + sorted.get(count / 2)) / 2;
    }

    /** What the stations told of a noon whole, element by element, and of the rain before it. */
    private record Told24(List<List<Double>> elements, List<Double> rains) {}

    private Told24 told(long noon) {
        Told24 day = new Told24(List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()), new ArrayList<>());
        for (int station = 0; station < STATIONS; station++) {
            double[] values = new double[ELEMENTS.size()];
            boolean complete = true;
            for (int i = 0; i < values.length; i++) {
                values[i] = atNoon(noon, station, ELEMENTS.get(i));
                complete &= !Double.isNaN(values[i]);
            }
            for (int i = 0; complete && i < values.length; i++) {
                day.elements.get(i).add(values[i]);
            }
            double rain = rain(noon, station);
            if (!Double.isNaN(rain)) {
                day.rains.add(rain);
            }
        }
        return day;
    }

    /** All days from the first on, as of a moment; what the last of them tells, as text. */
    private String reckoned(long hubMs) {
        if (told.isEmpty()) {
            return "nothing";
        }
        Codes codes = null;
        Weather before = null;
        int dryDays = 0;
        int estimated = 0;
        String today = "nothing";
        for (long noon = told.getFirst().closed; noon <= closed(hubMs); noon++) {
            Told24 day = told(noon);
            List<List<Double>> elements = day.elements;
            List<Double> rains = day.rains;
            boolean tells = !elements.getFirst().isEmpty();
            boolean observed = tells && !rains.isEmpty();
            if (!observed && codes == null) {
                today = "nothing";
                continue;
            }
            estimated = observed || codes == null ? 0 : estimated + 1;
            if (estimated > 3) {
                today = "nothing";
                continue;
            }
            double mm = rains.isEmpty() ? 0 : median(rains);
            Weather weather = tells || before == null
                    ? new Weather(median(elements.get(0)), median(elements.get(1)), median(elements.get(2)), mm)
                    : before.withRain(mm);
            dryDays = mm >= 0.2 ? 0 : Math.min(codes == null ? 1 : dryDays + 1, 10);
            FireWeather fire = new FireWeatherIndex(Edition.PRINTED_1985)
                    .next(codes == null ? Codes.START : codes, weather, new Day(noons.month(noon), LATITUDE));
            codes = fire.codes();
            before = weather;
            double danger = DangerIndex.of(weather, dryDays, DangerIndex.Cover.BARE);
            today = noon + " " + weather + " " + fire + " " + danger + " " + DangerGrade.of(danger) + " " + estimated;
        }
        return today;
    }

    private String told(WeatherBook book) {
        AreaWeather today = book.of("forest");
        return today == null
                ? "nothing"
                : noons.nearest(today.noonMs()) + " " + today.weather() + " " + today.fireWeather() + " "
                        + today.dangerIndex() + " " + today.grade() + " " + today.estimatedDays();
    }

    private static Measurement reading(Random random, Quantity quantity) {
        return new Measurement(
                quantity,
                switch (quantity) {
                    case TEMPERATURE -> random.nextInt(30) == 0 ? 800 : random.nextInt(40) - 5;
                    case HUMIDITY -> random.nextInt(30) == 0 ? 400 : 20 + random.nextInt(82);
                    case WIND_SPEED -> random.nextInt(30) == 0 ? 99 : random.nextInt(20);
                    default -> random.nextInt(3) == 0 ? random.nextInt(8) / 2.0 : 0;
                });
    }

    private void play(long seed) {
        Random random = new Random(seed);
        zone = List.of("Asia/Shanghai", "America/New_York", "UTC", "Asia/Kathmandu")
                .get(random.nextInt(4));
        noons = Noons.in(zone);
        told.clear();
        WeatherBook book = new WeatherBook(zone, places());
        long silentUntilMs = 0;
        long hubMs = BEGIN_MS + random.nextInt(86_400_000);
        for (int step = 0; step < DAYS * 24; step++) {
            hubMs += HOUR_MS - 5 * 60_000 + random.nextInt(10 * 60_000);
            while (book.nextTimerMs() <= hubMs) {
                long dueMs = book.nextTimerMs();
                book.timePassed(dueMs);
                assertThat(told(book)).as("seed %d, time", seed).isEqualTo(reckoned(dueMs));
            }
            if (random.nextInt(100) == 0) {
                silentUntilMs = hubMs + random.nextInt(6) * (24 * HOUR_MS);
            }
            for (int station = 0; station < STATIONS && hubMs >= silentUntilMs; station++) {
                tell(book, random, hubMs, station);
            }
            assertThat(told(book))
                    .as("seed %d, step %d in %s", seed, step, zone)
                    .isEqualTo(reckoned(hubMs));
            if (random.nextInt(12) == 0) {
                book = restored(book);
            }
        }
    }

    /** Now and then it is out of radio, and tells what it stored when it is back. */
    private void tell(WeatherBook book, Random random, long hubMs, int station) {
        if (random.nextInt(8) == 0) {
            return;
        }
        long lagMs = random.nextInt(6) == 0 ? random.nextInt(40) * HOUR_MS : random.nextInt(9) == 0 ? -60_000 : 0;
        List<Reading> readings = new ArrayList<>();
        for (Quantity quantity : List.of(Quantity.TEMPERATURE, Quantity.HUMIDITY, Quantity.WIND_SPEED, Quantity.RAIN)) {
            if (random.nextInt(20) > 0) {
                readings.add(reading(random, quantity));
            }
        }
        for (Reading each : readings) {
            told.add(new Told(closed(hubMs), hubMs - lagMs, station, each.quantity(), ((Measurement) each).value()));
        }
        if (told.isEmpty()) {
            return;
        }
        book.observe("ws-" + station, hubMs - lagMs, readings, hubMs);
    }

    private WeatherBook restored(WeatherBook book) {
        ByteSink sink = new ByteSink(256);
        book.write(sink);
        WeatherBook again = new WeatherBook(zone, places());
        again.read(new ByteSource(sink.toBytes()));
        return again;
    }

    @Test
    void aBookTellsWhatTheWholeHistoryTells() {
        for (long seed = 0; seed < SEEDS; seed++) {
            play(seed);
        }
    }
}
