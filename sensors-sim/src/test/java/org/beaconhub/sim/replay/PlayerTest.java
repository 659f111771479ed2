package org.beaconhub.sim.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.beaconhub.sim.clock.SimClock;
import org.beaconhub.sim.replay.Mapping.DeviceColumns;
import org.beaconhub.sim.replay.Mapping.ReadingColumn;
import org.beaconhub.sim.replay.Mapping.RecordedFile;
import org.beaconhub.sim.wire.Telegram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlayerTest {
    private static final Mapping MAPPING = new Mapping(
            List.of(new RecordedFile("*.csv", OptionalLong.empty(), "", List.of())),
            new RecordedTime.Counted(List.of("t"), 1),
            List.of(new DeviceColumns("d-1", Map.of(), List.of(new ReadingColumn("x", "temperature", "°C")))));

    @TempDir
    private Path folder;

    private List<Telegram> play(String rows, double speed) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("some.csv"), "t,x\n" + rows);
        List<Telegram> sent = new ArrayList<>();
        try (Recording recording = new Recording(file, MAPPING)) {
            Player player = new Player(
                    recording,
                    new Player.Pace(1_800_000_000_000L, speed),
                    SimClock.system(),
                    device -> telegram -> {
                        sent.add(telegram);
                        return CompletableFuture.completedFuture(null);
                    },
                    percent -> {});
            assertThat(player.play().acknowledged()).isEqualTo(sent.size());
        }
        return sent;
    }

    @Test
    void deviceTimeIsTheStartAndWhatPassedInTheRecordingWhateverTheSpeed() throws IOException, InterruptedException {
        assertThat(play("-120,20\n-119.5,21\n\n-100,\n3480,22.5\n", Double.POSITIVE_INFINITY))
                .extracting(Telegram::payload)
                .containsExactly(
                        "{\"seq\":1,\"time\":1800000000000,\"readings\":{\"temperature\":{\"value\":20,\"unit\":\"°C\"}}}",
                        "{\"seq\":2,\"time\":1800000000500,\"readings\":{\"temperature\":{\"value\":21,\"unit\":\"°C\"}}}",
                        "{\"seq\":3,\"time\":1800003600000,\"readings\":{\"temperature\":{\"value\":22.5,\"unit\":\"°C\"}}}");
    }

    @Test
    void inTurnsEachMomentWaitsUntilItIsLetComeAndAllBeforeItIsAcknowledged() throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("some.csv"), "t,x\n0,20\n0,20.5\n600,21\n300,22\n604800,23\n");
        List<String> turns = new ArrayList<>();
        List<Telegram> sent = new ArrayList<>();
        try (Recording recording = new Recording(file, MAPPING)) {
            Player player = new Player(
                    recording,
                    new Player.Pace(1_000, 1),
                    SimClock.system(),
                    device -> telegram -> {
                        sent.add(telegram);
                        return CompletableFuture.completedFuture(null);
                    },
                    percent -> {});
            Player.Played played = player.play((deviceMs, said) -> {
                assertThat(sent).hasSize((int) said);
                turns.add(deviceMs + " " + said);
            });
            assertThat(played.acknowledged()).isEqualTo(5);
        }
        assertThat(turns).containsExactly("1000 0", "1000 1", "601000 2", "604801000 4");
    }

    @Test
    void aClockThatStepsBackIsPlayedAsItWas() throws IOException, InterruptedException {
        assertThat(play("0,20\n600,21\n300,22\n", Double.POSITIVE_INFINITY))
                .extracting(telegram -> telegram.payload().replaceAll(".*\"time\":(\\d+).*", "$1"))
                .containsExactly("1800000000000", "1800000600000", "1800000300000");
    }

    @Test
    void speedSaysHowMuchFasterThanItWas() throws IOException, InterruptedException {
        long beforeNs = SimClock.system().steadyNs();
        play("0,20\n10,21\n", 50);

        assertThat((SimClock.system().steadyNs() - beforeNs) / 1e6).isBetween(199.0, 5_000.0);
    }
}
