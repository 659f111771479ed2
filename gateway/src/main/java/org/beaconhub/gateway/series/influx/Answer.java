package org.beaconhub.gateway.series.influx;

import com.influxdb.exceptions.InfluxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a refusing answer of the server means, in one place for all versions. */
sealed interface Answer {
    /** To be asked again later, the same. */
    record Again(String why) implements Answer {}

    /** Some of the lines are bad; the others may be written or not. */
    record BadLines(String why) implements Answer {}

    /** Lines that are older than the server keeps, so many; the others are written. */
    record TooOld(int lines, String why) implements Answer {}

    /** A person must act. */
    record Person(String why) implements Answer {}

    /** Longest text of a server that is passed on, in characters. */
    int WHY_LENGTH_MAX = 300;

    /** The server's word for lines older than its retention, with how many; a 2.x names two of them before it counts. */
    Pattern TOO_OLD = Pattern.compile("(?:beyond|outside) retention policy.*?dropped=(\\d+)", Pattern.DOTALL);

    static Answer of(InfluxException fault, InfluxTarget target) {
        String said = said(fault);
        String why = "InfluxDB at " + target.url() + " answered " + fault.status() + ": " + shortened(said);
        if (said.toLowerCase(Locale.ROOT).contains("retention policy not found")) {
            return new Person(why + "; create the retention policy, or name another");
        }
        return switch (fault.status()) {
            case 0 -> new Again("InfluxDB at " + target.url() + " did not answer: " + shortened(said));
            case 400, 413, 422 -> badLines(said, why);
            case 401, 403 -> new Person(why + "; check the token or password file, and what its owner may do");
            case 404 -> new Person(why + "; create " + place(target) + ", or check which version of InfluxDB it is");
            case 408, 425, 429 -> new Again(why);
            default -> fault.status() >= 500 ? new Again(why) : new Person(why);
        };
    }

    private static Answer badLines(String said, String why) {
        Matcher old = TOO_OLD.matcher(said);
        return old.find() && old.group(1).length() < 9
                ? new TooOld(Integer.parseInt(old.group(1)), why)
                : new BadLines(why);
    }

    private static String place(InfluxTarget target) {
        return switch (target) {
            case InfluxTarget.V1 v1 -> "database '" + v1.database() + "'";
            case InfluxTarget.V2 v2 -> "bucket '" + v2.bucket() + "' in organisation '" + v2.org() + "'";
        };
    }

    private static String said(InfluxException fault) {
        String message = fault.getMessage() == null ? "" : fault.getMessage();
        String body = fault.errorBody().isEmpty() ? "" : fault.errorBody().toString();
        return body.contains(message) ? body : message.contains(body) ? message : message + " " + body;
    }

    private static String shortened(String said) {
        return said.length() <= WHY_LENGTH_MAX ? said : said.substring(0, WHY_LENGTH_MAX - 1) + "…";
    }
}
