package org.beaconhub.sim.wire;

import java.util.Map;

/**
 * SenML JSON (RFC 8428): one pack, base name and base time in the first record. Units are those of the RFC's registry
 * (pressure in Pa); where the registry has none (rain) the name of RFC 8798.
 */
final class SenmlEncoder implements Encoder {
    private static final Map<String, String> UNITS = Map.of(
            "temperature", "Cel",
            "humidity", "%RH",
            "wind_speed", "m/s",
            "wind_direction", "deg",
            "rain", "mm",
            "pressure", "Pa",
            "battery", "%EL");
    private static final double PASCAL_PER_HECTOPASCAL = 100;

    @Override
    public Telegram encode(Report report) {
        JsonText json = new JsonText().openList();
        boolean first = true;
        for (Map.Entry<String, Value> each : report.values().entrySet()) {
            json.open();
            if (first) {
                json.key("bn").value(report.address() + ":").key("bt").value(report.timeMs() / 1000.0);
                first = false;
            }
            json.key("n").value(each.getKey());
            record(json, each.getKey(), each.getValue());
            json.close();
        }
        return new Telegram("senml/" + report.address(), json.closeList().toString(), false);
    }

    private static void record(JsonText json, String name, Value value) {
        switch (value) {
            case Value.Flag flag -> json.key("vb").value(flag.on());
            case Value.Words words -> json.key("vs").value(words.text());
            case Value.Amount amount -> {
                boolean pressure = name.equals("pressure") && amount.unit().isEmpty();
                String unit = amount.unit().isEmpty() ? UNITS.getOrDefault(name, "") : amount.unit();
                if (!unit.isEmpty()) {
                    json.key("u").value(unit);
                }
                json.key("v")
                        .value(pressure ? StrictMath.rint(amount.number() * PASCAL_PER_HECTOPASCAL) : amount.number());
            }
        }
    }
}
