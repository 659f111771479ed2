package org.beaconhub.gateway.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final int ERRORS = 422;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--hub",
            defaultValue = "http://127.0.0.1:8080",
            paramLabel = "URL",
            description = "The hub's console (default ${DEFAULT-VALUE}).")
    private URI hub = URI.create("");

    @Option(
            names = "--by",
            paramLabel = "NAME",
            description = "Who changes it; goes into the journal (default: $USER).")
    private String by = System.getProperty("user.name", "");

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "File with a token (./beacon token), where the hub has accounts.")
    private @Nullable Path tokenFile;

    @Option(names = "--check", description = "Only tells what would change.")
    private boolean check;

    @Option(names = "--json", description = "Prints the hub's answer as it is.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        HttpResponse<String> response = ask();
        if (json) {
            out.println(response.body());
        } else {
            tell(JSON.readTree(response.body()), out);
        }
        return response.statusCode() == 200 ? 0 : response.statusCode() == ERRORS ? 1 : 2;
    }

    private HttpResponse<String> ask() throws IOException, InterruptedException {
        String origin = hub.getScheme() + "://" + hub.getAuthority();
        String body = JSON.writeValueAsString(check ? Map.of() : Map.of("by", by));
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(origin + "/api/v1/site" + (check ? "/check" : "")))
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .header("Beacon-Console", "1")
                .header("Origin", origin)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (tokenFile != null) {
            request.header(
                    "Authorization", "Bearer " + Files.readString(tokenFile).strip());
        }
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IOException("no hub answers at " + origin + "; name its console by --hub URL", e);
        }
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
