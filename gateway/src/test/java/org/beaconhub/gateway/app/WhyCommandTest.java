package org.beaconhub.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.beaconhub.rules.fact.Quantity.SMOKE;
import static org.beaconhub.rules.fact.Quantity.TEMPERATURE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.beaconhub.gateway.journal.JournalFull;
import org.beaconhub.gateway.journal.JournalOptions;
import org.beaconhub.gateway.journal.MvJournal;
import org.beaconhub.gateway.journal.Snapshots;
import org.beaconhub.gateway.run.Hindsight;
import org.beaconhub.gateway.run.Stories;
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.Fact;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A node becomes hot after a minute and cools after two; 10 s later there is smoke. The story begins at 16:00 of the site. */
class WhyCommandTest {
    @TempDir
    private Path data;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void aHubRan() throws IOException, JournalFull {
        DataFolder folder = new DataFolder(data);
        Engine engine = Engine.empty();
        try (MvJournal journal = MvJournal.open(folder.journal(), JournalOptions.STANDARD)) {
            take(engine, journal, 0, Stories.site(1));
            take(engine, journal, 60, Stories.says(0, 1, at(60), TEMPERATURE, 71));
            new Snapshots(folder.snapshots()).save(engine.seq(), engine.snapshot(), 1);
            take(engine, journal, 120, Stories.says(0, 2, at(120), TEMPERATURE, 20));
            take(engine, journal, 130, Stories.says(0, 3, at(130), SMOKE, 9));
            take(engine, journal, 142, Stories.says(0, 4, at(142), SMOKE, 9));
        }
    }

    private static long at(int second) {
        return Stories.START_MS + second * 1000L;
    }

    private static void take(Engine engine, MvJournal journal, int second, Fact fact) throws JournalFull {
        Entry entry = new Entry(engine.seq() + 1, at(second), fact);
        journal.append(entry);
        journal.record(engine.apply(entry));
        journal.commit();
    }

    private int why(String... words) {
        CommandLine line = Beacon.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        List<String> arguments = new java.util.ArrayList<>(List.of("why", data.toString()));
        arguments.addAll(List.of(words));
        return line.execute(arguments.toArray(String[]::new));
    }

    @Test
    void whyThereIsNoAlarmIsToldInBothLanguages() {
        assertThat(why("fn-0", "smoke")).isZero();
        assertThat(out.toString())
                .contains(
                        "no alarm of smoke at fn-0 (Node 0) at 2027-01-15 16:02:22",
                        "missing: smoke > 4 %/m has held 12 s of 20 s",
                        "0号（smoke @ fn-0）在 2027-01-15 16:02:22 没有警情",
                        "尚缺：“烟雾高于 4 %/m”已持续 12 秒，需 20 秒");
    }

    @Test
    void anEarlierMomentIsLookedBackTo() {
        assertThat(why("fn-0", "smoke", "--at", "2027-01-15T16:01:30", "--lang", "en"))
                .isZero();
        assertThat(out.toString()).contains("missing: no reading of smoke yet").doesNotContain("没有警情");
        assertThat(why("fn-0", "hot", "--at", "2027-01-15T08:00:30Z", "--lang", "zh"))
                .isZero();
        assertThat(out.toString()).contains("尚无温度读数", "设备从未上报");
    }

    @Test
    void anAlarmIsToldAsItWasRaisedWithWhatBecameOfIt() {
        assertThat(why("A2-0", "--lang", "en")).isZero();
        assertThat(out.toString())
                .contains(
                        "alarm A2-0 of hot at fn-0 has stood since 2027-01-15 16:01:00, severe; unacknowledged",
                        "raised because temperature > 60 °C: 71 °C, since 2027-01-15 16:01:00 (entry 2)",
                        "not over yet: temperature is 71 °C, needs less than 50 °C",
                        "2027-01-15 16:01:00  raised (2)",
                        "2027-01-15 16:02:00  returned (3)");
    }

    @Test
    void programsReadItAsJson() throws IOException {
        assertThat(why("fn-0", "smoke", "--json")).isZero();
        JsonNode rule = new ObjectMapper().readTree(out.toString()).at("/rules/0");
        assertThat(rule.path("stands").asBoolean()).isFalse();
        assertThat(rule.at("/raise/clause").asText()).isEqualTo("smoke > 4 %/m for 20 s");
        assertThat(rule.at("/raise/held_ms").asLong()).isEqualTo(12_000);
        assertThat(rule.at("/raise/parts/0/answer").asText()).isEqualTo("yes");
        assertThat(rule.at("/raise/parts/0/seq").asLong()).isEqualTo(4);
    }

    @Test
    void anAlarmOfTheHubsOwnIsToldWithWhatEndsItByItsIdAndByItsSubject() throws IOException, JournalFull {
        DataFolder folder = new DataFolder(data);
        try (MvJournal journal = MvJournal.open(folder.journal(), JournalOptions.STANDARD)) {
            Engine engine = new Hindsight(journal, new Snapshots(folder.snapshots())).at(Long.MAX_VALUE);
            take(engine, journal, 150, new Command("wang", new Command.TakeOut("fn-0", "rebuilt")));
        }
        assertThat(why("A6-0", "--lang", "en")).isZero();
        assertThat(out.toString())
                .contains(
                        "raised because a device that watches over lives was taken out of service: rebuilt, since"
                                + " 2027-01-15 16:02:30 (entry 6)",
                        "over when: it ends when device fn-0 is put back into service",
                        "2027-01-15 16:02:30  raised (6)");
        assertThat(why("fn-0", "out-of-service", "--lang", "zh")).isZero();
        assertThat(out.toString()).contains("守护生命的设备被停用：rebuilt", "设备 fn-0 恢复使用使其解除");
        assertThat(why("A6-0", "--json")).isZero();
        JsonNode own =
                new ObjectMapper().readTree(out.toString().lines().toList().getLast());
        assertThat(own.at("/why/clause/zh").asText()).isEqualTo("守护生命的设备被停用");
        assertThat(own.at("/why/alarm/explanation/0/seq").asLong()).isEqualTo(6);
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertThat(why("fn-9")).isEqualTo(2);
        assertThat(why("A3-0")).isEqualTo(2);
        assertThat(why("fn-0", "smok")).isEqualTo(2);
        assertThat(why("fn-0", "--at", "noon")).isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "the site had no device or channel 'fn-9'",
                        "entry 3 raised no alarm A3-0",
                        "no rule 'smok' watched fn-0",
                        "--at 'noon' is no time; write 2027-03-01T10:00 or 2027-03-01T02:00:00Z");
    }
}
