package org.beaconhub.gateway.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.source.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code beacon check SITE}. */
@Command(
        name = "check",
        description = {
            "Checks a site's files, the scenarios of its drills and its map too, and tells everything that is wrong with them, with file,",
            "line and column.",
            "Warnings are what is possible, but hardly meant: rules that can never be raised, that watch no device or",
            "add nothing to another, and devices that nobody watches. The last are looked for once there are no errors."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the site can be used; there may be warnings",
            "1:there are errors, or with --strict warnings",
            "2:there is no such site"
        },
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SITE", description = "The site's folder.")
    private Path folder;

    @Option(names = "--json", description = "Print one JSON object in place of the text.")
    private boolean json;

    @Option(names = "--strict", description = "Count warnings as errors.")
    private boolean strict;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    CheckCommand() {}

    @Override
    public Integer call() {
        SiteCheck findings = SiteCheck.of(folder);
        boolean ok =
                findings.errors().isEmpty() && !(strict && !findings.warnings().isEmpty());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(asJson(findings, ok));
        } else {
            tell(findings, out);
        }
        return ok ? 0 : 1;
    }

    private static void tell(SiteCheck findings, PrintWriter out) {
        findings.errors().forEach(problem -> out.println(problem.at() + ": error: " + problem.message()));
        findings.warnings().forEach(problem -> out.println(problem.at() + ": warning: " + problem.message()));
        if (!findings.errors().isEmpty()) {
            out.printf(
                    "errors: %d, warnings: %d; devices that no rule watches are looked for once there are no errors%n",
                    findings.errors().size(), findings.warnings().size());
            return;
        }
        Site site = findings.site();
        out.printf(
                "%s (%s): %d devices, %d areas, %d rules, %d channels; no errors, warnings: %d%n",
                site.name().zh(),
                site.name().en(),
                site.devices().size(),
                site.areas().size(),
                site.rulebook().rules().size(),
                site.channels().size(),
                findings.warnings().size());
    }

    private static ObjectNode asJson(SiteCheck findings, boolean ok) {
        ObjectNode all = JSON.createObjectNode().put("name", "check").put("ok", ok);
        ArrayNode problems = all.putArray("problems");
        findings.errors().forEach(problem -> problems.add(asJson(problem, "error")));
        findings.warnings().forEach(problem -> problems.add(asJson(problem, "warning")));
        Site site = findings.site();
        all.putObject("figures")
                .put("errors", findings.errors().size())
                .put("warnings", findings.warnings().size())
                .put("devices", site.devices().size())
                .put("areas", site.areas().size())
                .put("rules", site.rulebook().rules().size())
                .put("channels", site.channels().size());
        return all;
    }

    private static ObjectNode asJson(Problem problem, String level) {
        ObjectNode node = JSON.createObjectNode()
                .put("level", level)
                .put("file", problem.at().file())
                .put("line", problem.at().line())
                .put("column", problem.at().column())
                .put("message", problem.message());
        problem.suggestion().ifPresent(name -> node.put("suggestion", name));
        return node;
    }
}
