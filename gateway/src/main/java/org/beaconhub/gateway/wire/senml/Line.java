package org.beaconhub.gateway.wire.senml;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.beaconhub.gateway.wire.Findings;
import org.beaconhub.gateway.wire.Json;
import org.beaconhub.gateway.wire.Scalar;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.fact.Unreadable.Reason;

/** The fields of one SenML record as they stand there (RFC 8428, table 1). */
final class Line implements Json.Fields {
    private final Findings findings;
    private final Set<String> seen = new HashSet<>();

    final Scalar baseName = new Scalar();
    final Scalar baseTime = new Scalar();
    final Scalar baseUnit = new Scalar();
    final Scalar baseValue = new Scalar();
    final Scalar baseVersion = new Scalar();
    final Scalar name = new Scalar();
    final Scalar unit = new Scalar();
    final Scalar time = new Scalar();
    /** Whatever stands in {@code v}, {@code vs}, {@code vb}. */
    final Scalar value = new Scalar();
    /** Which of them it was; empty for none. */
    String valueField = "";
    /** A field that must be understood, and is not; empty for none. */
    String demanded = "";

    Line(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void field(JsonParser json, String field) throws IOException {
        if (!seen.add(field)) {
            Json.repeated(json, field, findings);
            return;
        }
        switch (field) {
            case "bn" -> baseName.take(json);
            case "bt" -> baseTime.take(json);
            case "bu" -> baseUnit.take(json);
            case "bv" -> baseValue.take(json);
            case "bver" -> baseVersion.take(json);
            case "n" -> name.take(json);
            case "u" -> unit.take(json);
            case "t" -> time.take(json);
            case "v", "vs", "vb", "vd" -> value(json, field);
            default -> {
                if (field.endsWith("_")) {
                    demanded = field;
                }
                json.skipChildren();
            }
        }
    }

    private void value(JsonParser json, String field) throws IOException {
        if (!valueField.isEmpty()) {
            findings.fault(
                    Reason.MALFORMED,
                    new Text(
                            "一条记录只能有一个值，却有 " + valueField + " 和 " + field,
                            "a record may have one value, found " + valueField + " and " + field));
            json.skipChildren();
            return;
        }
        valueField = field;
        value.take(json);
    }
}
