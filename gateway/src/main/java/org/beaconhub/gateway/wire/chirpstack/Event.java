package org.beaconhub.gateway.wire.chirpstack;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.beaconhub.gateway.wire.Catalogue;
import org.beaconhub.gateway.wire.Findings;
import org.beaconhub.gateway.wire.Json;
import org.beaconhub.gateway.wire.Scalar;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.fact.Unreadable.Reason;

/** One event of a device: its fields outside the decoded object. */
final class Event implements Json.Fields {
    private final Kind kind;
    private final Catalogue catalogue;
    private final Findings findings;
    private final Decoded decoded;
    private final Scalar value = new Scalar();
    private final Scalar batteryLevel = new Scalar();
    private final Scalar gatewayTime = new Scalar();
    private final Set<String> seen = new HashSet<>();
    private double rssiMax = Double.NEGATIVE_INFINITY;
    private boolean batteryKnown = true;
    private boolean hasData;

    /** The events that concern the hub. */
    enum Kind {
        /** A device sent something. */
        UP,
        /** A device told its battery and margin. */
        STATUS,
        /** A device joined the network. */
        JOIN;

        static Optional<Kind> of(String level) {
            for (Kind kind : values()) {
                if (kind.name().toLowerCase(Locale.ROOT).equals(level)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    Event(Kind kind, Catalogue catalogue, Findings findings) {
        this.kind = kind;
        this.catalogue = catalogue;
        this.findings = findings;
        this.decoded = new Decoded(catalogue, findings);
    }

    void read(byte[] payload) {
        Json.object(payload, findings, this);
        if (!seen.contains("time") && gatewayTime.kind() == Scalar.Kind.TEXT) {
            findings.observedAt("rxInfo.time", gatewayTime);
        }
        switch (kind) {
            case UP -> finishUplink();
            case STATUS -> finishStatus();
            case JOIN -> {
                if (findings.isWellFormed()) {
                    add(Quantity.ONLINE, "join", value.truth(1));
                }
            }
        }
    }

    @Override
    public void field(JsonParser json, String name) throws IOException {
        if (!seen.add(name)) {
            Json.repeated(json, name, findings);
            return;
        }
        switch (name) {
            case "time" -> findings.observedAt(name, value.take(json));
            case "fCnt" -> findings.deviceSeq(name, value.take(json));
            case "rxInfo" -> rxInfo(json);
            case "data" ->
                hasData = value.take(json).kind() == Scalar.Kind.TEXT
                        && !value.text().isEmpty();
            case "object" -> decoded.read(json);
            case "objectJSON" -> objectText(json);
            case "batteryLevel" -> batteryLevel.take(json);
            case "batteryLevelUnavailable", "externalPowerSource" ->
                batteryKnown &= value.take(json).kind() != Scalar.Kind.TRUTH || value.number() == 0;
            default -> json.skipChildren();
        }
    }

    private void finishUplink() {
        if (rssiMax > Double.NEGATIVE_INFINITY) {
            add(Quantity.RSSI, "rxInfo.rssi", value.of(rssiMax));
        }
        if (hasData && !decoded.wasThere()) {
            findings.fault(
                    Reason.MALFORMED,
                    new Text(
                            "缺少 object：ChirpStack 的设备配置须有解码数据的 codec",
                            "object is missing: the device profile in ChirpStack needs a codec that decodes the data"));
        }
    }

    private void finishStatus() {
        if (batteryKnown && batteryLevel.kind() != Scalar.Kind.NOTHING) {
            add(Quantity.BATTERY, "batteryLevel", batteryLevel);
        }
    }

    private void add(Quantity quantity, String field, Scalar given) {
        if (findings.readings().stream().noneMatch(each -> each.quantity() == quantity)) {
            catalogue.reading(quantity, field, given, "", findings).ifPresent(findings::add);
        }
    }

    /** The strongest gateway's signal, and the first one's time for version 3, which has no other. */
    private void rxInfo(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == JsonToken.START_OBJECT) {
                Json.fields(json, findings, this::gateway);
            } else {
                json.skipChildren();
            }
        }
    }

    private void gateway(JsonParser json, String name) throws IOException {
        if (name.equals("rssi")) {
            if (value.take(json).kind() == Scalar.Kind.NUMBER) {
                rssiMax = Math.max(rssiMax, value.number());
            } else if (value.kind() != Scalar.Kind.NOTHING) {
                findings.fault(
                        Reason.WRONG_TYPE,
                        value.instead("rxInfo.rssi 须为以 dBm 计的数", "rxInfo.rssi must be a number in dBm"));
            }
        } else if (name.equals("time") && gatewayTime.kind() == Scalar.Kind.NOTHING) {
            gatewayTime.take(json);
        } else {
            json.skipChildren();
        }
    }

    /** Version 3 gives the decoded object as a text of JSON in one of its two forms. */
    private void objectText(JsonParser json) throws IOException {
        if (value.take(json).kind() == Scalar.Kind.TEXT && !value.text().isEmpty()) {
            Json.read(value.text().getBytes(StandardCharsets.UTF_8), findings, decoded);
        }
    }
}
