package org.beaconhub.rules.engine;

/** Rules for tests of one operator at a time. */
final class Trials {
    private Trials() {}

    /** A story under one rule, {@code trial}, for devices of a type. */
    static Story under(String type, String raise) {
        return Story.begin(rule(type, raise));
    }

    /** One rule without a clear condition, as text. */
    static String rule(String type, String raise) {
        return """
                - rule: trial
                  on: %s
                  raise: %s
                  kind: alarm
                  severity: severe
                  message: { zh: "{device}", en: "{device}" }
                """.formatted(type, raise);
    }
}
