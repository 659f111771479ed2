package org.beaconhub.gateway.wire.beacon;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;
import org.beaconhub.gateway.wire.Catalogue;
import org.beaconhub.gateway.wire.Findings;
import org.beaconhub.gateway.wire.Json;
import org.beaconhub.gateway.wire.Scalar;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.fact.Unreadable.Reason;

/** One telemetry message: {@code {"seq": 12, "time": …, "readings": {…}}}. */
final class Telemetry implements Json.Fields {
    private static final int SEQ = 1;
    private static final int TIME = 2;
    private static final int READINGS = 4;

    private final Catalogue catalogue;
    private final Findings findings;
    private final Scalar value = new Scalar();
    /** Bits of the top-level fields that were there. */
    private int fieldsSeen;
    /** Bits of the quantities that were there, by ordinal. */
    private long quantitiesSeen;

    Telemetry(Catalogue catalogue, Findings findings) {
        this.catalogue = catalogue;
        this.findings = findings;
    }

    void read(byte[] payload) {
        Json.object(payload, findings, this);
        if (findings.isWellFormed() && quantitiesSeen == 0) {
            findings.fault(
                    Reason.MALFORMED,
                    new Text(
                            "须有 readings，且至少一项，如 {\"temperature\": 21.3}",
                            "readings must be there with at least one, as in {\"temperature\": 21.3}"));
        }
    }

    @Override
    public void field(JsonParser json, String name) throws IOException {
        switch (name) {
            case "readings" -> {
                if (isFirst(json, name, READINGS)) {
                    readings(json);
                }
            }
            case "time" -> {
                if (isFirst(json, name, TIME)) {
                    findings.observedAt(name, value.take(json));
                }
            }
            case "seq" -> {
                if (isFirst(json, name, SEQ)) {
                    findings.deviceSeq(name, value.take(json));
                }
            }
            default -> json.skipChildren();
        }
    }

    private boolean isFirst(JsonParser json, String name, int bit) throws IOException {
        boolean first = (fieldsSeen & bit) == 0;
        fieldsSeen |= bit;
        if (!first) {
            Json.repeated(json, name, findings);
        }
        return first;
    }

    private void readings(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            findings.fault(Reason.WRONG_TYPE, value.take(json).instead("readings 须为对象", "readings must be an object"));
            return;
        }
        Json.fields(json, findings, this::reading);
    }

    private void reading(JsonParser json, String name) throws IOException {
        Optional<Quantity> known = Catalogue.quantity(name, findings);
        if (known.isEmpty()) {
            json.skipChildren();
            return;
        }
        Quantity quantity = known.get();
        long bit = 1L << quantity.ordinal();
        if ((quantitiesSeen & bit) != 0) {
            Json.repeated(json, name, findings);
            return;
        }
        quantitiesSeen |= bit;
        catalogue.read(json, quantity, value, findings).ifPresent(findings::add);
    }
}
