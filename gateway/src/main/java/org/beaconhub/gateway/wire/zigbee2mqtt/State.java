package org.beaconhub.gateway.wire.zigbee2mqtt;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.beaconhub.gateway.wire.Catalogue;
import org.beaconhub.gateway.wire.Findings;
import org.beaconhub.gateway.wire.Json;
import org.beaconhub.gateway.wire.Scalar;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Reading;

/**
 * A device's state: any of its properties, by the names of zigbee-herdsman-converters. Properties that mean nothing to
 * the hub are passed over, and so is {@code null}, which means "not known yet".
 */
final class State implements Json.Fields {
    /** Battery-powered devices give their voltage in millivolts, mains-powered ones in volts. */
    static final double MILLIVOLT_FROM = 1000;

    private static final Map<String, Quantity> PROPERTIES = Map.ofEntries(
            Map.entry("temperature", Quantity.TEMPERATURE),
            Map.entry("humidity", Quantity.HUMIDITY),
            Map.entry("pressure", Quantity.PRESSURE),
            Map.entry("illuminance", Quantity.ILLUMINANCE),
            Map.entry("pm25", Quantity.PM25),
            Map.entry("co2", Quantity.CO2),
            Map.entry("co", Quantity.CO),
            Map.entry("oxygen", Quantity.OXYGEN),
            Map.entry("wind_speed", Quantity.WIND_SPEED),
            Map.entry("wind_direction", Quantity.WIND_DIRECTION),
            Map.entry("smoke", Quantity.SMOKE_ALARM),
            Map.entry("carbon_monoxide", Quantity.GAS_ALARM),
            Map.entry("gas", Quantity.GAS_ALARM),
            Map.entry("water_leak", Quantity.LEAK),
            Map.entry("contact", Quantity.DOOR),
            Map.entry("garage_door_contact", Quantity.DOOR),
            Map.entry("occupancy", Quantity.MOTION),
            Map.entry("presence", Quantity.MOTION),
            Map.entry("tamper", Quantity.TAMPER),
            Map.entry("battery", Quantity.BATTERY),
            Map.entry("battery_low", Quantity.BATTERY_LOW),
            Map.entry("voltage", Quantity.VOLTAGE));

    private final Catalogue catalogue;
    private final Findings findings;
    private final Scalar value = new Scalar();
    private final Set<String> seen = new HashSet<>();

    State(Catalogue catalogue, Findings findings) {
        this.catalogue = catalogue;
        this.findings = findings;
    }

    void read(byte[] payload) {
        Json.object(payload, findings, this);
    }

    @Override
    public void field(JsonParser json, String name) throws IOException {
        Quantity quantity = PROPERTIES.get(name);
        boolean time = name.equals("last_seen");
        if (quantity == null && !time) {
            json.skipChildren();
        } else if (!seen.add(name)) {
            Json.repeated(json, name, findings);
        } else if (value.take(json).kind() == Scalar.Kind.NOTHING) {
            return;
        } else if (quantity == null) {
            findings.observedAt(name, value);
        } else {
            property(name, quantity);
        }
    }

    private void property(String name, Quantity quantity) {
        String unit = quantity == Quantity.VOLTAGE && value.number() >= MILLIVOLT_FROM ? "mV" : "";
        catalogue.reading(quantity, name, value, unit, findings).ifPresent(reading -> {
            boolean inverted = quantity == Quantity.DOOR;
            add(
                    inverted && reading instanceof Measurement contact
                            ? new Measurement(quantity, 1 - contact.value())
                            : reading);
        });
    }

    /** Two properties may mean one quantity (gas and carbon monoxide): it is true where one of them is. */
    private void add(Reading reading) {
        List<Reading> readings = findings.readings();
        for (int i = 0; i < readings.size(); i++) {
            if (readings.get(i).quantity() == reading.quantity()) {
                if (reading instanceof Measurement more && readings.get(i) instanceof Measurement first) {
                    readings.set(i, more.value() > first.value() ? more : first);
                }
                return;
            }
        }
        findings.add(reading);
    }
}
