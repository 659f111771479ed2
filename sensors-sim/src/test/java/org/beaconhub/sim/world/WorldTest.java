package org.beaconhub.sim.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorldTest {
    private static final long NOON_MS = 1_799_985_600_000L;
    private static final long ZONE_MS = 8 * 3_600_000L;
    private static final Place FOREST = new Place(35.95, 120.09);
    private static final long MINUTE_MS = 60_000;

    private final World world = new World(7, ZONE_MS);

    private Fire burning() {
        return world.ignite(FOREST, NOON_MS);
    }

    private double downwind() {
        return world.weather().wind(NOON_MS).to();
    }

    @Test
    void beforeTheFireTheAirIsClean() {
        Air before = world.air(FOREST, NOON_MS - 1);
        burning();

        assertThat(world.air(FOREST, NOON_MS)).isEqualTo(new World(7, ZONE_MS).air(FOREST, NOON_MS));
        assertThat(before.smoke()).isLessThan(0.1);
        assertThat(before.co()).isLessThan(1);
    }

    @Test
    void closerIsHotter() {
        burning();
        long nowMs = NOON_MS + 3 * MINUTE_MS;
        List<Double> heat = new ArrayList<>();
        for (int metres = 20; metres <= 400; metres += 20) {
            heat.add(world.air(FOREST.moved(downwind(), metres), nowMs).temperature());
        }

        assertThat(heat).isSortedAccordingTo((near, far) -> Double.compare(far, near));
        assertThat(heat.getFirst() - heat.getLast()).isGreaterThan(20);
    }

    @Test
    void thereIsMoreSmokeDownTheWindThanAcrossAndHardlyAnyAgainstIt() {
        burning();
        long nowMs = NOON_MS + 2 * MINUTE_MS;
        double down = world.air(FOREST.moved(downwind(), 80), nowMs).smoke();
        double across = world.air(FOREST.moved(downwind() + 90, 80), nowMs).smoke();
        double against = world.air(FOREST.moved(downwind() + 180, 80), nowMs).smoke();

        assertThat(down).isGreaterThan(4);
        assertThat(across).isLessThan(down / 10);
        assertThat(against).isLessThan(0.1);
    }

    @Test
    void smokeArrivesNoEarlierThanTheWindCarriesIt() {
        burning();
        double speed = world.weather().wind(NOON_MS).speed();
        Place place = FOREST.moved(downwind(), 200);
        long arrivalMs = NOON_MS + (long) (200 / speed * 1000);

        assertThat(world.air(place, arrivalMs - 15_000).smoke()).isLessThan(0.1);
        assertThat(world.air(place, arrivalMs + 30_000).smoke()).isGreaterThan(0.5);
    }

    @Test
    void theFireGrowsAndItsHeadOutrunsItsBack() {
        Fire fire = burning();
        double before = 0;
        for (int minute = 1; minute <= 30; minute++) {
            long nowMs = NOON_MS + minute * MINUTE_MS;
            assertThat(fire.areaM2(nowMs)).isGreaterThan(before);
            assertThat(fire.headMetres(nowMs)).isGreaterThan(fire.backMetres(nowMs));
            before = fire.areaM2(nowMs);
        }
    }

    @Test
    void anOldFireRunsATenthAsFastAsTheWind() {
        Fire fire = burning();
        long hourMs = NOON_MS + 60 * MINUTE_MS;
        double metresPerSecond = (fire.headMetres(hourMs + MINUTE_MS) - fire.headMetres(hourMs)) / 60;

        assertThat(metresPerSecond).isCloseTo(world.weather().wind(NOON_MS).speed() / 10, within(0.002));
    }

    @Test
    void theEdgeIsWhereTheHeadIs() {
        Fire fire = burning();
        long nowMs = NOON_MS + 10 * MINUTE_MS;
        double head = fire.headMetres(nowMs);

        assertThat(fire.distance(FOREST.moved(downwind(), head - 0.1), nowMs)).isZero();
        assertThat(fire.distance(FOREST.moved(downwind(), head + 50), nowMs)).isCloseTo(50, within(0.5));
    }

    @Test
    void aLookoutSeesTheSmokeFromAfarAndTheFlamesOnlyFromNear() {
        burning();
        long nowMs = NOON_MS + 10 * MINUTE_MS;

        assertThat(world.seenFrom(FOREST.moved(10, 1300), nowMs)).contains("smoke");
        assertThat(world.seenFrom(FOREST.moved(10, 500), nowMs)).contains("fire");
        assertThat(world.seenFrom(FOREST.moved(10, 5000), nowMs)).isEmpty();
        assertThat(world.seenFrom(FOREST, NOON_MS - 1)).isEmpty();
    }

    @Test
    void theAfternoonIsWarmerAndDrierThanTheNightAndTheWindComesFromTheSea() {
        Weather weather = world.weather();
        long nightMs = NOON_MS - 9 * 3_600_000L;
        long afternoonMs = NOON_MS + 3 * 3_600_000L;

        assertThat(weather.temperature(afternoonMs)).isGreaterThan(weather.temperature(nightMs) + 8);
        assertThat(weather.humidity(afternoonMs)).isLessThan(weather.humidity(nightMs));
        assertThat(weather.wind(afternoonMs).from()).isBetween(120.0, 190.0);
    }

    @Test
    void theSameSeedIsTheSameWorldAndAnotherIsNot() {
        World again = new World(7, ZONE_MS);
        World other = new World(8, ZONE_MS);
        burning();
        again.ignite(FOREST, NOON_MS);
        Place place = FOREST.moved(downwind(), 100);

        assertThat(again.air(place, NOON_MS + MINUTE_MS)).isEqualTo(world.air(place, NOON_MS + MINUTE_MS));
        assertThat(other.weather().wind(NOON_MS)).isNotEqualTo(world.weather().wind(NOON_MS));
    }
}
