package org.beaconhub.gateway.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.beaconhub.gateway.backtest.JournalBacktest;
import org.beaconhub.gateway.backtest.JsonReport;
import org.beaconhub.gateway.backtest.Language;
import org.beaconhub.gateway.backtest.PageReport;
import org.beaconhub.gateway.backtest.TextReport;
import org.beaconhub.gateway.journal.JournalView;
import org.beaconhub.gateway.journal.Snapshots;
import org.beaconhub.rules.backtest.Backtest;
import org.beaconhub.rules.backtest.ChangedRules;
import org.beaconhub.rules.backtest.Comparison;
import org.beaconhub.rules.backtest.RulesRejected;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code beacon backtest DATA --rules FOLDER}. */
@Command(
        name = "backtest",
        mixinStandardHelpOptions = true,
        description = {
            "Runs what a hub recorded through changed rules, beside the rules that it had, and tells which alarms would",
            "have been gained, lost, earlier, later or of another severity, and why. The hub may be running."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:compared, whatever the difference",
            "1:the changed rules have errors, or do not fit the recorded site",
            "2:there is nothing to compare"
        })
final class BacktestCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "DATA", arity = "0..1", description = "The hub's data folder.")
    private @Nullable Path data;

    @Option(
            names = "--rules",
            required = true,
            paramLabel = "FOLDER",
            description = "The changed rules: a site's folder, whose rules/ count, or a folder of rules.")
    private Path rules = Path.of("");

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Compares from here on: 2027-03-01, 2027-03-01T08:30 or with an offset.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Compares until here; a day counts from its beginning.")
    private @Nullable String to;

    @Option(
            names = "--recording",
            paramLabel = "FILE",
            description = "In place of DATA: a recording, which is first played into a hub of its own as by replay.")
    private @Nullable Path recording;

    @Option(names = "--mapping", paramLabel = "FILE", description = "What the recording's columns are, as for replay.")
    private @Nullable Path mapping;

    @Option(names = "--html", paramLabel = "FILE", description = "Writes the comparison as a page, too.")
    private @Nullable Path html;

    @Option(names = "--json", description = "Prints one JSON object in place of the text.")
    private boolean json;

    @Option(names = "--lang", defaultValue = "en", paramLabel = "en|zh", description = "Language of text and page.")
    private Language language = Language.EN;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if ((data == null) == (recording == null)) {
            throw new IllegalArgumentException("name a data folder, or a recording by --recording; one of the two");
        }
        if (recording == null && data != null) {
            return compare(DataFolder.used(data), RulesFolder.read(rules, Set.of()), Backtest.AWAY_MS);
        }
        ChangedRules changed = RulesFolder.read(rules, Set.copyOf(RecordedHub.RULES));
        try (RecordedHub played = RecordedHub.of(recording == null ? Path.of("") : recording, mapping)) {
            played.play(RecordedHub.MAX, Optional.empty());
            return compare(played.data(), changed, Backtest.NEVER_AWAY_MS);
        }
    }

    private int compare(DataFolder folder, ChangedRules changed, long awayMs) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (JournalView view = JournalView.open(folder.root(), folder.journal())) {
            JournalBacktest backtest = new JournalBacktest(
                    view.journal(),
                    new Snapshots(folder.snapshots()),
                    awayMs,
                    seq -> progress(seq, view.journal().lastSeq()));
            tell(backtest.run(changed, this::span), out);
            return 0;
        } catch (RulesRejected e) {
            e.problems().forEach(problem -> out.println(problem.at() + ": error: " + problem.message()));
            out.println("the changed rules do not fit the recorded site; nothing was compared");
            return 1;
        }
    }

    private Backtest.Span span(ZoneId zone) {
        long fromMs = from == null ? Long.MIN_VALUE : Moments.ms("--from", from, zone);
        long toMs = to == null ? Long.MAX_VALUE : Moments.ms("--to", to, zone);
        if (toMs < fromMs) {
            throw new IllegalArgumentException("--to '" + to + "' is before --from '" + from + "'");
        }
        return new Backtest.Span(fromMs, toMs);
    }

    private void progress(long seq, long lastSeq) {
        if (!json) {
            PrintWriter err = spec.commandLine().getErr();
            err.printf("\r%d of %d entries%s", seq, lastSeq, seq == lastSeq ? System.lineSeparator() : "");
            err.flush();
        }
    }

    private void tell(Comparison comparison, PrintWriter out) throws IOException {
        if (html != null) {
            Files.writeString(html, PageReport.of(comparison, language));
        }
        if (json) {
            out.println(JsonReport.whole(comparison));
            return;
        }
        new TextReport(comparison, language).print(out);
        out.println(JsonReport.brief(comparison));
    }
}
