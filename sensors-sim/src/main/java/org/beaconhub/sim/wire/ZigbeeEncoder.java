package org.beaconhub.sim.wire;

import java.util.Map;

/**
 * Zigbee2MQTT: the device's state under its friendly name, with the names of its exposes, no time and no counter. The
 * radio is told as link quality, 0 to 255.
 */
final class ZigbeeEncoder implements Encoder {
    private static final Map<String, String> EXPOSES =
            Map.of("smoke_alarm", "smoke", "door", "contact", "gas_alarm", "gas");
    private static final double WEAKEST_DBM = -100;
    private static final double LQI_PER_DB = 3.2;

    @Override
    public Telegram encode(Report report) {
        JsonText json = new JsonText().open();
        report.values().forEach((name, value) -> {
            switch (value) {
                case Value.Flag flag -> {
                    // A contact is true while the door is shut.
                    boolean on = name.equals("door") ? !flag.on() : flag.on();
                    json.key(EXPOSES.getOrDefault(name, name)).value(on);
                }
                case Value.Words words -> json.key(name).value(words.text());
                case Value.Amount amount
                when name.equals("rssi") ->
                    json.key("linkquality")
                            .value((long) Math.clamp((amount.number() - WEAKEST_DBM) * LQI_PER_DB, 0, 255));
                case Value.Amount amount -> json.key(name).value(amount.number());
            }
        });
        return new Telegram("zigbee2mqtt/" + report.address(), json.close().toString(), false);
    }
}
