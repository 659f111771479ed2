package org.beaconhub.gateway.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.beaconhub.rules.fact.LiveFact;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.Observation.TimeSource;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Reading;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.fact.Unreadable;
import org.beaconhub.rules.fact.Unreadable.Reason;
import org.beaconhub.rules.site.Device;
import org.jspecify.annotations.Nullable;

/**
 * What one message turns out to say, while it is being read: readings of a device at a moment, and faults. It becomes
 * facts at the end, because only then is it known whether the message may be quoted.
 */
public final class Findings {
    /** Further faults of a message are only counted. */
    public static final int UNREADABLES_MAX = 16;

    private static final int READINGS_EXPECTED = 6;

    private record Fault(String device, Reason reason, Text detail) {}

    private final Message message;
    private final List<Reading> readings = new ArrayList<>(READINGS_EXPECTED);
    private final List<LiveFact> told = new ArrayList<>(0);
    private final List<Fault> faults = new ArrayList<>(0);
    private @Nullable Device device;
    private int settled;
    private int uncounted;
    private boolean confidential;
    private long observedAtMs;
    private TimeSource timeSource = TimeSource.HUB;
    private long deviceSeq = Observation.NO_SEQ;

    /** Nothing yet; the time is the hub's until the message says otherwise. */
    public Findings(Message message) {
        this.message = message;
        this.observedAtMs = message.hubTimeMs();
    }

    /** Whom what follows is about. */
    public Findings about(Device whom) {
        device = whom;
        confidential |= whom.type().measures().contains(Quantity.PLATE)
                || whom.type().measures().contains(Quantity.CARD);
        return this;
    }

    /** The message tells of plates or cards, so it may not be quoted. */
    public void confidential() {
        confidential = true;
    }

    /** One more reading of the device. */
    public void add(Reading reading) {
        readings.add(reading);
    }

    /** The readings so far. */
    public List<Reading> readings() {
        return readings;
    }

    /** The readings so far were whole: what follows them in the text has been seen. */
    void settle() {
        settled = readings.size();
    }

    /**
     * The text breaks off or is damaged. A number may have lost its last digits, so what was read last, the message's
     * number and its time do not count.
     */
    void broken(Text detail) {
        readings.subList(settled, readings.size()).clear();
        deviceSeq = Observation.NO_SEQ;
        observedAtMs = message.hubTimeMs();
        timeSource = TimeSource.HUB;
        fault(Reason.MALFORMED, detail);
    }

    /** The device's own number of the message, from 0. */
    public void deviceSeq(String field, Scalar value) {
        double number = value.number();
        if (value.kind() != Scalar.Kind.NUMBER || number != Math.rint(number)) {
            fault(Reason.WRONG_TYPE, value.instead(field + " 须为从 0 起的整数", field + " must be a whole number from 0"));
        } else if (number < 0 || number > 1L << 53) {
            fault(Reason.OUT_OF_RANGE, value.instead(field + " 须在 0 至 2^53 之间", field + " must be from 0 to 2^53"));
        } else {
            deviceSeq = (long) number;
        }
    }

    /** The device's time: milliseconds since 1970 UTC, or RFC 3339 text. */
    public void observedAt(String field, Scalar value) {
        switch (value.kind()) {
            case NUMBER -> observedAtMs(field, value.number(), value);
            case TEXT -> {
                OptionalLong ms = DeviceTime.rfc3339(value.text());
                if (ms.isPresent()) {
                    observedAtMs(field, (double) ms.getAsLong(), value);
                } else {
                    fault(
                            Reason.TIME_IMPLAUSIBLE,
                            hubsTime(value.instead(
                                    field + " 须形如 2027-01-15T08:00:00Z",
                                    field + " must be like 2027-01-15T08:00:00Z")));
                }
            }
            case NOT_FINITE, TRUTH, NOTHING, STRUCTURE ->
                fault(
                        Reason.WRONG_TYPE,
                        hubsTime(value.instead(
                                field + " 须为 1970 年以来的毫秒数或 RFC 3339 文本",
                                field + " must be milliseconds since 1970 or RFC 3339 text")));
        }
    }

    private static Text hubsTime(Text fault) {
        return new Text(fault.zh() + "；以烽台的时间为准", fault.en() + "; the hub's time counts");
    }

    private void observedAtMs(String field, double ms, Scalar value) {
        if (plausible(field, ms, value.shown())) {
            observedAtMs = Math.round(ms);
            timeSource = TimeSource.DEVICE;
        }
    }

    /** Whether a device's time can be true; where not, that is a fault, and the hub's time counts. */
    public boolean plausible(String field, double ms, Text shown) {
        if (DeviceTime.plausible(ms, message.hubTimeMs())) {
            return true;
        }
        fault(
                Reason.TIME_IMPLAUSIBLE,
                hubsTime(new Text(
                        field + " 最多可晚于烽台时间 " + message.hubTimeMs() + " 60 秒、早于它 30 天，收到 " + shown.zh(),
                        field + " must be at most 60 s after and 30 d before the hub's time " + message.hubTimeMs()
                                + ", got " + shown.en())));
        return false;
    }

    /** One more fact, as it is. */
    public void tell(LiveFact fact) {
        told.add(fact);
    }

    /**
     * One more fault.
     *
     * @param reason what kind
     * @param detail which field, what value, and what would be right; never a plate or a card
     */
    public Findings fault(Reason reason, Text detail) {
        if (faults.size() < UNREADABLES_MAX) {
            faults.add(new Fault(device == null ? "" : device.id(), reason, detail));
        } else {
            uncounted++;
        }
        return this;
    }

    /** Whether the message was of the right syntax so far; single values may still be wrong. */
    public boolean isWellFormed() {
        return faults.stream().noneMatch(fault -> fault.reason() == Reason.MALFORMED);
    }

    /** The device of an address, whom what follows is about; where there is none, that is a fault. */
    public Optional<Device> device(String dialect, String address, Optional<Device> found) {
        if (found.isPresent()) {
            about(found.get());
        } else {
            device = null;
            fault(
                    Reason.UNKNOWN_DEVICE,
                    new Text(
                            "没有方言为“" + dialect + "”、地址为“" + Scalar.shortened(address) + "”的设备；须列入 devices.yaml",
                            "no device of dialect '" + dialect + "' has the address '" + Scalar.shortened(address)
                                    + "'; devices.yaml must list it"));
        }
        return found;
    }

    /** All that was found: the observation, what else was told, and the faults. */
    public List<LiveFact> facts() {
        if (faults.isEmpty() && told.isEmpty()) {
            return device == null || readings.isEmpty() ? List.of() : List.of(observation(device));
        }
        List<LiveFact> facts = new ArrayList<>(1 + told.size() + faults.size());
        if (device != null && !readings.isEmpty()) {
            facts.add(observation(device));
        }
        facts.addAll(told);
        String excerpt = faults.isEmpty() ? "" : excerpt();
        for (Fault fault : faults) {
            facts.add(unreadable(fault, excerpt));
        }
        if (uncounted > 0) {
            Text detail = new Text(
                    "这条消息另有 " + uncounted + " 处错误；已列出前 " + UNREADABLES_MAX + " 处",
                    uncounted + " more faults in this message; the first " + UNREADABLES_MAX + " are listed");
            facts.add(unreadable(new Fault(device == null ? "" : device.id(), Reason.MALFORMED, detail), excerpt));
        }
        return List.copyOf(facts);
    }

    private Observation observation(Device whose) {
        return new Observation(whose.id(), observedAtMs, timeSource, deviceSeq, readings);
    }

    private Unreadable unreadable(Fault fault, String excerpt) {
        return new Unreadable(
                printable(message.topic()),
                fault.device(),
                fault.reason(),
                new Text(
                        printable(fault.detail().zh()), printable(fault.detail().en())),
                message.payload().length,
                excerpt);
    }

    /** The message's beginning; empty where it could show a plate or a card, also behind an escape or zero bytes. */
    private String excerpt() {
        if (confidential) {
            return "";
        }
        String text = new String(message.payload(), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        if (text.contains("plate") || text.contains("card") || text.contains("\\u") || text.indexOf('\0') >= 0) {
            return "";
        }
        int bytes = Math.min(message.payload().length, 2 * Unreadable.EXCERPT_LENGTH_MAX);
        return printable(new String(message.payload(), 0, bytes, StandardCharsets.UTF_8));
    }

    /** Control characters and halves of pairs have no place in a journal, a log or a page. */
    private static String printable(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            kept.append(Character.isISOControl(letter) || Character.isSurrogate(letter) ? '·' : letter);
        }
        return kept.toString();
    }
}
