package org.beaconhub.gateway.wire;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.clock.SystemClock;

/** Measures how many messages of the hub's own JSON one core decodes in a second, and what it allocates. */
public final class DecodeRate {
    private static final int MESSAGES = 1 << 12;
    private static final int ROUNDS = 12;
    private static final int PASSES = 500;

    private DecodeRate() {}

    /** Runs the measurement; prints a line for each round, the first ones being warm-up. */
    public static void main(String[] args) {
        byte[][] payloads = new byte[MESSAGES][];
        for (int i = 0; i < MESSAGES; i++) {
            payloads[i] = payload(i).getBytes(StandardCharsets.UTF_8);
        }
        Clock clock = new SystemClock();
        var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        System.out.println("payload of " + payloads[0].length + " bytes: " + payload(0));
        for (int round = 1; round <= ROUNDS; round++) {
            long allocated = threads.getCurrentThreadAllocatedBytes();
            long begin = clock.steadyNanos();
            long cpu = threads.getCurrentThreadCpuTime();
            long facts = 0;
            for (int pass = 0; pass < PASSES; pass++) {
                for (byte[] payload : payloads) {
                    facts += WireSite.DIALECTS
                            .decode(
                                    new Message("beacon/v1/node-1/telemetry", payload, WireSite.NOW_MS),
                                    WireSite.DIRECTORY)
                            .size();
                }
            }
            long messages = (long) PASSES * MESSAGES;
            long nanos = clock.steadyNanos() - begin;
            cpu = threads.getCurrentThreadCpuTime() - cpu;
            allocated = threads.getCurrentThreadAllocatedBytes() - allocated;
            System.out.printf(
                    Locale.ROOT,
                    "round %d: %,.0f messages/s, %,.0f per CPU second, %d bytes allocated a message, %d facts%n",
                    round,
                    messages * 1e9 / nanos,
                    messages * 1e9 / cpu,
                    allocated / messages,
                    facts);
        }
    }

    private static String payload(int i) {
        return String.format(
                Locale.ROOT,
                "{\"seq\":%d,\"time\":%d,\"readings\":{\"temperature\":%.1f,\"humidity\":%.1f,\"smoke\":%.2f,\"co\":%.1f,"
                        + "\"battery\":%d,\"wind_speed\":%.1f,\"wind_direction\":%d,\"rssi\":%d,\"pressure\":%.1f,\"flame\":false}}",
                100_000 + i,
                WireSite.NOW_MS - i,
                15 + i % 200 / 10.0,
                40 + i % 300 / 10.0,
                i % 50 / 100.0,
                i % 70 / 10.0,
                50 + i % 50,
                i % 120 / 10.0,
                i % 360,
                -60 - i % 40,
                1000 + i % 200 / 10.0);
    }
}
