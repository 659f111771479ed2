package org.beaconhub.gateway.wire.beacon;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.beaconhub.gateway.wire.Directory;
import org.beaconhub.gateway.wire.Findings;
import org.beaconhub.gateway.wire.Json;
import org.beaconhub.gateway.wire.Message;
import org.beaconhub.gateway.wire.Pseudonyms;
import org.beaconhub.gateway.wire.Scalar;
import org.beaconhub.rules.fact.LiveFact;
import org.beaconhub.rules.fact.PersonReport;
import org.beaconhub.rules.fact.Place;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.fact.Unreadable.Reason;
import org.beaconhub.rules.response.Procedure;
import org.beaconhub.rules.site.Device;
import org.beaconhub.rules.site.Site;

/**
 * A person says by a device to have seen something: {@code {"id": "7", "type": "fire", "text": "…"}}. Where nothing else is
 * said, it is where the device is. A message that comes again has the same code, by which the hub knows it.
 */
final class Said implements Json.Fields {
    private static final int ID_LENGTH_MAX = 64;
    private static final int AREA_LENGTH_MAX = 200;

    private final Findings findings;
    private final Map<String, Scalar> fields = new HashMap<>();

    private Said(Findings findings) {
        this.findings = findings;
    }

    static List<LiveFact> decode(Message message, Directory directory, String address, Pseudonyms pseudonyms) {
        Findings findings = new Findings(message);
        findings.confidential();
        Optional<Device> device = BeaconDialect.find(findings, address, directory);
        if (device.isPresent()) {
            Said said = new Said(findings);
            Json.object(message.payload(), findings, said);
            if (findings.isWellFormed()) {
                findings.tell(said.report(message, device.get(), directory.site(), pseudonyms));
            }
        }
        return findings.facts();
    }

    @Override
    public void field(JsonParser json, String name) throws IOException {
        switch (name) {
            case "id", "type", "area", "lat", "lon", "text", "reporter" -> {
                if (fields.putIfAbsent(name, new Scalar().take(json)) != null) {
                    Json.repeated(json, name, findings);
                }
            }
            default -> json.skipChildren();
        }
    }

    /** A report is never lost for a field that is wrong: the fault is told, and what is right holds. */
    private PersonReport report(Message message, Device device, Site site, Pseudonyms pseudonyms) {
        String id = text("id", ID_LENGTH_MAX);
        String type = text("type", ID_LENGTH_MAX);
        if (!type.isEmpty() && !site.plan().knows(type)) {
            wrong("type", "procedures.yaml 中的一类事件，或 other", "a kind of incident of procedures.yaml, or 'other'");
            type = "";
        }
        String area = text("area", AREA_LENGTH_MAX);
        if (!area.isEmpty() && !site.hasArea(area)) {
            wrong("area", "areas.yaml 中的路径；以设备所在区域为准", "a path of areas.yaml; the device's own counts");
            area = "";
        }
        Place place = place();
        boolean elsewhere = !area.isEmpty() || place.isKnown();
        return new PersonReport(
                pseudonyms.code(device.id(), id.isEmpty() ? "at " + message.hubTimeMs() : id),
                type.isEmpty() ? Procedure.OTHER : type,
                elsewhere ? area : device.area(),
                elsewhere ? place : device.place(),
                text("text", PersonReport.TEXT_LENGTH_MAX),
                text("reporter", PersonReport.REPORTER_LENGTH_MAX));
    }

    /** A text without control characters and halves of characters, empty where there is none; too long a one is cut. */
    private String text(String field, int lengthMax) {
        Scalar value = fields.get(field);
        if (value == null) {
            return "";
        }
        if (value.kind() != Scalar.Kind.TEXT) {
            wrong(field, "不超过 " + lengthMax + " 个字符的文本", "a text of up to " + lengthMax + " characters");
            return "";
        }
        String text = value.text().replaceAll("[\\p{Cntrl}\\p{Cs}]", " ").strip();
        if (text.length() <= lengthMax) {
            return text;
        }
        findings.fault(
                Reason.OUT_OF_RANGE,
                new Text(
                        field + " 有 " + text.length() + " 个字符；保留 " + lengthMax + " 个",
                        field + " has " + text.length() + " characters; " + lengthMax + " are kept"));
        int end = Character.isHighSurrogate(text.charAt(lengthMax - 1)) ? lengthMax - 1 : lengthMax;
        return text.substring(0, end);
    }

    private Place place() {
        Scalar lat = fields.get("lat");
        Scalar lon = fields.get("lon");
        if (lat == null && lon == null) {
            return Place.NONE;
        }
        if (lat != null && lon != null && isDegrees(lat, 90) && isDegrees(lon, 180)) {
            return new Place(lat.number(), lon.number());
        }
        findings.fault(
                Reason.OUT_OF_RANGE,
                new Text(
                        "lat 和 lon 须都为度数，分别在 -90 至 90 和 -180 至 180 之间（WGS 84）",
                        "lat and lon must both be degrees, from -90 to 90 and from -180 to 180 (WGS 84)"));
        return Place.NONE;
    }

    private static boolean isDegrees(Scalar value, double max) {
        return value.kind() == Scalar.Kind.NUMBER && Math.abs(value.number()) <= max;
    }

    private void wrong(String field, String zh, String en) {
        findings.fault(Reason.WRONG_TYPE, new Text(field + " 须为" + zh, field + " must be " + en));
    }
}
