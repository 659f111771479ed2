package org.beaconhub.gateway.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code beacon drill}. */
@Command(
        name = "drill",
        mixinStandardHelpOptions = true,
        description = {
            "Begins a drill on a running hub, ends it, or tells how drills stand: without SCENARIO and --stop it lists what",
            "can be played, the drill that goes on, and the measured times of that one and of the last that ended."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:begun, ended or told", "1:refused; nothing is changed", "2:there is no hub to ask"})
final class DrillCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "SCENARIO",
            description = "The scenario to begin, from drills/ in the site's folder.")
    private @Nullable String scenario;

    @Option(names = "--stop", paramLabel = "REASON", description = "Ends the drill that goes on, and says why.")
    private @Nullable String reason;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            description = "Who does it, where the hub has no accounts (default: $USER).")
    private String by = System.getProperty("user.name", "");

    @Option(names = "--json", description = "Prints the hub's answer as it is.")
    private boolean json;

    @Mixin
    private final HubDoor hub = new HubDoor();

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    DrillCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (scenario != null && reason != null) {
            out.println("either SCENARIO or --stop REASON, not both");
            return 1;
        }
        HttpResponse<String> response = scenario != null
                ? hub.post("drills", Map.of("by", by, "scenario", scenario))
                : reason != null ? stop(reason) : hub.get("drills");
        JsonNode answer = JSON.readTree(response.body());
        if (json) {
            out.println(response.body());
        } else if (answer.has("error")) {
            out.println(answer.path("error").asText());
        } else {
            if (scenario == null && reason == null) {
                scenarios(JSON.readTree(hub.get("drills/scenarios").body()), out);
            }
            tell(answer, out);
        }
        return response.statusCode() == 200 ? 0 : 1;
    }

    private HttpResponse<String> stop(String why) throws IOException, InterruptedException {
        JsonNode all = JSON.readTree(hub.get("drills").body());
        String id = all.path("running").path("id").asText("none");
        return hub.post("drills/" + id + "/stop", Map.of("by", by, "reason", why));
    }

    private static void scenarios(JsonNode answer, PrintWriter out) {
        answer.path("scenarios")
                .forEach(each -> out.printf(
                        "scenario %s: %s / %s, %d min at most%n",
                        each.path("name").asText(),
                        each.path("title").path("zh").asText(),
                        each.path("title").path("en").asText(),
                        each.path("length_ms").asLong() / 60_000));
        answer.path("problems").forEach(each -> out.println(each.asText()));
    }

    private static void tell(JsonNode answer, PrintWriter out) {
        if (answer.has("running")) {
            out.print("DRILL 演练 goes on: ");
            drill(answer.path("running"), out);
        } else {
            out.println("no drill goes on");
        }
        JsonNode last = answer.path("past").path(0);
        if (!answer.has("running") && !last.isMissingNode()) {
            out.print("last drill: ");
            drill(last, out);
        }
    }

    private static void drill(JsonNode drill, PrintWriter out) {
        out.printf(
                "%s %s, alarms %d, notices sent %d, spared %d%n",
                drill.path("id").asText(),
                drill.path("title").path("en").asText(),
                drill.path("tally").path("alarms").asLong(),
                drill.path("tally").path("notices_sent").asLong(),
                drill.path("tally").path("notices_spared").asLong());
        for (JsonNode time : drill.path("times")) {
            String reached = time.has("delay_ms") ? time.path("delay_ms").asLong() / 1000 + " s" : "not reached";
            out.printf("  %-11s %s%n", time.path("milestone").asText(), reached);
        }
    }
}
