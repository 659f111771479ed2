package org.beaconhub.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.beaconhub.gateway.backtest.JournalBacktest;
import org.beaconhub.gateway.backtest.JsonReport;
import org.beaconhub.gateway.journal.JournalFull;
import org.beaconhub.gateway.journal.JournalOptions;
import org.beaconhub.gateway.journal.JournalView;
import org.beaconhub.gateway.journal.MvJournal;
import org.beaconhub.gateway.journal.Snapshots;
import org.beaconhub.gateway.run.Stories;
import org.beaconhub.rules.backtest.Backtest;
import org.beaconhub.rules.backtest.Comparison;
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.Fact;
import org.beaconhub.rules.fact.Quantity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * More entries than are read at once, of two nodes that speak every second; now and then one is 57 °C hot for a while, and
 * once, at the end, 70 °C. The recorded rule is for more than 60 °C.
 */
class BacktestCommandTest {
    private static final int ENTRIES = 24_000;
    private static final int ROUND = 3000;

    @TempDir
    private Path data;

    @TempDir
    private Path rules;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void aHubRan() throws JournalFull {
        Engine engine = Engine.empty();
        try (MvJournal journal = MvJournal.open(new DataFolder(data).journal(), JournalOptions.STANDARD)) {
            take(engine, journal, Stories.site(2));
            while (engine.seq() < ENTRIES) {
                long seq = engine.seq() + 1;
                take(engine, journal, Stories.says((int) seq % 2, seq, at(seq), Quantity.TEMPERATURE, degrees(seq)));
            }
            journal.commit();
        }
    }

    private static double degrees(long seq) {
        if (seq > ENTRIES - 20) {
            return 70;
        }
        return seq % ROUND > ROUND - 20 ? 57 : 20;
    }

    private static long at(long seq) {
        return Stories.START_MS + seq * 1000;
    }

    private static void take(Engine engine, MvJournal journal, Fact fact) throws JournalFull {
        Entry entry = new Entry(engine.seq() + 1, at(engine.seq() + 1), fact);
        journal.append(entry);
        journal.record(engine.apply(entry));
        if (entry.seq() % 500 == 0) {
            journal.commit();
        }
    }

    private void rule(String raise) throws IOException {
        Files.writeString(rules.resolve("all.yaml"), """
                - rule: hot
                  on: forest-node
                  raise: %s
                  clear: temperature < 50 °C
                  kind: alarm
                  severity: severe
                  message: { zh: "{device} 高温", en: "{device} is hot" }
                """.formatted(raise));
    }

    private int backtest(String... words) {
        CommandLine line = Beacon.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        List<String> arguments = new ArrayList<>(List.of("backtest", data.toString(), "--rules", rules.toString()));
        arguments.addAll(List.of(words));
        return line.execute(arguments.toArray(String[]::new));
    }

    @Test
    void whatALowerThresholdWouldHaveRaisedIsTold() throws IOException {
        rule("temperature > 55 °C");
        assertThat(backtest("--json")).isZero();
        JsonNode told = new ObjectMapper().readTree(out.toString()).path("figures");
        assertThat(told.path("observations").asInt()).isEqualTo(ENTRIES - 1);
        assertThat(told.path("gained").asInt()).as("two nodes, seven times").isEqualTo(14);
        assertThat(told.path("lost").asInt()).isZero();
    }

    @Test
    void twoThreadsTellTheSameAsOne() throws IOException {
        rule("temperature > 55 °C for 4 s");
        assertThat(compare(true)).isEqualTo(compare(false));
    }

    private String compare(boolean onOne) throws IOException {
        DataFolder folder = new DataFolder(data);
        try (JournalView view = JournalView.open(folder.root(), folder.journal())) {
            JournalBacktest backtest =
                    new JournalBacktest(view.journal(), new Snapshots(folder.snapshots()), Backtest.AWAY_MS, seq -> {});
            Comparison comparison = onOne
                    ? backtest.run(RulesFolder.read(rules, Set.of()), zone -> Backtest.Span.ALL, Runnable::run)
                    : backtest.run(RulesFolder.read(rules, Set.of()), zone -> Backtest.Span.ALL);
            return JsonReport.whole(comparison).toString();
        }
    }

    @Test
    void rulesThatDoNotFitTheRecordedSiteAreToldWithTheirLine() throws IOException {
        rule("heat_flux > 55 kW/m²");
        assertThat(backtest()).isEqualTo(1);
        assertThat(out.toString())
                .contains("all.yaml:3:", "the changed rules do not fit the recorded site; nothing was compared");
    }

    private static String time(long seq) {
        return Instant.ofEpochMilli(at(seq)).toString();
    }

    @Test
    void onlyTheTimeAskedForIsComparedAndEachDifferenceIsToldWithItsReason() throws IOException {
        rule("temperature > 55 °C");
        Path page = data.resolve("page.html");
        assertThat(backtest("--from", time(2900), "--to", time(6100), "--html", page.toString()))
                .isZero();
        assertThat(out.toString())
                .contains("gained", "hot fn-0", "temperature > 55 °C: 57 °C", "\"gained\":4", "\"lost\":0");
        assertThat(Files.readString(page))
                .contains("<svg", "hot", "temperature &gt; 55 °C")
                .doesNotContain("<script");
        out.getBuffer().setLength(0);
        assertThat(backtest("--from", time(6100), "--lang", "zh")).isZero();
        assertThat(out.toString()).contains("新增", "hot fn-1", "\"gained\":10");
    }

    @Test
    void aTimeThatEndsBeforeItBeginsIsToldByItsOptions() throws IOException {
        rule("temperature > 55 °C");
        assertThat(backtest("--from", time(900), "--to", time(100))).isEqualTo(2);
        assertThat(err.toString()).contains("--to '" + time(100) + "' is before --from '" + time(900) + "'");
    }
}
