package org.beaconhub.sim.load;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What to load, and how hard.
 *
 * @param host the broker's host
 * @param port the broker's port
 * @param user user name, or empty for none
 * @param password password, or empty
 * @param devices ids of the devices that speak, in turn
 * @param connections MQTT connections that the devices share
 * @param rate messages a second over all connections, or {@link #RATE_MAX} for as fast as it goes
 * @param payloadBytes size of a payload, in bytes; blanks fill it up
 * @param inFlightMax unacknowledged messages of a connection before it waits
 * @param ledger file of what the broker acknowledged, one line {@code device,seq} each; null for none
 * @param seqStart first number of every device
 */
public record LoadOptions(
        String host,
        int port,
        String user,
        String password,
        List<String> devices,
        int connections,
        double rate,
        int payloadBytes,
        int inFlightMax,
        @Nullable Path ledger,
        long seqStart) {
    /** As fast as it goes. */
    public static final double RATE_MAX = Double.POSITIVE_INFINITY;
    /** MQTT has 65,535 packet numbers a connection. */
    static final int IN_FLIGHT_MAX = 65_535;

    private static final int CONNECTIONS_MAX = 10_000;
    private static final int PAYLOAD_BYTES_MAX = 256 * 1024;

    /** Rejects what cannot be done. */
    public LoadOptions {
        devices = List.copyOf(devices);
        check(!devices.isEmpty(), "devices", "at least one", devices.size());
        check(connections > 0 && connections <= CONNECTIONS_MAX, "connections", "1 to " + CONNECTIONS_MAX, connections);
        check(rate > 0, "rate", "above 0 messages/s", rate);
        check(payloadBytes <= PAYLOAD_BYTES_MAX, "payload", "at most " + PAYLOAD_BYTES_MAX + " bytes", payloadBytes);
        check(inFlightMax > 0 && inFlightMax <= IN_FLIGHT_MAX, "in flight", "1 to " + IN_FLIGHT_MAX, inFlightMax);
        check(seqStart >= 0, "first number", "not below 0", seqStart);
    }

    private static void check(boolean right, String what, String wanted, Number found) {
        if (!right) {
            throw new IllegalArgumentException(what + " must be " + wanted + ", found " + found);
        }
    }

    /** As fast as it goes: 200-byte payloads of {@code load-0} and so on, over two connections, without a ledger. */
    public static LoadOptions of(String host, int port, int devices) {
        List<String> ids =
                IntStream.range(0, devices).mapToObj(i -> "load-" + i).toList();
        return new LoadOptions(host, port, "", "", ids, 2, RATE_MAX, 200, 2000, null, 1);
    }

    /** The same, by somebody. */
    public LoadOptions as(String newUser, String newPassword) {
        return new LoadOptions(
                host,
                port,
                newUser,
                newPassword,
                devices,
                connections,
                rate,
                payloadBytes,
                inFlightMax,
                ledger,
                seqStart);
    }

    /** The same at another rate, in messages a second. */
    public LoadOptions at(double newRate) {
        return new LoadOptions(
                host, port, user, password, devices, connections, newRate, payloadBytes, inFlightMax, ledger, seqStart);
    }

    /** The same over so many connections. */
    public LoadOptions over(int newConnections) {
        return new LoadOptions(
                host, port, user, password, devices, newConnections, rate, payloadBytes, inFlightMax, ledger, seqStart);
    }

    /** The same with payloads of so many bytes. */
    public LoadOptions sized(int newPayloadBytes) {
        return new LoadOptions(
                host, port, user, password, devices, connections, rate, newPayloadBytes, inFlightMax, ledger, seqStart);
    }

    /** The same with a ledger. */
    public LoadOptions keeping(@Nullable Path newLedger) {
        return new LoadOptions(
                host, port, user, password, devices, connections, rate, payloadBytes, inFlightMax, newLedger, seqStart);
    }

    /** The same with devices that have counted already. */
    public LoadOptions from(long newSeqStart) {
        return new LoadOptions(
                host, port, user, password, devices, connections, rate, payloadBytes, inFlightMax, ledger, newSeqStart);
    }

    /** The same with other devices. */
    public LoadOptions with(List<String> newDevices) {
        return new LoadOptions(
                host, port, user, password, newDevices, connections, rate, payloadBytes, inFlightMax, ledger, seqStart);
    }
}
