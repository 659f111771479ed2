package org.beaconhub.gateway.wire;

import java.util.List;
import org.beaconhub.gateway.wire.beacon.BeaconDialect;
import org.beaconhub.gateway.wire.chirpstack.ChirpstackDialect;
import org.beaconhub.gateway.wire.senml.SenmlDialect;
import org.beaconhub.gateway.wire.zigbee2mqtt.Zigbee2MqttDialect;
import org.beaconhub.rules.fact.LiveFact;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.fact.Unreadable;

/** All dialects that the hub understands, chosen by topic. */
public final class Dialects {
    /** Larger payloads are not read. */
    public static final int PAYLOAD_BYTES_MAX = 256 * 1024;

    private final List<Dialect> all;

    /** These dialects; the first that speaks a topic reads it. */
    public Dialects(List<Dialect> all) {
        this.all = List.copyOf(all);
    }

    /**
     * The dialects of this release.
     *
     * @param pseudonyms what stands in for plates and cards
     */
    public static Dialects standard(Pseudonyms pseudonyms) {
        return new Dialects(List.of(
                new BeaconDialect(pseudonyms),
                new SenmlDialect(pseudonyms),
                new Zigbee2MqttDialect(pseudonyms),
                new ChirpstackDialect(pseudonyms)));
    }

    /** Every topic filter to subscribe to. */
    public List<String> filters() {
        return all.stream()
                .flatMap(dialect -> dialect.filters().stream())
                .distinct()
                .toList();
    }

    /** The names that device types may give in {@code dialect:}. */
    public List<String> names() {
        return all.stream().map(Dialect::name).toList();
    }

    /** What a message says; what cannot be read is a fact too. Never throws. */
    public List<LiveFact> decode(Message message, Directory directory) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).speaks(message.topic())) {
                return decode(all.get(i), message, directory);
            }
        }
        return unreadable(
                message,
                Unreadable.Reason.UNKNOWN_TOPIC,
                new Text("没有方言读取这个主题；可读的主题为 " + filters(), "no dialect reads this topic; they read " + filters()));
    }

    private static List<LiveFact> decode(Dialect dialect, Message message, Directory directory) {
        if (!dialect.heeds(message.topic())) {
            return List.of();
        }
        int sizeBytes = message.payload().length;
        if (sizeBytes > PAYLOAD_BYTES_MAX) {
            return unreadable(
                    message,
                    Unreadable.Reason.TOO_LARGE,
                    new Text(
                            "内容有 " + sizeBytes + " 字节；最多读取 " + PAYLOAD_BYTES_MAX + " 字节",
                            "the payload has " + sizeBytes + " bytes; at most " + PAYLOAD_BYTES_MAX + " are read"));
        }
        try {
            return dialect.decode(message, directory);
        } catch (RuntimeException e) {
            // A dialect's bug must not stop the stream: one message that is never acknowledged blocks those behind it.
            return unreadable(
                    message,
                    Unreadable.Reason.INTERNAL,
                    new Text(
                            "方言 " + dialect.name() + " 的程序出错：" + e.getClass().getName(),
                            "dialect " + dialect.name() + " failed with "
                                    + e.getClass().getName()));
        }
    }

    private static List<LiveFact> unreadable(Message message, Unreadable.Reason reason, Text detail) {
        return new Findings(message).fault(reason, detail).facts();
    }
}
