package org.beaconhub.gateway.wire.senml;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.beaconhub.gateway.wire.Catalogue;
import org.beaconhub.gateway.wire.Findings;
import org.beaconhub.gateway.wire.Json;
import org.beaconhub.gateway.wire.Scalar;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.Observation.TimeSource;
import org.beaconhub.rules.fact.Reading;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.fact.Unreadable.Reason;

/** One SenML pack: records, each taking what it does not say itself from the base fields before it. */
final class Pack implements Json.Root {
    /** Further records are not read. */
    static final int RECORDS_MAX = 1000;
    /** Times below are relative to now, in seconds (RFC 8428, section 4.5.3). */
    static final double ABSOLUTE_FROM_S = 1 << 28;
    /** The SenML version of RFC 8428. */
    static final int VERSION = 10;

    private final Findings findings;
    private final Catalogue catalogue;
    private final Names names;
    private final long hubTimeMs;
    private final List<Group> groups = new ArrayList<>();

    private String baseName = "";
    private String baseUnit = "";
    private double baseTimeS;
    private double baseValue;
    private int records;
    private boolean abandoned;

    private record Group(String device, long atMs, TimeSource source, List<Reading> readings) {
        boolean takes(String wanted, Moment at, Reading reading) {
            return device.equals(wanted)
                    && atMs == at.ms()
                    && source == at.source()
                    && readings.stream().noneMatch(each -> each.quantity() == reading.quantity());
        }
    }

    private record Moment(long ms, TimeSource source) {}

    Pack(Findings findings, Catalogue catalogue, Names names, long hubTimeMs) {
        this.findings = findings;
        this.catalogue = catalogue;
        this.names = names;
        this.hubTimeMs = hubTimeMs;
    }

    /** One observation of each device and time, in the order of the records. */
    List<Observation> observations() {
        return groups.stream()
                .map(group -> new Observation(
                        group.device(), group.atMs(), group.source(), Observation.NO_SEQ, group.readings()))
                .toList();
    }

    @Override
    public void value(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            findings.fault(Reason.MALFORMED, new Text("SenML 包须为记录的数组", "a SenML pack must be an array of records"));
            json.skipChildren();
            return;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            records++;
            if (json.currentToken() != JsonToken.START_OBJECT) {
                findings.fault(Reason.MALFORMED, at("须为对象", "must be an object"));
                json.skipChildren();
            } else if (records > RECORDS_MAX || abandoned) {
                json.skipChildren();
            } else {
                Line line = new Line(findings);
                Json.fields(json, findings, line);
                resolve(line);
            }
        }
        if (records > RECORDS_MAX) {
            findings.fault(
                    Reason.TOO_LARGE,
                    new Text(
                            "包中有 " + records + " 条记录；最多读取 " + RECORDS_MAX + " 条",
                            "the pack has " + records + " records; at most " + RECORDS_MAX + " are read"));
        }
    }

    private void resolve(Line line) {
        if (!takeBase(line) || line.valueField.isEmpty()) {
            return;
        }
        if (!line.demanded.isEmpty()) {
            findings.fault(
                    Reason.MALFORMED,
                    at(
                            "要求理解字段“" + Scalar.shortened(line.demanded) + "”，这里不认识",
                            "asks for field '" + Scalar.shortened(line.demanded) + "' to be understood; it is not"));
            return;
        }
        if (isWrong(line.name, "n", Scalar.Kind.TEXT) || isWrong(line.unit, "u", Scalar.Kind.TEXT)) {
            return;
        }
        String unit = line.unit.kind() == Scalar.Kind.TEXT ? line.unit.text() : baseUnit;
        Optional<Names.Meaning> meaning = names.meaning(baseName, line.name.text(), unit, findings);
        if (meaning.isEmpty() || !hasRightKind(line)) {
            return;
        }
        if (line.valueField.equals("v") && line.value.kind() == Scalar.Kind.NUMBER) {
            line.value.of(line.value.number() + baseValue);
        }
        // A base unit speaks of numbers only.
        String said = line.valueField.equals("v") ? unit : "";
        catalogue
                .reading(meaning.get().quantity(), meaning.get().quantity().key(), line.value, said, findings)
                .ifPresent(reading -> add(meaning.get().device().id(), moment(line), reading));
    }

    private boolean takeBase(Line line) {
        if (line.baseVersion.kind() == Scalar.Kind.NUMBER && line.baseVersion.number() > VERSION) {
            abandoned = true;
            findings.fault(
                    Reason.UNKNOWN_VERSION,
                    at(
                            "bver 为 " + line.baseVersion.shown().zh() + "；最高支持 " + VERSION,
                            "bver is " + line.baseVersion.shown().en() + "; up to " + VERSION + " is spoken here"));
            return false;
        }
        boolean wrong = isWrong(line.baseName, "bn", Scalar.Kind.TEXT)
                || isWrong(line.baseUnit, "bu", Scalar.Kind.TEXT)
                || isWrong(line.baseTime, "bt", Scalar.Kind.NUMBER)
                || isWrong(line.baseValue, "bv", Scalar.Kind.NUMBER)
                || isWrong(line.baseVersion, "bver", Scalar.Kind.NUMBER);
        if (wrong) {
            // The records that follow would get a wrong name, time or value.
            abandoned = true;
            return false;
        }
        baseName = line.baseName.kind() == Scalar.Kind.TEXT ? line.baseName.text() : baseName;
        baseUnit = line.baseUnit.kind() == Scalar.Kind.TEXT ? line.baseUnit.text() : baseUnit;
        baseTimeS = line.baseTime.kind() == Scalar.Kind.NUMBER ? line.baseTime.number() : baseTimeS;
        baseValue = line.baseValue.kind() == Scalar.Kind.NUMBER ? line.baseValue.number() : baseValue;
        return true;
    }

    private boolean isWrong(Scalar value, String field, Scalar.Kind kind) {
        boolean wrong = value.kind() != kind && value.kind() != Scalar.Kind.NOTHING;
        if (wrong) {
            findings.fault(
                    value.kind() == Scalar.Kind.NOT_FINITE ? Reason.NOT_A_NUMBER : Reason.WRONG_TYPE,
                    at(value.instead(
                            field + " 须为" + (kind == Scalar.Kind.TEXT ? "文本" : "数字"),
                            field + " must be a " + (kind == Scalar.Kind.TEXT ? "text" : "number"))));
        }
        return wrong;
    }

    private boolean hasRightKind(Line line) {
        boolean right = switch (line.valueField) {
            case "v" -> line.value.kind() == Scalar.Kind.NUMBER || line.value.kind() == Scalar.Kind.NOT_FINITE;
            case "vs" -> line.value.kind() == Scalar.Kind.TEXT;
            case "vb" -> line.value.kind() == Scalar.Kind.TRUTH;
            default -> false;
        };
        if (!right) {
            findings.fault(
                    Reason.WRONG_TYPE,
                    at(
                            line.valueField + " 不能读取；v 须为数字，vs 须为文本，vb 须为 true 或 false",
                            line.valueField + " cannot be read; v must be a number, vs a text, vb true or false"));
        }
        return right;
    }

    private Moment moment(Line line) {
        if (isWrong(line.time, "t", Scalar.Kind.NUMBER)) {
            return new Moment(hubTimeMs, TimeSource.HUB);
        }
        double seconds = baseTimeS + line.time.number();
        if (seconds == 0) {
            return new Moment(hubTimeMs, TimeSource.HUB);
        }
        double ms = seconds * 1000 + (seconds < ABSOLUTE_FROM_S ? hubTimeMs : 0);
        return findings.plausible("record " + records + ": bt + t", ms, Text.verbatim(seconds + " s"))
                ? new Moment(Math.round(ms), TimeSource.DEVICE)
                : new Moment(hubTimeMs, TimeSource.HUB);
    }

    private void add(String device, Moment moment, Reading reading) {
        for (Group group : groups) {
            if (group.takes(device, moment, reading)) {
                group.readings().add(reading);
                return;
            }
        }
        List<Reading> readings = new ArrayList<>();
        readings.add(reading);
        groups.add(new Group(device, moment.ms(), moment.source(), readings));
    }

    private Text at(String zh, String en) {
        return new Text("第 " + records + " 条记录：" + zh, "record " + records + ": " + en);
    }

    private Text at(Text fault) {
        return at(fault.zh(), fault.en());
    }
}
