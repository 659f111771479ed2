package org.beaconhub.sim.wire;

/** The hub's own JSON, version 1: {@code beacon/v1/{device}/telemetry}. */
public final class BeaconEncoder implements Encoder {
    @Override
    public Telegram encode(Report report) {
        JsonText json = new JsonText().open();
        json.key("seq")
                .value(report.seq())
                .key("time")
                .value(report.timeMs())
                .key("readings")
                .open();
        report.values().forEach((name, value) -> {
            json.key(name);
            switch (value) {
                case Value.Flag flag -> json.value(flag.on());
                case Value.Words words -> json.value(words.text());
                case Value.Amount amount when amount.unit().isEmpty() -> json.value(amount.number());
                case Value.Amount amount ->
                    json.open()
                            .key("value")
                            .value(amount.number())
                            .key("unit")
                            .value(amount.unit())
                            .close();
            }
        });
        json.close().close();
        return new Telegram("beacon/v1/" + report.device() + "/telemetry", json.toString(), false);
    }

    /** Whether a device is connected; a retained message, also its last will. */
    public static Telegram presence(String device, boolean online) {
        String json = new JsonText().open().key("online").value(online).close().toString();
        return new Telegram("beacon/v1/" + device + "/status", json, true);
    }

    /** Topic of the commands to an actuator. */
    public static String commands(String device) {
        return "beacon/v1/" + device + "/command";
    }

    /** An actuator's word that it did what a command says. */
    public static Telegram confirmation(String device, String id) {
        String json = new JsonText().open().key("id").value(id).close().toString();
        return new Telegram("beacon/v1/" + device + "/confirm", json, false);
    }
}
