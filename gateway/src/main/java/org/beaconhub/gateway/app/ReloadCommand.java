package org.beaconhub.gateway.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code beacon reload}. */
@Command(
        name = "reload",
        mixinStandardHelpOptions = true,
        description = {
            "Lets a running hub take over its site's folder as it is now: whole, or, where it has an error, not at all.",
            "It tells which rules and devices changed, and what that did to alarms that stand."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:taken over, or with --check possible; or there was nothing to change",
            "1:the site has errors; nothing is changed",
            "2:there is no hub to ask"
        })
final class ReloadCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ERRORS = 422;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final HubDoor hub = new HubDoor();

    @Option(
            names = "--by",
            paramLabel = "NAME",
            description = "Who changes it; goes into the journal (default: $USER).")
    private String by = System.getProperty("user.name", "");

    @Option(names = "--check", description = "Only tells what would change.")
    private boolean check;

    @Option(names = "--json", description = "Prints the hub's answer as it is.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        HttpResponse<String> response = check ? hub.post("site/check", Map.of()) : hub.post("site", Map.of("by", by));
        if (json) {
            out.println(response.body());
        } else {
            tell(JSON.readTree(response.body()), out);
        }
        return response.statusCode() == 200 ? 0 : response.statusCode() == ERRORS ? 1 : 2;
    }

    private static void tell(JsonNode answer, PrintWriter out) {
        problems(answer.path("problems"), "error", out);
        if (answer.has("error")) {
            out.println(answer.path("error").asText());
            return;
        }
        if (!answer.path("changed").asBoolean()) {
            out.println("the hub has this site already; nothing is changed");
            return;
        }
        for (String what : new String[] {"rules", "devices"}) {
            for (String how : new String[] {"added", "changed", "removed"}) {
                JsonNode names = answer.path(what).path(how);
                if (!names.isEmpty()) {
                    StringBuilder line = new StringBuilder(what + " " + how + ":");
                    names.forEach(name -> line.append(' ').append(name.asText()));
                    out.println(line);
                }
            }
        }
        answer.path("alarms")
                .forEach(alarm -> out.printf(
                        "alarm %s (%s, %s): %s %s%n",
                        alarm.path("id").asText(),
                        alarm.path("rule").asText(),
                        alarm.path("subject").asText(),
                        alarm.path("reason").asText().replace('_', ' '),
                        alarm.path("note").asText()));
        problems(answer.path("warnings"), "warning", out);
        out.println(
                answer.has("seq")
                        ? "taken over by entry " + answer.path("seq").asLong()
                        : "this would be taken over; nothing is changed yet");
    }

    private static void problems(JsonNode problems, String level, PrintWriter out) {
        problems.forEach(problem -> out.printf(
                "%s:%d:%d: %s: %s%n",
                problem.path("file").asText(),
                problem.path("line").asInt(),
                problem.path("column").asInt(),
                level,
                problem.path("message").asText()));
    }
}
