package org.beaconhub.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.beaconhub.rules.fact.Unreadable;
import org.beaconhub.rules.fact.Unreadable.Reason;
import org.junit.jupiter.api.Test;

/** Whatever a message is not read for, an operator is told in Chinese and in English. */
final class FaultWordsTest {
    private static final List<String> TOPICS = List.of(
            "beacon/v1/node-1/telemetry",
            "beacon/v1/gate-1/telemetry",
            "beacon/v1/siren-1/status",
            "beacon/v1/siren-1/confirm",
            "beacon/v1/node-1/answer",
            "beacon/v1/node-1/report",
            "beacon/v2/node-1/telemetry",
            "beacon/v1/node-1/nonsense",
            "beacon/v1/nobody/telemetry",
            "senml/nobody",
            "senml/urn:dev:ow:10e2073a01080063",
            "zigbee2mqtt/nobody",
            "zigbee2mqtt/kitchen/smoke",
            "zigbee2mqtt/kitchen/smoke/availability",
            "application/1/device/24E124ABCDEF0001/event/up",
            "application/1/device/24E124ABCDEF0001/event/nonsense",
            "tele/x/SENSOR");
    private static final List<String> PAYLOADS = List.of(
            "",
            " ",
            "{",
            "7",
            "[]",
            "[7]",
            "{} {}",
            "{\"a\": 1, \"readings\": 1, \"readings\": 2}",
            "{\"seq\": 1.5, \"time\": \"noon\", \"readings\": {\"temprature\": 1}}",
            "{\"seq\": -1, \"time\": 5, \"readings\": {\"temperature\": \"hot\"}}",
            "{\"time\": true, \"readings\": {\"temperature\": NaN, \"flame\": 7, \"smoke\": {\"value\": 1, \"unit\": 2}}}",
            "{\"readings\": {\"temperature\": {\"value\": 1, \"unit\": \"furlong\"}, \"humidity\": 900}}",
            "{\"id\": 7, \"incident\": 7, \"online\": 7, \"type\": 7, \"area\": \"nowhere\", \"lat\": 1}",
            "{\"id\": \"N1-0-none\", \"type\": \"nonsense\", \"text\": \"" + "x".repeat(3_000) + "\"}",
            "{\"state\": 7, \"battery\": \"low\", \"data\": \"AA==\", \"rxInfo\": [{\"rssi\": \"strong\"}]}",
            "{\"data\": \"AA==\", \"object\": 7, \"readings\": {\"card\": \"\", \"door\": {\"value\": 1, \"unit\": \"m\"}}}",
            "{\"readings\": {\"temperature\": " + "9".repeat(200) + ", \"card\": {\"value\": \"A\", \"unit\": \"m\"}}}",
            "[{\"bn\": 7, \"v\": 1}]",
            "[{\"bver\": 99, \"v\": 1}]",
            "[{\"n\": 7, \"v\": 1}, {\"n\": \"x\", \"v\": 1, \"vs\": \"y\"}, {\"n\": \"x\", \"v\": 1, \"must_\": 1}, {\"vs\": 1}, {\"n\": \"temperature\", \"vs\": 1}]",
            "x".repeat(Dialects.PAYLOAD_BYTES_MAX + 1));

    private final List<String> mute = new ArrayList<>();
    private final Set<Reason> told = EnumSet.noneOf(Reason.class);

    private void judge(String topic, byte[] payload) {
        for (Unreadable fault : WireSite.faults(WireSite.decode(topic, payload, WireSite.NOW_MS))) {
            told.add(fault.reason());
            boolean isSaid = fault.detail()
                    .zh()
                    .codePoints()
                    .anyMatch(each -> Character.UnicodeScript.of(each) == Character.UnicodeScript.HAN);
            boolean isMixed = fault.detail()
                    .en()
                    .codePoints()
                    .anyMatch(each -> Character.UnicodeScript.of(each) == Character.UnicodeScript.HAN);
            if (!isSaid || isMixed) {
                mute.add(topic + " " + fault.detail());
            }
        }
    }

    @Test
    void everyFaultOfEveryDialectIsToldInBothLanguages() {
        for (String topic : TOPICS) {
            for (String payload : PAYLOADS) {
                judge(topic, payload.getBytes(StandardCharsets.UTF_8));
            }
            judge(topic, new byte[] {'{', '"', (byte) 0xff, '"', '}'});
            judge(topic, new byte[] {0, '{', 0, '}'});
        }
        assertThat(mute).isEmpty();
        assertThat(told)
                .as("for every reason that a message can give")
                .containsAll(EnumSet.complementOf(EnumSet.of(Reason.INTERNAL)));
    }
}
