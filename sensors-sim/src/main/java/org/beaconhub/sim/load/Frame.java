package org.beaconhub.sim.load;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A PUBLISH of one device, QoS 1, of which only the packet number, the counter, the time and a digit change:
 *
 * <pre>
 * | 0x32 | remaining length | topic length | topic | packet number | {"seq":       n,"time":        ms,"readings":{…}}  |
 * </pre>
 *
 * Numbers are right-aligned in blanks, which JSON allows, so nothing moves from one message to the next.
 */
final class Frame {
    private static final int PUBLISH_QOS_1 = 0x32;
    private static final int NUMBER_WIDTH = 15;
    private static final String NUMBER = " ".repeat(NUMBER_WIDTH);

    private final byte[] bytes;
    private final int packetAt;
    private final int seqAt;
    private final int timeAt;
    private final int digitAt;

    Frame(String device, int payloadBytes) {
        byte[] topic = ("beacon/v1/" + device + "/telemetry").getBytes(StandardCharsets.UTF_8);
        String start = "{\"seq\":" + NUMBER + ",\"time\":" + NUMBER + ",\"readings\":{\"temperature\":21.";
        String end = "5,\"humidity\":48.2,\"smoke\":0.05,\"co\":0.4,\"battery\":87,\"rssi\":-71}}";
        String blanks = " ".repeat(Math.max(0, payloadBytes - start.length() - end.length() - 1));
        byte[] payload = (start + "0" + end + blanks).getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(PUBLISH_QOS_1);
        Packets.length(out, 2 + topic.length + 2 + payload.length);
        Packets.text(out, topic);
        packetAt = out.size();
        out.write(0);
        out.write(0);
        int payloadAt = out.size();
        out.writeBytes(payload);
        bytes = out.toByteArray();
        seqAt = payloadAt + "{\"seq\":".length();
        timeAt = seqAt + NUMBER_WIDTH + ",\"time\":".length();
        digitAt = payloadAt + start.length();
    }

    int length() {
        return bytes.length;
    }

    /** Copies the message into a buffer and returns where it ends there. */
    int write(byte[] buffer, int at, int packet, long seq, long timeMs) {
        System.arraycopy(bytes, 0, buffer, at, bytes.length);
        buffer[at + packetAt] = (byte) (packet >>> 8);
        buffer[at + packetAt + 1] = (byte) packet;
        number(buffer, at + seqAt, seq);
        number(buffer, at + timeAt, timeMs);
        buffer[at + digitAt] = (byte) ('0' + seq % 10);
        return at + bytes.length;
    }

    private static void number(byte[] buffer, int at, long number) {
        int i = at + NUMBER_WIDTH - 1;
        long rest = number;
        do {
            buffer[i--] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0 && i >= at);
    }
}
