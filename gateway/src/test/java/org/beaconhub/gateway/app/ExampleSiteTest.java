package org.beaconhub.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.beaconhub.gateway.vitals.Vitals;
import org.beaconhub.rules.drill.DrillRecord;
import org.beaconhub.rules.drill.Milestone;
import org.beaconhub.rules.drill.Mind;
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.fact.TimePassed;
import org.beaconhub.rules.rehearse.Rehearsal;
import org.beaconhub.rules.rehearse.Scenario;
import org.beaconhub.rules.rehearse.ScenarioReader;
import org.beaconhub.rules.rulebook.Rule;
import org.beaconhub.rules.site.Device;
import org.beaconhub.rules.site.Parsed;
import org.beaconhub.rules.site.Site;
import org.junit.jupiter.api.Test;

class ExampleSiteTest {
    private static final Path TOP = top();
    private static final long START_MS = 1_800_000_000_000L;
    private static final Set<String> DIALECTS = Set.of("beacon", "senml", "zigbee2mqtt", "chirpstack");

    @Test
    void theExampleSiteHasNoProblems() {
        assertThat(Site.parse(SiteFiles.read(TOP.resolve("site")))).isInstanceOf(Parsed.Valid.class);
        Site site = SiteFiles.parse(SiteFiles.read(TOP.resolve("site")));
        assertThat(MapFolder.ground(TOP.resolve("site"), site).border("lingzhushan/east"))
                .hasSize(1);
    }

    @Test
    void theExampleSiteHasAtLeast320DevicesInKnownDialectsByTheSeaNearLingshanwei() {
        List<Device> devices =
                SiteFiles.parse(SiteFiles.read(TOP.resolve("site"))).devices();

        assertThat(devices).hasSizeGreaterThanOrEqualTo(320);
        assertThat(devices).allSatisfy(device -> {
            assertThat(device.lat()).isBetween(35.90, 36.0);
            assertThat(device.lon()).isBetween(120.0, 120.2);
            assertThat(DIALECTS).contains(device.type().dialect());
        });
        assertThat(devices).extracting(Device::id).contains(Device.HUB);
    }

    @Test
    void itsHubIsToSpeakAsOftenAsTheHubDoes() {
        Site site = SiteFiles.parse(SiteFiles.read(TOP.resolve("site")));

        assertThat(site.device(Device.HUB).orElseThrow().type().intervalMs()).isEqualTo(Vitals.REPEAT_MS);
    }

    @Test
    void everyDeviceIsMissedWhenItFallsSilentExceptTheHubItself() {
        Site site = SiteFiles.parse(SiteFiles.read(TOP.resolve("site")));

        assertThat(site.devices())
                .filteredOn(device -> !device.id().equals(Device.HUB))
                .allSatisfy(device -> assertThat(site.rulebook().rules())
                        .anyMatch(rule -> rule.raise().text().contains("silent")
                                && rule.on().matches(device.type().name(), device.area())));
    }

    @Test
    void itsRulesPassTheirTests() {
        Rehearsal rehearsal = Rehearsal.of(
                SiteFiles.read(TOP.resolve("site")), SiteFiles.readAll(TOP.resolve("site/tests")), Optional.empty());

        assertThat(rehearsal.problems()).isEmpty();
        assertThat(rehearsal.failed()).isEmpty();
        assertThat(rehearsal.expectations()).isPositive();
    }

    @Test
    void eachFireThatItsDrillsPlayRaisesAnAlarmWithinTwoMinutesAndCallsPeople() {
        List<SiteFile> files = SiteFiles.read(TOP.resolve("site"));
        ScenarioReader.Scenarios read = SiteFiles.scenarios(TOP.resolve("site"), SiteFiles.parse(files));
        assertThat(read.problems()).isEmpty();
        assertThat(read.scenarios()).isNotEmpty();
        for (Scenario scenario : read.scenarios()) {
            Mind mind = Mind.around(Engine.empty());
            mind.apply(new Entry(1, START_MS, new SiteChanged("test", files)));
            mind.apply(new Entry(2, START_MS, scenario.ordered("dong")));
            while (mind.drills().running().isPresent()) {
                long nextMs = Math.max(mind.nextTimerMs(), mind.live().hubTimeMs());
                mind.apply(new Entry(mind.live().seq() + 1, nextMs, new TimePassed()));
            }
            DrillRecord record = mind.drills().past().getFirst();
            assertThat(record.delayMs(Milestone.ALARM).orElseThrow())
                    .as(scenario.name())
                    .isBetween(0L, 120_000L);
            assertThat(record.tally().sent()).as("notices sent").isPositive();
        }
    }

    @Test
    void recordingsAreJudgedByTheExampleSitesOwnRules() {
        List<SiteFile> files = new ArrayList<>(SiteFiles.read(TOP.resolve("recordings/site")));
        SiteFiles.read(TOP.resolve("site")).stream()
                .filter(file -> RecordedHub.RULES.contains(file.name()))
                .forEach(files::add);

        assertThat(SiteFiles.parse(files).rulebook().rules())
                .extracting(Rule::name)
                .contains("forest-heat", "indoor-heat");
    }

    private static Path top() {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(at.resolve("site")) || !Files.isDirectory(at.resolve("recordings"))) {
            Path parent = at.getParent();
            if (parent == null) {
                throw new IllegalStateException(
                        "no folder above " + Path.of("").toAbsolutePath() + " holds site and recordings");
            }
            at = parent;
        }
        return at;
    }
}
