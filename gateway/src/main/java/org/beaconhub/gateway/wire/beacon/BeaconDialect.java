package org.beaconhub.gateway.wire.beacon;

import java.util.List;
import java.util.Optional;
import org.beaconhub.gateway.wire.Catalogue;
import org.beaconhub.gateway.wire.Dialect;
import org.beaconhub.gateway.wire.Directory;
import org.beaconhub.gateway.wire.Findings;
import org.beaconhub.gateway.wire.Json;
import org.beaconhub.gateway.wire.Message;
import org.beaconhub.gateway.wire.Pseudonyms;
import org.beaconhub.gateway.wire.Scalar;
import org.beaconhub.rules.fact.LiveFact;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.fact.Unreadable.Reason;
import org.beaconhub.rules.site.Device;

/** The hub's own JSON, version 1. */
public final class BeaconDialect implements Dialect {
    private static final String NAME = "beacon";
    private static final String PREFIX = "beacon/";
    private static final String VERSION_PREFIX = PREFIX + "v1/";
    private static final String TELEMETRY = "/telemetry";
    private static final String STATUS = "/status";
    private static final String CONFIRM = "/confirm";
    private static final String ANSWER = "/answer";
    private static final String REPORT = "/report";
    private static final String COMMAND = "/command";

    private final Catalogue catalogue;
    private final Pseudonyms pseudonyms;

    /** The dialect. */
    public BeaconDialect(Pseudonyms pseudonyms) {
        this.catalogue = new Catalogue(pseudonyms);
        this.pseudonyms = pseudonyms;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** All of it, so that a misspelt topic is seen and not lost. */
    @Override
    public List<String> filters() {
        return List.of("beacon/#");
    }

    @Override
    public boolean speaks(String topic) {
        return topic.startsWith(PREFIX);
    }

    /** Commands are what the hub itself publishes. */
    @Override
    public boolean heeds(String topic) {
        return !(topic.startsWith(VERSION_PREFIX) && topic.endsWith(COMMAND));
    }

    @Override
    public List<LiveFact> decode(Message message, Directory directory) {
        String topic = message.topic();
        if (!topic.startsWith(VERSION_PREFIX)) {
            return wrongTopic(message);
        }
        int slash = topic.indexOf('/', VERSION_PREFIX.length());
        if (slash <= VERSION_PREFIX.length()) {
            return wrongTopic(message);
        }
        String address = topic.substring(VERSION_PREFIX.length(), slash);
        if (ends(topic, slash, TELEMETRY)) {
            return telemetry(message, address, directory);
        }
        if (ends(topic, slash, STATUS)) {
            return status(message, address, directory);
        }
        if (ends(topic, slash, CONFIRM)) {
            return Confirmation.decode(message, directory, address);
        }
        if (ends(topic, slash, ANSWER)) {
            return Answer.decode(message, directory, address);
        }
        if (ends(topic, slash, REPORT)) {
            return Said.decode(message, directory, address, pseudonyms);
        }
        return wrongTopic(message);
    }

    private List<LiveFact> telemetry(Message message, String address, Directory directory) {
        Findings findings = new Findings(message);
        if (find(findings, address, directory).isPresent()) {
            new Telemetry(catalogue, findings).read(message.payload());
        }
        return findings.facts();
    }

    private List<LiveFact> status(Message message, String address, Directory directory) {
        return message.payload().length == 0
                ? List.of()
                : oneField(
                        message,
                        directory,
                        address,
                        "online",
                        (findings, device, online) -> catalogue
                                .reading(Quantity.ONLINE, "online", online, "", findings)
                                .ifPresent(findings::add));
    }

    /** What the one field that matters of a device's message says. */
    @FunctionalInterface
    interface OneField {
        void says(Findings findings, Device device, Scalar value);
    }

    /** Reads a message of which one field matters, where it is well formed and of a device of the site. */
    static List<LiveFact> oneField(
            Message message, Directory directory, String address, String field, OneField meaning) {
        Findings findings = new Findings(message);
        Optional<Device> device = find(findings, address, directory);
        if (device.isPresent()) {
            Scalar value = new Scalar();
            Json.only(field, message.payload(), findings, value);
            if (findings.isWellFormed()) {
                meaning.says(findings, device.get(), value);
            }
        }
        return findings.facts();
    }

    static Optional<Device> find(Findings findings, String address, Directory directory) {
        return findings.device(NAME, address, directory.device(NAME, address));
    }

    private static boolean ends(String topic, int from, String end) {
        return topic.length() == from + end.length() && topic.startsWith(end, from);
    }

    private static List<LiveFact> wrongTopic(Message message) {
        String topic = message.topic();
        if (topic.matches("beacon/v[0-9]+/.*") && !topic.startsWith(VERSION_PREFIX)) {
            String version = topic.substring(PREFIX.length(), topic.indexOf('/', PREFIX.length()));
            return new Findings(message)
                    .fault(
                            Reason.UNKNOWN_VERSION,
                            new Text(
                                    "不支持版本“" + version + "”；支持 v1",
                                    "version '" + version + "' is not spoken here; v1 is"))
                    .facts();
        }
        return new Findings(message)
                .fault(
                        Reason.UNKNOWN_TOPIC,
                        new Text(
                                "主题须为 beacon/v1/{设备}/telemetry、…/status、…/confirm、…/answer 或 …/report，只含一个设备名",
                                "the topic must be beacon/v1/{device}/telemetry, …/status, …/confirm, …/answer or …/report,"
                                        + " with one device name"))
                .facts();
    }
}
