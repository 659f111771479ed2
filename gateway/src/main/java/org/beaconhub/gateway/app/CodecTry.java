package org.beaconhub.gateway.app;

import java.io.IOException;
import java.io.InputStream;
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
import org.beaconhub.rules.fact.ActKey;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.DeliveryReport;
import org.beaconhub.rules.fact.Label;
import org.beaconhub.rules.fact.LiveFact;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.PersonReport;
import org.beaconhub.rules.fact.Reading;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.TimePassed;
import org.beaconhub.rules.fact.Unit;
import org.beaconhub.rules.fact.Unreadable;
import org.beaconhub.rules.site.Site;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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

    /** Pseudonyms of a trial match no hub's: plates and cards cannot be looked up with it. */
    private static final byte[] TRIAL_KEY = new byte[Pseudonyms.KEY_BYTES_MIN];

    private final InputStream in;
    private final Clock clock;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--site",
            paramLabel = "DIR",
            required = true,
            description = "The folder of the site that lists the devices.")
    private Path site;

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            required = true,
            description = "The MQTT topic that the message came on.")
    private String topic;

    @Parameters(paramLabel = "FILE", description = "The file with the payload, or - for the standard input.")
    private String file;

    /** A trial of what comes on the standard input, or of a file, as of now. */
    public CodecTry() {
        this(System.in, new SystemClock());
    }

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    CodecTry(InputStream in, Clock clock) {
        this.in = in;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Site valid = SiteFiles.parse(SiteFiles.read(site));
        try {
            return show(valid, file.equals("-") ? in.readAllBytes() : Files.readAllBytes(Path.of(file)));
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "cannot read the message from " + file, e);
        }
    }

    private int show(Site valid, byte[] payload) {
        Message message = new Message(topic, payload, clock.nowMs());
        List<LiveFact> facts = Dialects.standard(new Pseudonyms(TRIAL_KEY)).decode(message, new Directory(valid));
        if (facts.isEmpty()) {
            say("nothing: the message says nothing that concerns the hub");
        }
        facts.forEach(this::show);
        return facts.stream().anyMatch(Unreadable.class::isInstance) ? SOME_UNREADABLE : ALL_READ;
    }

    private void show(LiveFact fact) {
        switch (fact) {
            case Observation observation -> show(observation);
            case Unreadable unreadable ->
                say("unreadable " + unreadable.reason() + of(unreadable.device()) + ": "
                        + unreadable.detail().en());
            case DeliveryReport report ->
                say("delivery of " + report.notice() + " over " + report.channel() + ": " + report.result());
            case Command command -> say("an act: " + command.act());
            case PersonReport report ->
                say("a person's report of '" + report.type() + "' " + where(report) + ", code " + report.code());
            case TimePassed _, SiteChanged _, ActKey _ -> throw new IllegalStateException("no device sends " + fact);
        }
    }

    private static String where(PersonReport report) {
        return report.area().isEmpty()
                ? "at " + report.place().lat() + ", " + report.place().lon()
                : "in " + report.area();
    }

    private void show(Observation observation) {
        String clockOf = observation.timeSource() == Observation.TimeSource.DEVICE ? "the device's" : "the hub's";
        String number = observation.deviceSeq() == Observation.NO_SEQ ? "" : ", number " + observation.deviceSeq();
        say("observation of " + observation.device() + " at " + Instant.ofEpochMilli(observation.observedAtMs())
                + " by " + clockOf + " clock" + number);
        observation.readings().forEach(this::show);
    }

    private void show(Reading reading) {
        String key = "  " + reading.quantity().key() + " = ";
        switch (reading) {
            case Measurement measurement -> say(key + value(measurement));
            case Label label -> say(key + label.text());
        }
    }

    private static String value(Measurement measurement) {
        Unit unit = measurement.quantity().unit();
        if (unit == Unit.FLAG) {
            return measurement.value() == 0 ? "no" : "yes";
        }
        return measurement.value() + " " + unit.symbol() + (measurement.plausible() ? "" : " (implausible, kept)");
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
    }

    private static String of(String device) {
        return device.isEmpty() ? "" : " of " + device;
    }
}
