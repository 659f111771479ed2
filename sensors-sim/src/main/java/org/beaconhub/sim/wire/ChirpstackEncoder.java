package org.beaconhub.sim.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** ChirpStack v4, JSON marshaler: an uplink with the object that the device profile's codec made of it. */
final class ChirpstackEncoder implements Encoder {
    private static final String APPLICATION = "5f0b2c1e-7a64-4b5e-9d1f-2f6c1f0a8b11";
    private static final String TENANT = "52f14cd4-c6f1-4fbd-8f87-4025e1d49242";
    /** LoRaWAN's frame counter has 32 bits. */
    private static final long COUNTER_MASK = 0xFFFF_FFFFL;

    @Override
    public Telegram encode(Report report) {
        String identity = report.address() + "/" + report.seq();
        byte[] frame = identity.getBytes(StandardCharsets.UTF_8);
        JsonText json = new JsonText().open();
        json.key("deduplicationId").value(UUID.nameUUIDFromBytes(frame).toString());
        json.key("time").value(Instant.ofEpochMilli(report.timeMs()).toString());
        json.key("deviceInfo").open();
        json.key("tenantId").value(TENANT).key("tenantName").value("subdistrict");
        json.key("applicationId").value(APPLICATION).key("applicationName").value("forest");
        json.key("deviceProfileName")
                .value("smoke and climate node")
                .key("deviceName")
                .value(report.device());
        json.key("devEui").value(report.address()).key("tags").open().close().close();
        json.key("devAddr")
                .value(report.address().substring(Math.max(0, report.address().length() - 8)));
        json.key("adr").value(true).key("dr").value(5);
        json.key("fCnt")
                .value(report.seq() & COUNTER_MASK)
                .key("fPort")
                .value(85)
                .key("confirmed")
                .value(false);
        json.key("data").value(Base64.getEncoder().encodeToString(frame));
        object(json, report);
        radio(json, report);
        json.close();
        return new Telegram(
                "application/" + APPLICATION + "/device/" + report.address() + "/event/up", json.toString(), false);
    }

    private static void object(JsonText json, Report report) {
        json.key("object").open();
        report.values().forEach((name, value) -> {
            if (!name.equals("rssi")) {
                switch (value) {
                    case Value.Flag flag -> json.key(name).value(flag.on());
                    case Value.Words words -> json.key(name).value(words.text());
                    case Value.Amount amount -> json.key(name).value(amount.number());
                }
            }
        });
        json.close();
    }

    private static void radio(JsonText json, Report report) {
        long dbm = report.values().get("rssi") instanceof Value.Amount amount ? Math.round(amount.number()) : -100;
        json.key("rxInfo").openList().open();
        json.key("gatewayId").value("0016c001f153a14c").key("uplinkId").value(report.seq() & COUNTER_MASK);
        json.key("rssi").value(dbm).key("snr").value(7.5).key("crcStatus").value("CRC_OK");
        json.close().closeList();
        json.key("txInfo").open().key("frequency").value(486_300_000L).close();
    }
}
