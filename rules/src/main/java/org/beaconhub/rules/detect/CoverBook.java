package org.beaconhub.rules.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.fact.AreaPath;
import org.beaconhub.rules.site.Device;
import org.jspecify.annotations.Nullable;

/**
 * How well each area is watched, as rules ask for it: reckoned anew every minute, and only where a rule asks, so that a
 * reading costs the same whether or not it is asked for.
 */
public final class CoverBook {
    /** How often it is reckoned anew, in milliseconds. */
    public static final long EVERY_MS = 60_000;

    private final List<String> paths;
    private final Map<String, Coverage> byArea = new LinkedHashMap<>();
    private boolean asked;
    private long nextMs = Clause.NO_TIMER;

    /** Nothing is known yet of these areas. */
    public CoverBook(List<String> paths) {
        this.paths = List.copyOf(paths);
    }

    /** A rule asks for it. */
    void ask() {
        asked = true;
    }

    /** What is known of an area, or null before the first reckoning. */
    @Nullable
    Coverage of(String area) {
        return byArea.get(area);
    }

    /** When it is to be reckoned again, hub time in milliseconds. */
    public long nextTimerMs() {
        return nextMs;
    }

    /**
     * Takes in what every device does, where a rule asks; whether that is known now. In the first minute it is not: nobody
     * has had the time to speak.
     */
    public boolean reckon(long hubMs, Duties duties) {
        if (!asked) {
            return false;
        } else if (nextMs == Clause.NO_TIMER) {
            nextMs = hubMs + EVERY_MS;
        }
        if (byArea.isEmpty() && hubMs < nextMs) {
            return false;
        }
        nextMs = hubMs + EVERY_MS;
        byArea.clear();
        of(paths, duties).forEach(coverage -> byArea.put(coverage.area(), coverage));
        return true;
    }

    /** What every device does now. */
    public interface Duties {
        /** Tells each device and what it does. */
        void forEach(java.util.function.BiConsumer<Device, Duty> each);
    }

    /** The coverage of each of these areas that has a sensing device. */
    public static List<Coverage> of(List<String> paths, Duties duties) {
        Map<String, int[]> own = new LinkedHashMap<>();
        duties.forEach((device, duty) -> {
            if (device.type().isSensing()) {
                own.computeIfAbsent(device.area(), _ -> new int[Duty.values().length])[duty.ordinal()]++;
            }
        });
        List<Coverage> all = new ArrayList<>();
        for (String path : paths) {
            int[] sum = new int[Duty.values().length];
            own.forEach((area, counts) -> {
                if (AreaPath.isWithin(area, path)) {
                    Arrays.setAll(sum, duty -> sum[duty] + counts[duty]);
                }
            });
            Coverage coverage = Coverage.of(path, sum);
            if (coverage.all() > 0) {
                all.add(coverage);
            }
        }
        return all;
    }

    /** Takes over what another book knew of areas that are here too. */
    public void adopt(CoverBook other) {
        if (asked) {
            nextMs = other.nextMs;
            paths.forEach(path -> {
                Coverage known = other.byArea.get(path);
                if (known != null) {
                    byArea.put(path, known);
                }
            });
        }
    }

    /** Writes it. */
    public void write(ByteSink sink) {
        sink.putLong(nextMs);
        sink.putUnsigned(byArea.size());
        for (Coverage each : byArea.values()) {
            sink.putText(each.area());
            sink.putUnsigned(each.working());
            sink.putUnsigned(each.blind());
            sink.putUnsigned(each.silent());
            sink.putUnsigned(each.outOfService());
        }
    }

    /** Reads what {@link #write} wrote. */
    public void read(ByteSource source) {
        nextMs = source.getLong();
        byArea.clear();
        int areas = source.getCount();
        for (int i = 0; i < areas; i++) {
            Coverage coverage = new Coverage(
                    source.getText(), source.getCount(), source.getCount(), source.getCount(), source.getCount());
            byArea.put(coverage.area(), coverage);
        }
    }
}
