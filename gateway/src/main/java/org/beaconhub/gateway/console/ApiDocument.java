package org.beaconhub.gateway.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.beaconhub.gateway.access.Right;
import org.beaconhub.gateway.access.Role;

/** The API as an OpenAPI 3.1 document: the routes that there are, with what {@code api.json} says of each. */
final class ApiDocument {
    static final String PATH = "/api/v1/openapi.json";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

    private final JsonNode told;

    ApiDocument() {
        try (InputStream in = ApiDocument.class.getResourceAsStream("api.json")) {
            told = JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the description of the API cannot be read", e);
        }
    }

    /** What is said of the API's routes, by method and path. */
    JsonNode operations() {
        return told.path("operations");
    }

    /** The document of these routes; pages and people's forms are no part of the API. */
    ObjectNode of(List<Route> routes) {
        ObjectNode root = JSON.createObjectNode().put("openapi", "3.1.0");
        root.putObject("info")
                .put("title", "Beacon Hub 烽台")
                .put("version", "1")
                .put(
                        "description",
                        "Times are milliseconds since 1970 UTC. Who may do what: docs/access.md. Acts take the header"
                                + " Idempotency-Key; those on alarms and incidents If-Match with a version, too.")
                .putObject("license")
                .put("name", "Apache-2.0")
                .put("identifier", "Apache-2.0");
        ObjectNode paths = root.putObject("paths");
        for (Route route : routes) {
            JsonNode operation = operations().path(route.method() + " " + route.path());
            if (!operation.isMissingNode()) {
                ObjectNode path = paths.withObjectProperty(route.path());
                path.set(route.method().toLowerCase(Locale.ROOT), operation(route, operation));
            }
        }
        ObjectNode components = root.putObject("components");
        components.set("schemas", told.path("schemas"));
        ObjectNode schemes = components.putObject("securitySchemes");
        schemes.putObject("token").put("type", "http").put("scheme", "bearer");
        schemes.putObject("session").put("type", "apiKey").put("in", "cookie").put("name", "beacon");
        return root;
    }

    private static ObjectNode operation(Route route, JsonNode told) {
        ObjectNode node = JSON.createObjectNode()
                .put("operationId", name(route))
                .put("summary", told.path("summary").asText());
        parameters(node.putArray("parameters"), route, told);
        if (told.has("body")) {
            ObjectNode body = node.putObject("requestBody").put("required", true);
            body.putObject("content").putObject("application/json").set("schema", told.path("body"));
        }
        if (told.has("form")) {
            ObjectNode form = node.putObject("requestBody").put("required", true);
            form.putObject("content").putObject("multipart/form-data").set("schema", told.path("form"));
        }
        answers(node.putObject("responses"), told);
        ArrayNode security = node.putArray("security");
        if (route.right().isPresent()) {
            security.addObject().putArray("token");
            security.addObject().putArray("session");
            right(node, route.right().get());
        }
        return node;
    }

    private static void answers(ObjectNode answers, JsonNode told) {
        if (told.has("answer")) {
            ObjectNode good = answers.putObject("200").put("description", "Done.");
            good.putObject("content")
                    .putObject(told.path("type").asText("application/json"))
                    .set("schema", told.path("answer"));
        } else {
            answers.putObject("204").put("description", "Done.");
        }
        ObjectNode refused = answers.putObject("default").put("description", "Refused, with a sentence.");
        refused.putObject("content")
                .putObject("application/json")
                .putObject("schema")
                .put("$ref", "#/components/schemas/Error");
    }

    private static void right(ObjectNode node, Right right) {
        node.put("x-right", right.name().toLowerCase(Locale.ROOT));
        ArrayNode roles = node.putArray("x-roles");
        for (Role role : Role.values()) {
            if (role.may(right)) {
                roles.add(role.word());
            }
        }
    }

    private static void parameters(ArrayNode parameters, Route route, JsonNode told) {
        PARAMETER
                .matcher(route.path())
                .results()
                .forEach(found -> parameters
                        .addObject()
                        .put("name", found.group(1))
                        .put("in", "path")
                        .put("required", true)
                        .putObject("schema")
                        .put("type", "string"));
        told.path("query")
                .properties()
                .forEach(each -> parameters
                        .addObject()
                        .put("name", each.getKey())
                        .put("in", "query")
                        .set("schema", each.getValue()));
        if (told.path("body").path("properties").has("by")) {
            header(parameters, "Idempotency-Key");
        }
        if (told.path("body").path("properties").has("expected")) {
            header(parameters, "If-Match");
        }
    }

    private static void header(ArrayNode parameters, String name) {
        parameters
                .addObject()
                .put("name", name)
                .put("in", "header")
                .putObject("schema")
                .put("type", "string");
    }

    private static String name(Route route) {
        String path = Optional.of(route.path().replace("/api/v1", ""))
                .map(rest -> rest.replaceAll("[{}]", "").replaceAll("[^A-Za-z0-9]+", "_"))
                .orElseThrow();
        return route.method().toLowerCase(Locale.ROOT) + path;
    }
}
