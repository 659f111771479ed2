package org.beaconhub.sim.replay;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.beaconhub.sim.wire.Value;

/**
 * What the columns of a recording are.
 *
 * @param files the files that it fits
 * @param time where the time is
 * @param devices which columns are whose readings
 */
public record Mapping(List<RecordedFile> files, RecordedTime time, List<DeviceColumns> devices) {
    /** Copies the lists. */
    public Mapping {
        files = List.copyOf(files);
        devices = List.copyOf(devices);
    }

    /**
     * A file, and what is known of it.
     *
     * @param name its name, which may hold {@code *}
     * @param ignitionMs when the fire began, on the recording's scale; empty where there was none or nobody knows
     * @param ignition what that moment is
     * @param alarms when the recording's own detectors spoke
     */
    public record RecordedFile(String name, OptionalLong ignitionMs, String ignition, List<OwnAlarm> alarms) {
        /** Copies the list. */
        public RecordedFile {
            alarms = List.copyOf(alarms);
        }

        /** Whether it stands for a family of files, of which one may lack columns of another. */
        boolean isFamily() {
            return name.contains("*");
        }

        boolean fits(String file) {
            return FileSystems.getDefault().getPathMatcher("glob:" + name).matches(Path.of(file));
        }
    }

    /**
     * A detector of the recording spoke, or somebody labelled the moment.
     *
     * @param name which
     * @param atMs when, on the recording's scale
     */
    public record OwnAlarm(String name, long atMs) {}

    /**
     * A device of the recording.
     *
     * @param device its id in the site of the recordings
     * @param where the rows that are its own: column and text; empty for all
     * @param readings its columns
     */
    public record DeviceColumns(String device, Map<String, String> where, List<ReadingColumn> readings) {
        /** Copies map and list. */
        public DeviceColumns {
            where = Map.copyOf(where);
            readings = List.copyOf(readings);
        }
    }

    /**
     * A column.
     *
     * @param column its name
     * @param quantity what it measures
     * @param unit its unit
     */
    public record ReadingColumn(String column, String quantity, String unit) {
        private static final String OPTICAL_DENSITY = "1/m";
        private static final String OPTICAL_DENSITY_FEET = "1/ft";
        private static final String PER_CENT_PER_FOOT = "%/ft";
        private static final double METRES_PER_FOOT = 0.3048;
        private static final String VOLUME_PERCENT = "vol%";
        private static final String FLAG = "flag";
        private static final double PPM_PER_PERCENT = 10_000;

        /** Whether its cells say yes or no. */
        boolean isFlag() {
            return unit.equals(FLAG);
        }

        /**
         * What a number in it says. Optical density D per metre obscures {@code 100 (1 − 10^−D)}
         * per cent of the light on a metre; what a meter reads below 0 in clean air is its noise.
         */
        Value value(double number) {
            return switch (unit) {
                case OPTICAL_DENSITY -> obscured(StrictMath.pow(10, -Math.max(0, number)));
                case OPTICAL_DENSITY_FEET -> obscured(StrictMath.pow(10, -Math.max(0, number) / METRES_PER_FOOT));
                case PER_CENT_PER_FOOT ->
                    obscured(StrictMath.pow(1 - Math.clamp(number, 0, 100) / 100, 1 / METRES_PER_FOOT));
                case VOLUME_PERCENT -> new Value.Amount(Math.max(0, number) * PPM_PER_PERCENT, "ppm");
                case FLAG -> new Value.Flag(number != 0);
                default -> new Value.Amount(number, unit);
            };
        }

        private static Value obscured(double leftOfLight) {
            return new Value.Amount(100 * (1 - leftOfLight), "%/m");
        }
    }

    /** What is known of a file; empty where the mapping does not fit it. */
    public Optional<RecordedFile> file(String name) {
        return files.stream().filter(file -> file.fits(name)).findFirst();
    }
}
