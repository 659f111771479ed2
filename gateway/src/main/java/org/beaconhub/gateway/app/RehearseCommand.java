package org.beaconhub.gateway.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.rehearse.Coverage;
import org.beaconhub.rules.rehearse.Played;
import org.beaconhub.rules.rehearse.Rehearsal;
import org.beaconhub.rules.rehearse.Shortfall;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code beacon rehearse SITE}. */
@Command(
        name = "rehearse",
        description = {
            "Plays the tests of a site's rules: what devices say and people do, and the alarms that are expected.",
            "The stories are in SITE/tests/*.yaml; docs/rehearse.md tells how to write them."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all went as expected",
            "1:something did not, or a test or the site cannot be read",
            "2:there is no such site, or no test"
        },
        mixinStandardHelpOptions = true)
final class RehearseCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SITE", description = "The site's folder.")
    private Path folder;

    @Option(names = "--tests", paramLabel = "DIR", description = "The tests' folder; SITE/tests without it.")
    private @Nullable Path tests;

    @Option(names = "--rule", paramLabel = "NAME", description = "Play only the stories about this rule.")
    private @Nullable String rule;

    @Option(names = "--junit", paramLabel = "FILE", description = "Write a JUnit XML report too.")
    private @Nullable Path junit;

    @Option(names = "--json", description = "Only the last line, for programs.")
    private boolean json;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    RehearseCommand() {}

    @Override
    public Integer call() {
        Path written = tests == null ? folder.resolve(SiteFiles.TESTS) : tests;
        List<SiteFile> texts = SiteFiles.readAll(written).stream()
                .map(file -> new SiteFile(written.resolve(file.name()).toString(), file.text()))
                .toList();
        if (texts.isEmpty()) {
            throw new SiteRejected(
                    List.of(written + ": there is no .yaml file in it; docs/rehearse.md tells how to" + " write one"));
        }
        Rehearsal rehearsal = Rehearsal.of(SiteFiles.read(folder), texts, Optional.ofNullable(rule));
        PrintWriter out = spec.commandLine().getOut();
        if (!json) {
            tell(rehearsal, out);
        }
        if (junit != null) {
            write(junit, JUnitReport.of(rehearsal));
        }
        out.println(Figures.line("rehearse", rehearsal.passed(), figures(rehearsal)));
        return rehearsal.passed() ? 0 : 1;
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static Map<String, Object> figures(Rehearsal rehearsal) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("stories", rehearsal.stories().size());
        figures.put("failed", rehearsal.failed().size());
        figures.put("expectations", rehearsal.expectations());
        figures.put("problems", rehearsal.problems().size());
        figures.put("rulesUntested", rehearsal.untested());
        figures.put("clauses", rehearsal.coverage().clauses());
        figures.put("neverTrue", names(rehearsal.coverage().neverTrue()));
        figures.put("neverFalse", names(rehearsal.coverage().neverFalse()));
        return figures;
    }

    private static List<String> names(List<Coverage.Unseen> clauses) {
        return clauses.stream().map(each -> each.rule() + " " + each.clause()).toList();
    }

    private static void tell(Rehearsal rehearsal, PrintWriter out) {
        rehearsal.problems().forEach(problem -> out.println(problem.at() + ": error: " + problem.message()));
        for (Played played : rehearsal.stories()) {
            out.printf(
                    "%s  %s:%d  %s%n",
                    played.passed() ? "ok  " : "FAIL",
                    played.story().at().file(),
                    played.story().at().line(),
                    played.story().name());
            played.shortfalls().forEach(shortfall -> tell(shortfall, out));
        }
        if (!rehearsal.untested().isEmpty()) {
            out.println("rules without a test: " + String.join(", ", rehearsal.untested()));
        }
        unseen(
                out,
                "clauses that were never true in a story about their rule:",
                rehearsal.coverage().neverTrue());
        unseen(out, "clauses that were never false:", rehearsal.coverage().neverFalse());
        out.printf(
                "%d stories, %d expectations, failed: %d%n",
                rehearsal.stories().size(),
                rehearsal.expectations(),
                rehearsal.failed().size());
    }

    private static void unseen(PrintWriter out, String head, List<Coverage.Unseen> clauses) {
        if (!clauses.isEmpty()) {
            out.println(head);
            names(clauses).forEach(each -> out.println("  " + each));
        }
    }

    private static void tell(Shortfall shortfall, PrintWriter out) {
        out.printf("      at %s (%s)%n", shortfall.when(), shortfall.at());
        out.println("        expected  " + shortfall.expected());
        out.println("        got       " + shortfall.got());
        list(out, "until then", shortfall.before());
        list(out, "why", shortfall.why());
    }

    private static void list(PrintWriter out, String head, List<String> lines) {
        if (!lines.isEmpty()) {
            out.println("        " + head);
            lines.forEach(line -> out.println("          " + line));
        }
    }
}
