package org.beaconhub.gateway.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.clock.SystemClock;
import org.beaconhub.gateway.wire.Dialects;
import org.beaconhub.gateway.wire.Directory;
import org.beaconhub.gateway.wire.Message;
import org.beaconhub.gateway.wire.Pseudonyms;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.DeliveryReport;
import org.beaconhub.rules.fact.Label;
import org.beaconhub.rules.fact.LiveFact;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.Reading;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.TimePassed;
import org.beaconhub.rules.fact.Unit;
import org.beaconhub.rules.fact.Unreadable;
import org.beaconhub.rules.site.Parsed;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.source.Problem;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code beacon codec try}: shows what the hub would read from one message. */
@CommandLine.Command(
        name = "try",
        mixinStandardHelpOptions = true,
        description = "Shows what the hub would read from one message; nothing is sent or stored.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all of it was read, or it does not concern the hub",
            "1:something in it could not be read",
            "2:the site or the message could not be opened"
        })
public final class CodecTry implements Callable<Integer> {
    private static final int ALL_READ = 0;
    private static final int SOME_UNREADABLE = 1;
    private static final int NOT_OPENED = 2;

    /** Pseudonyms of a trial match no hub's: plates and cards cannot be looked up with it. */
    private static final byte[] TRIAL_KEY = new byte[Pseudonyms.KEY_BYTES_MIN];

    private final InputStream in;
    private final PrintStream out;
    private final Clock clock;

    @Option(names = "--site", paramLabel = "DIR", required = true, description = "Folder of the site that lists the devices.")
    private Path site = Path.of("site");

    @Option(names = "--topic", paramLabel = "T", required = true, description = "MQTT topic that the message came on.")
    private String topic = "";

    @Parameters(paramLabel = "FILE", description = "File with the payload, or - for the standard input.")
    private String file = "-";

    /** Reads the standard input and writes to the standard output. */
    public CodecTry() {
        this(System.in, System.out, new SystemClock());
    }

    CodecTry(InputStream in, PrintStream out, Clock clock) {
        this.in = in;
        this.out = out;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        byte[] payload;
        Parsed parsed;
        try {
            parsed = Site.parse(SiteFiles.read(site));
            payload = file.equals("-") ? in.readAllBytes() : Files.readAllBytes(Path.of(file));
        } catch (IOException e) {
            out.println("cannot be opened: " + e.getMessage());
            return NOT_OPENED;
        }
        return switch (parsed) {
            case Parsed.Valid valid -> show(valid.site(), payload);
            case Parsed.Invalid invalid -> {
                invalid.problems().forEach(this::show);
                yield NOT_OPENED;
            }
        };
    }

    private int show(Site valid, byte[] payload) {
        Message message = new Message(topic, payload, clock.nowMs());
        List<LiveFact> facts = Dialects.standard(new Pseudonyms(TRIAL_KEY)).decode(message, new Directory(valid));
        if (facts.isEmpty()) {
            out.println("nothing: the message says nothing that concerns the hub");
        }
        facts.forEach(this::show);
        return facts.stream().anyMatch(Unreadable.class::isInstance) ? SOME_UNREADABLE : ALL_READ;
    }

    private void show(Problem problem) {
        out.println(problem);
    }

    private void show(LiveFact fact) {
        switch (fact) {
            case Observation observation -> show(observation);
            case Unreadable unreadable ->
                out.println("unreadable " + unreadable.reason() + of(unreadable.device()) + ": " + unreadable.detail());
            case DeliveryReport report ->
                out.println("delivery of " + report.notice() + " over " + report.channel() + ": " + report.result());
            case Command _, TimePassed _, SiteChanged _ -> throw new IllegalStateException("no device sends " + fact);
        }
    }

    private void show(Observation observation) {
        String clockOf = observation.timeSource() == Observation.TimeSource.DEVICE ? "the device's" : "the hub's";
        String number = observation.deviceSeq() == Observation.NO_SEQ ? "" : ", number " + observation.deviceSeq();
        out.println("observation of " + observation.device() + " at " + Instant.ofEpochMilli(observation.observedAtMs())
                + " by " + clockOf + " clock" + number);
        observation.readings().forEach(this::show);
    }

    private void show(Reading reading) {
        String key = "  " + reading.quantity().key() + " = ";
        switch (reading) {
            case Measurement measurement -> out.println(key + value(measurement));
            case Label label -> out.println(key + label.text());
        }
    }

    private static String value(Measurement measurement) {
        Unit unit = measurement.quantity().unit();
        if (unit == Unit.FLAG) {
            return measurement.value() == 0 ? "no" : "yes";
        }
        return measurement.value() + " " + unit.symbol() + (measurement.plausible() ? "" : " (implausible, kept)");
    }

    private static String of(String device) {
        return device.isEmpty() ? "" : " of " + device;
    }
}
