package org.beaconhub.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.beaconhub.rules.fact.LiveFact;
import org.beaconhub.rules.fact.Unreadable.Reason;
import org.junit.jupiter.api.Test;

/** Whatever comes in, decoding answers with facts or nothing. Seed: {@code -Dbeacon.seed=N}. */
final class DamagedMessagesTest {
    private static final int MESSAGES = 30_000;
    private static final List<String> TOPICS = List.of(
            "beacon/v1/node-1/telemetry",
            "beacon/v1/gate-1/telemetry",
            "beacon/v1/siren-1/confirm",
            "beacon/v1/node-1/status",
            "senml/urn:dev:ow:10e2073a01080063",
            "senml/senml-gate-1",
            "zigbee2mqtt/kitchen/smoke",
            "zigbee2mqtt/kitchen/smoke/availability",
            "application/1/device/24e124abcdef0001/event/up",
            "application/1/device/24e124abcdef0001/event/status");
    private static final List<String> PAYLOADS = List.of(
            "{\"seq\":12,\"time\":1799999990000,\"readings\":{\"temperature\":{\"value\":21.3,\"unit\":\"°C\"},\"smoke\":0.2}}",
            "{\"seq\":12,\"time\":\"2027-01-15T07:59:50Z\",\"readings\":{\"card\":\"SECRET77\",\"plate\":\"SECRET77\",\"door\":true}}",
            "{\"id\":\"N12-0-siren\"}",
            "{\"online\":true}",
            "[{\"bn\":\"urn:dev:ow:10e2073a01080063/\",\"bt\":1799999990,\"n\":\"temperature\",\"u\":\"Cel\",\"v\":23.1},{\"n\":\"humidity\",\"v\":40,\"t\":2}]",
            "[{\"bn\":\"senml-gate-1:\",\"n\":\"card\",\"vs\":\"SECRET77\"},{\"n\":\"door\",\"vb\":true}]",
            "{\"battery\":97,\"smoke\":true,\"contact\":false,\"last_seen\":\"2027-01-15T07:59:50Z\"}",
            "{\"state\":\"online\"}",
            "{\"time\":\"2027-01-15T07:59:58.404859+00:00\",\"fCnt\":4,\"rxInfo\":[{\"rssi\":-101}],\"object\":{\"temperature\":30.8,\"x\":{\"1\":2}},\"data\":\"AX\"}",
            "{\"batteryLevel\":75.5,\"objectJSON\":\"{\\\"temperature\\\":1}\"}");
    private static final List<String> SCRAPS = List.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"",
            "\\",
            "null",
            "NaN",
            "1e999",
            "-",
            "true",
            "\u0000",
            "\uFEFF",
            "\"readings\":",
            "/*",
            "9999999999999999999999");

    private final long seed = Long.getLong("beacon.seed", 20270115L);
    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(seed);

    @Test
    void damagedMessagesGiveFactsOrNothingAndNeverAnInternalFault() {
        for (int i = 0; i < MESSAGES; i++) {
            int kind = random.nextInt(TOPICS.size());
            byte[] payload = damaged(PAYLOADS.get(random.nextInt(8) == 0 ? random.nextInt(PAYLOADS.size()) : kind)
                    .getBytes(StandardCharsets.UTF_8));
            check(TOPICS.get(kind), payload);
        }
    }

    @Test
    void randomBytesAndTopicsToo() {
        for (int i = 0; i < MESSAGES; i++) {
            byte[] payload = new byte[random.nextInt(80)];
            random.nextBytes(payload);
            String topic = TOPICS.get(random.nextInt(TOPICS.size()));
            String cut = topic.substring(0, random.nextInt(topic.length() + 1));
            check(random.nextBoolean() ? topic : cut + (char) random.nextInt(65_536), payload);
        }
    }

    private void check(String topic, byte[] payload) {
        List<LiveFact> facts = WireSite.decode(topic, payload, WireSite.NOW_MS);
        boolean secret = topic.contains("gate-1") && facts.toString().contains("SECRET77");
        if (!secret && !WireSite.reasons(facts).contains(Reason.INTERNAL)) {
            return;
        }
        String what = "seed " + seed + ", repeat by -Dbeacon.seed=" + seed + "; topic " + topic + ", payload "
                + new String(payload, StandardCharsets.ISO_8859_1);
        assertThat(facts).as(what).isEmpty();
    }

    private byte[] damaged(byte[] payload) {
        byte[] bytes = payload;
        for (int times = random.nextInt(4); times >= 0; times--) {
            int at = random.nextInt(bytes.length + 1);
            int to = Math.min(bytes.length, at + random.nextInt(6));
            switch (random.nextInt(5)) {
                case 0 -> bytes = Arrays.copyOf(bytes, at);
                case 1 -> bytes = spliced(bytes, at, to, new byte[0]);
                case 2 -> bytes = spliced(bytes, at, at, scrap());
                case 3 -> bytes = spliced(bytes, at, to, Arrays.copyOfRange(bytes, at / 2, to));
                default -> {
                    if (at < bytes.length) {
                        bytes = bytes.clone();
                        bytes[at] = (byte) random.nextInt(256);
                    }
                }
            }
        }
        return bytes;
    }

    private byte[] scrap() {
        return SCRAPS.get(random.nextInt(SCRAPS.size())).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] middle) {
        byte[] whole = Arrays.copyOf(bytes, from + middle.length + bytes.length - to);
        System.arraycopy(middle, 0, whole, from, middle.length);
        System.arraycopy(bytes, to, whole, from + middle.length, bytes.length - to);
        return whole;
    }
}
