package org.beaconhub.gateway.wire.chirpstack;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.beaconhub.gateway.wire.Catalogue;
import org.beaconhub.gateway.wire.Findings;
import org.beaconhub.gateway.wire.Json;
import org.beaconhub.gateway.wire.Scalar;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Unit;
import org.beaconhub.rules.fact.Unreadable.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What a device's codec made of its bytes. Codecs name things as their makers like, so names are compared without
 * case and dashes, some of the makers' names stand for a quantity, and words stand for yes and no. What is not known
 * is passed over. Nested objects count by the name of their innermost field, or, where that is the number of a channel
 * (Cayenne), by the name around it.
 */
final class Decoded implements Json.Root {
    private static final Map<String, Quantity> NAMES = Map.ofEntries(
            Map.entry("temperaturesensor", Quantity.TEMPERATURE),
            Map.entry("airtemperature", Quantity.TEMPERATURE),
            Map.entry("ambienttemperature", Quantity.TEMPERATURE),
            Map.entry("humiditysensor", Quantity.HUMIDITY),
            Map.entry("airhumidity", Quantity.HUMIDITY),
            Map.entry("relativehumidity", Quantity.HUMIDITY),
            Map.entry("pm25massconcentration", Quantity.PM25),
            Map.entry("illumination", Quantity.ILLUMINANCE),
            Map.entry("batterylevelinpercentage", Quantity.BATTERY),
            Map.entry("batterypercent", Quantity.BATTERY),
            Map.entry("rembattcapacity", Quantity.BATTERY),
            Map.entry("batteryvoltage", Quantity.VOLTAGE),
            Map.entry("batv", Quantity.VOLTAGE),
            Map.entry("lowbatteryalarm", Quantity.BATTERY_LOW),
            Map.entry("magnetstatus", Quantity.DOOR),
            Map.entry("dooropenstatus", Quantity.DOOR),
            Map.entry("tamperstatus", Quantity.TAMPER),
            Map.entry("waterleak", Quantity.LEAK),
            Map.entry("leakagestatus", Quantity.LEAK),
            Map.entry("pir", Quantity.MOTION),
            Map.entry("occupancy", Quantity.MOTION),
            Map.entry("peoplecount", Quantity.PEOPLE));
    private static final Map<String, Quantity> KEYS =
            Stream.of(Quantity.values()).collect(Collectors.toUnmodifiableMap(each -> plain(each.key()), each -> each));
    private static final Map<String, Integer> WORDS = Map.ofEntries(
            Map.entry("open", 1),
            Map.entry("opened", 1),
            Map.entry("alarm", 1),
            Map.entry("trigger", 1),
            Map.entry("triggered", 1),
            Map.entry("leak", 1),
            Map.entry("uninstalled", 1),
            Map.entry("on", 1),
            Map.entry("true", 1),
            Map.entry("yes", 1),
            Map.entry("close", 0),
            Map.entry("closed", 0),
            Map.entry("normal", 0),
            Map.entry("idle", 0),
            Map.entry("noleak", 0),
            Map.entry("installed", 0),
            Map.entry("off", 0),
            Map.entry("false", 0),
            Map.entry("no", 0));

    private final Catalogue catalogue;
    private final Findings findings;
    private final Scalar value = new Scalar();
    private final Set<String> seen = new HashSet<>();
    private boolean there;

    Decoded(Catalogue catalogue, Findings findings) {
        this.catalogue = catalogue;
        this.findings = findings;
    }

    boolean wasThere() {
        return there;
    }

    @Override
    public void value(JsonParser json) throws IOException {
        read(json);
    }

    /** Reads the object that the parser stands at. */
    void read(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        there = true;
        if (json.currentToken() != JsonToken.START_OBJECT) {
            findings.fault(Reason.WRONG_TYPE, value.take(json).instead("object 须为对象", "object must be an object"));
            return;
        }
        fields(json, "", "object");
    }

    private void fields(JsonParser json, String around, String path) throws IOException {
        Json.fields(json, findings, (field, name) -> {
            String here = path + "." + name;
            if (field.currentToken() == JsonToken.START_OBJECT) {
                fields(field, isNumber(name) ? around : name, here);
            } else {
                leaf(field, isNumber(name) ? around : name, here);
            }
        });
    }

    private void leaf(JsonParser json, String name, String path) throws IOException {
        String plain = plain(name);
        Quantity quantity = quantity(plain);
        if (quantity == null) {
            json.skipChildren();
            return;
        }
        if (!seen.add(path)) {
            Json.repeated(json, path, findings);
            return;
        }
        value.take(json);
        Quantity meant =
                quantity == Quantity.SMOKE && value.kind() != Scalar.Kind.NUMBER ? Quantity.SMOKE_ALARM : quantity;
        Integer word =
                value.kind() == Scalar.Kind.TEXT && meant.unit() == Unit.FLAG ? WORDS.get(plain(value.text())) : null;
        if (word != null) {
            value.truth(word);
        }
        boolean first = findings.readings().stream().noneMatch(each -> each.quantity() == meant);
        if (first && value.kind() != Scalar.Kind.NOTHING) {
            catalogue.reading(meant, path, value, "", findings).ifPresent(findings::add);
        }
    }

    private static @Nullable Quantity quantity(String plain) {
        Quantity maker = NAMES.get(plain);
        return maker != null ? maker : KEYS.get(plain);
    }

    private static boolean isNumber(String name) {
        return !name.isEmpty() && name.chars().allMatch(letter -> letter >= '0' && letter <= '9');
    }

    private static String plain(String name) {
        StringBuilder kept = new StringBuilder(name.length());
        name.chars().filter(Character::isLetterOrDigit).forEach(letter -> kept.append((char) letter));
        return kept.toString().toLowerCase(Locale.ROOT);
    }
}
