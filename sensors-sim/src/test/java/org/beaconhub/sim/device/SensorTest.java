package org.beaconhub.sim.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.beaconhub.sim.wire.Report;
import org.beaconhub.sim.wire.Value;
import org.beaconhub.sim.world.Place;
import org.beaconhub.sim.world.World;
import org.junit.jupiter.api.Test;

class SensorTest {
    private static final long START_MS = 1_800_000_000_000L;
    private static final Place PLACE = new Place(35.95, 120.09);

    private static Spec spec(String type, String... measures) {
        return new Spec(0, "d-1", type, "beacon", List.of(measures), 10_000, "lingzhushan/east", true, PLACE, "d-1");
    }

    private static List<Report> live(Spec spec, long seed, World world, int minutes) {
        Sensor sensor = new Sensor(spec, seed, START_MS);
        List<Report> reports = new ArrayList<>();
        for (long ms = START_MS; ms < START_MS + minutes * 60_000L; ms += 100) {
            if (sensor.dueMs() <= ms) {
                reports.addAll(sensor.speak(world, ms));
            }
        }
        return reports;
    }

    @Test
    void theSameSeedSaysTheSame() {
        Spec node = spec("forest-node", "temperature", "smoke", "battery");

        List<Report> reports = live(node, 3, new World(1, 0), 120);

        assertThat(live(node, 3, new World(1, 0), 120)).isEqualTo(reports);
        assertThat(live(node, 4, new World(1, 0), 120)).isNotEqualTo(reports);
    }

    @Test
    void itSaysOnlyWhatItsTypeMeasuresAndCountsWithoutGoingBack() {
        List<Report> reports = live(spec("forest-node", "temperature", "co"), 3, new World(1, 0), 600);

        assertThat(reports).allSatisfy(report -> assertThat(report.values()).containsOnlyKeys("temperature", "co"));
        assertThat(reports).extracting(Report::seq).isSorted();
    }

    @Test
    void someMessagesComeTwiceAndNoSilenceLastsAsLongAsALoss() {
        List<Report> reports = live(spec("forest-node", "temperature"), 3, new World(1, 0), 24 * 60);
        int twice = 0;
        long quietMs = 0;
        for (int i = 1; i < reports.size(); i++) {
            twice += reports.get(i).equals(reports.get(i - 1)) ? 1 : 0;
            quietMs = Math.max(
                    quietMs, reports.get(i).timeMs() - reports.get(i - 1).timeMs());
        }

        assertThat(twice).isBetween(5, 60);
        assertThat(quietMs).isBetween(15_000L, 10_000L * (Flaws.SILENT_INTERVALS_MAX + 1));
    }

    @Test
    void aCounterGoesOnWhereAnEarlierStartLeftIt() {
        Spec node = spec("forest-node", "temperature");
        World world = new World(1, 0);
        Report last = live(node, 3, world, 60).getLast();
        Sensor restarted = new Sensor(node, 3, START_MS + 61 * 60_000L);

        assertThat(restarted.speak(world, restarted.dueMs()).getFirst().seq()).isGreaterThan(last.seq());
    }

    @Test
    void aThermometerFollowsAStepWithItsLag() {
        Lag lag = new Lag(15_000);
        lag.follow(20, START_MS);

        assertThat(lag.follow(120, START_MS + 15_000)).isBetween(83.0, 83.5);
        assertThat(lag.follow(120, START_MS + 150_000)).isBetween(119.9, 120.0);
    }

    @Test
    void aGateThatOpensShutsAgainWithinSeconds() {
        List<Report> reports = live(spec("gate", "door", "card", "plate", "access"), 3, new World(1, 0), 24 * 60);
        int opened = 0;
        for (int i = 0; i + 1 < reports.size(); i++) {
            if (new Value.Flag(true).equals(reports.get(i).values().get("door"))) {
                opened++;
                assertThat(reports.get(i + 1).values()).containsEntry("door", new Value.Flag(false));
                assertThat(reports.get(i + 1).timeMs() - reports.get(i).timeMs())
                        .isLessThanOrEqualTo(8_100);
            }
        }

        assertThat(opened).isPositive();
    }
}
