package org.beaconhub.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.beaconhub.rules.fact.LiveFact;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Unit;
import org.beaconhub.rules.fact.Unreadable;
import org.junit.jupiter.api.Test;

/** {@code docs/protocol.md} says what the code does. */
final class ProtocolDocTest {
    /** An example: its topic in a comment, its payload in a fence; one that ends in "gives REASON…" is rejected so. */
    private static final Pattern EXAMPLE =
            Pattern.compile("`([^`\\s]+)`( gives [A-Z_, ]+)?:\\n\\n```json\\n(.*?)\\n```", Pattern.DOTALL);
    /** The quantities by which the hub speaks of itself; devices do not send them. */
    private static final Set<Quantity> OF_THE_HUB = Set.of(
            Quantity.BROKER_UP,
            Quantity.HISTORY_LAG,
            Quantity.HISTORY_STOPPED,
            Quantity.DISPATCH_FAILED,
            Quantity.RECORDS_STOPPED,
            Quantity.DISK_FREE,
            Quantity.JOURNAL_BLOCKED,
            Quantity.CLOCK_STEP,
            Quantity.QUARANTINED,
            Quantity.FWI,
            Quantity.FFMC,
            Quantity.DMC,
            Quantity.DC,
            Quantity.HOURLY_FFMC,
            Quantity.HOURLY_ISI,
            Quantity.HOURLY_FWI,
            Quantity.ISI,
            Quantity.BUI,
            Quantity.FIRE_DANGER);

    private final String doc = doc();

    private static String doc() {
        try {
            return Files.readString(Path.of("../docs/protocol.md"));
        } catch (IOException e) {
            throw new AssertionError("run from the module's folder", e);
        }
    }

    @Test
    void everyQuantityStandsThereWithItsUnitsAndRange() {
        for (Quantity quantity : Quantity.values()) {
            if (!OF_THE_HUB.contains(quantity)) {
                assertThat(doc).contains(row(quantity));
            }
        }
    }

    @Test
    void everyReasonStandsThere() {
        for (Unreadable.Reason reason : Unreadable.Reason.values()) {
            assertThat(doc).contains("| `" + reason + "` |");
        }
    }

    @Test
    void theLimitsStandThere() {
        assertThat(doc)
                .contains("at most " + Dialects.PAYLOAD_BYTES_MAX / 1024 + " KiB")
                .contains("deeper than " + Json.NESTING_MAX)
                .contains(Json.NUMBER_LENGTH_MAX + " characters")
                .contains(DeviceTime.AHEAD_MAX_MS / 1000 + " s after")
                .contains(DeviceTime.BEHIND_MAX_MS / 86_400_000 + " days before")
                .contains("first " + Findings.UNREADABLES_MAX + " faults");
    }

    @Test
    void everyExampleIsReadAsItSays() {
        List<String> tried = new ArrayList<>();
        Matcher example = EXAMPLE.matcher(doc);
        while (example.find()) {
            String topic = example.group(1);
            List<LiveFact> facts = WireSite.decode(topic, example.group(3));
            String said = example.group(2) == null ? "" : example.group(2).replace(" gives ", "");
            assertThat(WireSite.reasons(facts).stream().map(Enum::name).collect(Collectors.joining(", ")))
                    .as(example.group())
                    .isEqualTo(said);
            assertThat(facts).as(example.group()).isNotEmpty();
            tried.add(topic);
        }
        assertThat(tried).hasSizeGreaterThanOrEqualTo(9);
    }

    private static String row(Quantity quantity) {
        String range = quantity.unit() == Unit.FLAG || quantity.unit() == Unit.TEXT
                ? "–"
                : plain(quantity.min()) + " … " + plain(quantity.max());
        String units = Stream.of(Unit.values())
                .filter(unit -> unit.base() == quantity.unit())
                .map(unit -> unit.names().stream().map(name -> "`" + name + "`").collect(Collectors.joining(" ")))
                .collect(Collectors.joining(", "));
        return "| `" + quantity.key() + "` | " + units + " | " + range + " |";
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
