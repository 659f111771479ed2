package org.beaconhub.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.beaconhub.rules.alarm.Kind;
import org.beaconhub.rules.alarm.MoveReason;
import org.beaconhub.rules.decision.AlarmMoved;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Reading;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.site.Device;

/** Courses of what a sensor would measure, played under the rules that are shipped, at a device of the recordings' site. */
final class Signals {
    private static final Path TOP = Path.of("..");

    private final String device;
    private final Map<Quantity, DoubleUnaryOperator> courses = new EnumMap<>(Quantity.class);
    private double everyS = 10;
    private double stepOf;
    private double lostShare;

    private Signals(String device) {
        this.device = device;
    }

    /** A device of recordings/site. */
    static Signals at(String device) {
        return new Signals(device);
    }

    /** What a quantity is at a second, in the catalogue's unit. */
    Signals with(Quantity quantity, DoubleUnaryOperator course) {
        courses.put(quantity, course);
        return this;
    }

    /** How often it speaks, in seconds. */
    Signals every(double seconds) {
        everyS = seconds;
        return this;
    }

    /** It tells multiples of a step alone. */
    Signals steps(double step) {
        stepOf = step;
        return this;
    }

    /** That share of its messages is lost. */
    Signals losing(double share) {
        lostShare = share;
        return this;
    }

    private static SiteFile file(String path, Path from) {
        try {
            return new SiteFile(path, Files.readString(from));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SiteChanged site() {
        List<SiteFile> files = new ArrayList<>();
        Stream.of("site.yaml", "types.yaml", "devices.yaml")
                .forEach(name ->
                        files.add(file(name, TOP.resolve("recordings/site").resolve(name))));
        Stream.of("procedures.yaml", "rules/forest.yaml", "rules/indoor.yaml")
                .forEach(name -> files.add(file(name, TOP.resolve("site").resolve(name))));
        return new SiteChanged("start", files);
    }

    private double shown(double value) {
        return stepOf == 0 ? value : Math.rint(value / stepOf) * stepOf;
    }

    /** What was raised of the kind alarm in so many seconds, as {@code 70 indoor-heat}. */
    List<String> alarms(double seconds) {
        Story story = new Story();
        story.tell(0, site());
        story.observe(0, Device.HUB, Quantity.BROKER_UP, 1);
        assertThat(story.engine.site().devices())
                .as("the recordings' site is valid")
                .isNotEmpty();
        SplittableRandom random = new SplittableRandom(7);
        for (double second = everyS; second <= seconds; second += everyS) {
            if (random.nextDouble() < lostShare) {
                continue;
            }
            List<Reading> readings = new ArrayList<>();
            for (Map.Entry<Quantity, DoubleUnaryOperator> each : courses.entrySet()) {
                readings.add(
                        new Measurement(each.getKey(), shown(each.getValue().applyAsDouble(second))));
            }
            story.tell(
                    second,
                    new Observation(
                            device,
                            Story.START_MS + Math.round(second * 1000),
                            Observation.TimeSource.DEVICE,
                            Observation.NO_SEQ,
                            readings));
        }
        story.until(seconds);
        return story.decisions.stream()
                .filter(AlarmMoved.class::isInstance)
                .map(AlarmMoved.class::cast)
                .filter(moved ->
                        moved.reason() == MoveReason.RAISED && moved.alarm().kind() == Kind.ALARM)
                .map(moved -> (moved.alarm().raisedAtMs() - Story.START_MS) / 1000 + " "
                        + moved.alarm().rule())
                .toList();
    }
}
