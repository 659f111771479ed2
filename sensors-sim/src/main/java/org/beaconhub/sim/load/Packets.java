package org.beaconhub.sim.load;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The few packets of MQTT 3.1.1 that a publisher needs. */
final class Packets {
    /** First byte of the broker's answers. */
    static final int CONNACK = 0x20;

    static final int PUBACK = 0x40;
    static final int PINGRESP = 0xD0;
    static final byte[] PINGREQ = {(byte) 0xC0, 0};
    static final byte[] DISCONNECT = {(byte) 0xE0, 0};

    private static final int CLEAN_SESSION = 0x02;
    private static final int USER = 0x80;
    private static final int PASSWORD = 0x40;

    private Packets() {}

    static byte[] connect(String clientId, String user, String password, int keepAliveSeconds) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        text(body, "MQTT".getBytes(StandardCharsets.UTF_8));
        body.write(4);
        body.write(CLEAN_SESSION | (user.isEmpty() ? 0 : USER) | (user.isEmpty() || password.isEmpty() ? 0 : PASSWORD));
        body.write(keepAliveSeconds >>> 8);
        body.write(keepAliveSeconds);
        text(body, clientId.getBytes(StandardCharsets.UTF_8));
        if (!user.isEmpty()) {
            text(body, user.getBytes(StandardCharsets.UTF_8));
            if (!password.isEmpty()) {
                text(body, password.getBytes(StandardCharsets.UTF_8));
            }
        }
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(0x10);
        length(packet, body.size());
        packet.writeBytes(body.toByteArray());
        return packet.toByteArray();
    }

    /** MQTT's length: seven bits a byte, the lowest first. */
    static void length(ByteArrayOutputStream out, int length) {
        int rest = length;
        do {
            int low = rest & 0x7F;
            rest >>>= 7;
            out.write(rest > 0 ? low | 0x80 : low);
        } while (rest > 0);
    }

    static void text(ByteArrayOutputStream out, byte[] utf8) {
        out.write(utf8.length >>> 8);
        out.write(utf8.length);
        out.writeBytes(utf8);
    }
}
