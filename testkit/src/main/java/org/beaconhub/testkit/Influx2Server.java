package org.beaconhub.testkit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real InfluxDB 2.x, set up over its API with an organisation, one bucket and a token that may do all. */
public final class Influx2Server extends RealInflux {
    /** Its organisation. */
    public static final String ORG = "district";

    /** The token of whoever set it up. */
    public static final String TOKEN = "of-tests-only";

    private static final Pattern ORG_ID = Pattern.compile("\"orgID\": ?\"(\\w+)\"");
    private static final Pattern BUCKET_ID = Pattern.compile("\"buckets\": ?\\[\\s*\\{\\s*\"id\": ?\"(\\w+)\"");

    private final String orgId;

    private Influx2Server(Path folder) throws IOException, InterruptedException {
        super(folder);
        start();
        String made = post("/api/v2/setup", """
                {"username": "hub", "password": "of-tests-only", "org": "%s", "bucket": "beacon", "token": "%s"}
                """.formatted(ORG, TOKEN));
        this.orgId = first(ORG_ID, made);
    }

    /** Starts one with the bucket {@code beacon}. */
    public static Influx2Server open(Path folder) throws IOException, InterruptedException {
        return new Influx2Server(folder);
    }

    @Override
    List<String> command() {
        return List.of(
                Server.INFLUXDB_2.program().toString(),
                "--reporting-disabled",
                "--http-bind-address=127.0.0.1:" + port(),
                "--bolt-path=" + folder().resolve("influxd.bolt"),
                "--sqlite-path=" + folder().resolve("influxd.sqlite"),
                "--engine-path=" + folder().resolve("engine"));
    }

    @Override
    String authorization() {
        return "Token " + TOKEN;
    }

    /**
     * Makes a bucket.
     *
     * @param name its name
     * @param keepS how long it keeps what it has, in seconds; 0 for ever
     */
    public void makeBucket(String name, long keepS) throws IOException, InterruptedException {
        post("/api/v2/buckets", """
                {"orgID": "%s", "name": "%s", "retentionRules": [{"type": "expire", "everySeconds": %d}]}
                """.formatted(orgId, name, keepS));
    }

    /** Deletes a bucket with all it has. */
    public void dropBucket(String name) throws IOException, InterruptedException {
        String found = send(request("/api/v2/buckets?name=" + name), "bucket " + name);
        send(request("/api/v2/buckets/" + first(BUCKET_ID, found)).DELETE(), "delete " + name);
    }

    private static String first(Pattern pattern, String text) throws IOException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IOException("InfluxDB answers without " + pattern + ": " + text);
        }
        return matcher.group(1);
    }
}
