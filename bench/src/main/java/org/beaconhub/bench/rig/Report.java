package org.beaconhub.bench.rig;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects a tool's figures and whether its targets hold. */
public final class Report {
    private final String name;
    private final Map<String, Object> figures = new LinkedHashMap<>();
    private boolean ok = true;

    /** An empty one of a tool. */
    public Report(String name) {
        this.name = name;
    }

    /** Tells people what happens. */
    public static void progress(String format, Object... arguments) {
        System.err.printf(format + "%n", arguments);
    }

    /** Adds a figure; its name ends in its unit. */
    public void figure(String figure, Object value) {
        figures.put(figure, value);
        progress("  %s = %s", figure, value);
    }

    /** Adds figures. */
    public void figures(String prefix, Map<String, Double> values) {
        values.forEach((figure, value) -> figure(prefix + figure, value));
    }

    /** Notes whether a target holds. */
    public void target(String what, boolean holds) {
        progress("  %s: %s", holds ? "holds" : "MISSED", what);
        ok &= holds;
    }

    /** Prints the last line; the exit code is the answer. */
    public int finish() {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("name", name);
        line.put("ok", ok);
        line.put("figures", figures);
        try {
            System.out.println(new ObjectMapper().writeValueAsString(line));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("figures of " + name + " are not writable", e);
        }
        return ok ? 0 : 1;
    }

    /** A number with so many digits after the point. */
    public static double rounded(double value, int digits) {
        double scale = Math.pow(10, digits);
        return Math.rint(value * scale) / scale;
    }

    /** The one in the middle; the lower of two. */
    public static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted[(sorted.length - 1) / 2];
    }
}
