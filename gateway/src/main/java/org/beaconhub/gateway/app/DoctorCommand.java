package org.beaconhub.gateway.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.beaconhub.gateway.doctor.Finding;
import org.beaconhub.gateway.doctor.Finding.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code beacon doctor}. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Looks over all that a hub needs, before it starts or while it runs: Java, clock, site, channels, data folder,",
            "secrets, broker, databases, ports and public address. It takes the options of beacon run, also as @FILE; it",
            "changes nothing, sends no message and tells no secret."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:no error was found; there may be warnings",
            "1:an error was found",
            "2:it could not begin, as with options that do not go together"
        })
final class DoctorCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private HubSettings settings = new HubSettings();

    @Option(names = "--json", description = "Print one JSON object in place of the text.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Finding> findings = Checkup.of(settings.options());
        long errors = count(findings, Verdict.ERROR);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(asJson(findings));
        } else {
            findings.forEach(finding -> tell(finding, out));
            out.printf("errors: %d, warnings: %d%n", errors, count(findings, Verdict.WARNING));
        }
        return errors == 0 ? 0 : 1;
    }

    private static void tell(Finding finding, PrintWriter out) {
        out.printf("%-7s  %-10s  %s", word(finding), finding.about(), finding.said());
        out.println(finding.remedy().isEmpty() ? "" : " → " + finding.remedy());
    }

    private static String word(Finding finding) {
        return finding.verdict().name().toLowerCase(Locale.ROOT);
    }

    private static long count(List<Finding> findings, Verdict verdict) {
        return findings.stream().filter(each -> each.verdict() == verdict).count();
    }

    private static ObjectNode asJson(List<Finding> findings) {
        ObjectNode all = JSON.createObjectNode().put("name", "doctor").put("ok", count(findings, Verdict.ERROR) == 0);
        ArrayNode list = all.putArray("findings");
        findings.forEach(finding -> list.addObject()
                .put("about", finding.about())
                .put("verdict", word(finding))
                .put("said", finding.said())
                .put("remedy", finding.remedy()));
        all.putObject("figures")
                .put("errors", count(findings, Verdict.ERROR))
                .put("warnings", count(findings, Verdict.WARNING));
        return all;
    }
}
