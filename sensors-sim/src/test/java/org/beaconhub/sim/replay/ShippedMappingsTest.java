package org.beaconhub.sim.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.beaconhub.sim.fleet.SiteFiles;
import org.beaconhub.sim.scene.Folders;
import org.beaconhub.sim.wire.Value;
import org.junit.jupiter.api.Test;

class ShippedMappingsTest {
    private static List<Path> mappings() throws IOException {
        try (Stream<Path> files = Files.list(Folders.mappings())) {
            return files.sorted().toList();
        }
    }

    private static Path find(String name) throws IOException {
        try (Stream<Path> files = Files.walk(Folders.recorded())) {
            return files.filter(file -> file.endsWith(name)).findFirst().orElseThrow(() -> new IOException(name));
        }
    }

    @Test
    void everyMappingReadsEveryRecordingThatItNamesFromTheFirstRowToTheLast() throws IOException {
        int files = 0;
        for (Path path : mappings()) {
            Mapping mapping = MappingReader.read(path);
            for (Mapping.RecordedFile file : mapping.files()) {
                if (file.isFamily()) {
                    continue;
                }
                Set<String> heard = new HashSet<>();
                try (Recording recording = new Recording(find(file.name()), mapping)) {
                    for (Optional<Cursor.Row> row = recording.next(); row.isPresent(); row = recording.next()) {
                        row.get().said().forEach(said -> heard.add(said.device()));
                    }
                    assertThat(recording.percent()).as(file.name()).isEqualTo(100);
                }
                assertThat(heard)
                        .as(file.name())
                        .containsExactlyInAnyOrderElementsOf(mapping.devices().stream()
                                .map(Mapping.DeviceColumns::device)
                                .distinct()
                                .toList());
                files++;
            }
        }
        assertThat(files).isGreaterThanOrEqualTo(15);
    }

    @Test
    void everyDeviceAndQuantityOfAMappingIsInTheSiteOfTheRecordings() throws IOException {
        var devices = SiteFiles.devices(Folders.mappings().resolveSibling("site"));
        for (Path path : mappings()) {
            for (Mapping.DeviceColumns mapped : MappingReader.read(path).devices()) {
                assertThat(devices).anySatisfy(spec -> {
                    assertThat(spec.id()).isEqualTo(mapped.device());
                    assertThat(spec.dialect()).isEqualTo("beacon");
                    assertThat(spec.measures())
                            .containsAll(mapped.readings().stream()
                                    .map(Mapping.ReadingColumn::quantity)
                                    .toList());
                });
            }
        }
    }

    @Test
    void theThermocoupleThatTheFireDestroysIsPlayedAsItWas() throws IOException {
        Mapping mapping = MappingReader.read(Folders.mappings().resolve("camp-swift.yaml"));
        try (Recording recording = new Recording(find("camp_swift_FBP_13E.csv"), mapping)) {
            Optional<Cursor.Row> row = recording.next();
            while (row.isPresent() && !row.get().said().getFirst().values().containsKey("temperature")) {
                row = recording.next();
            }

            assertThat(row.orElseThrow().timeMs()).isEqualTo(129_800);
            assertThat(row.get().said().getFirst().values())
                    .containsEntry("temperature", new Value.Amount(-4_924_247, "°C"));
            assertThat(recording.about().ignitionMs()).hasValue(129_800);
        }
    }

    @Test
    void devicesWhoseRowsFollowOneAnotherSpeakTogether() throws IOException {
        Mapping mapping = MappingReader.read(Folders.mappings().resolve("suthaharan.yaml"));
        List<String> first = new ArrayList<>();
        try (Recording recording = new Recording(find("suthaharan_single_hop_wsn.csv"), mapping)) {
            while (first.size() < 4) {
                recording.next().orElseThrow().said().forEach(said -> first.add(said.device()));
            }
        }

        assertThat(first).containsExactlyInAnyOrder("mote-1", "mote-2", "mote-3", "mote-4");
    }

    @Test
    void opticalDensityPerMetreBecomesPerCentOfLightAndVolumePerCentBecomesPpm() {
        var density = new Mapping.ReadingColumn("SM", "smoke", "1/m");
        var gas = new Mapping.ReadingColumn("GAS", "co", "vol%");

        var perFoot = new Mapping.ReadingColumn("OBS", "smoke", "%/ft");
        var densityPerFoot = new Mapping.ReadingColumn("OD", "smoke", "1/ft");

        assertThat(density.value(1)).isEqualTo(new Value.Amount(90, "%/m"));
        assertThat(density.value(-0.002)).isEqualTo(new Value.Amount(0, "%/m"));
        assertThat(gas.value(0.05)).isEqualTo(new Value.Amount(500, "ppm"));
        // UL 217 gives both: 4 %/ft are 12.5 %/m.
        assertThat(((Value.Amount) perFoot.value(4)).number()).isCloseTo(12.5, within(0.05));
        assertThat(((Value.Amount) densityPerFoot.value(0.3048)).number()).isCloseTo(90, within(1e-9));
    }

    @Test
    void aMissingColumnOrAStrangeFileIsNamed(@org.junit.jupiter.api.io.TempDir Path folder) throws IOException {
        Mapping mapping = MappingReader.read(Folders.mappings().resolve("camp-swift.yaml"));
        Path strange = Files.writeString(folder.resolve("other.csv"), "time,Temperature_C\n1,2\n");
        Path short9n = Files.writeString(folder.resolve("camp_swift_FBP_9N.csv"), "time,Temperature_C\n1,2\n");

        assertThatThrownBy(() -> new Recording(strange, mapping).close()).hasMessageContaining("other.csv");
        assertThatThrownBy(() -> new Recording(short9n, mapping).close())
                .hasMessageContaining("MT_rad_kW_m_2")
                .hasMessageContaining("time, Temperature_C");
    }
}
