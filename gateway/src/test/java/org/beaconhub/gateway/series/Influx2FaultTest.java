package org.beaconhub.gateway.series;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.beaconhub.gateway.series.influx.InfluxTarget;
import org.beaconhub.testkit.Influx2Server;
import org.beaconhub.testkit.NeedsServer;
import org.beaconhub.testkit.RealInflux;
import org.beaconhub.testkit.Server;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The history against a real InfluxDB 2.x: a place is a bucket. */
@Tag(Server.NOT_IN_DEBIAN)
@NeedsServer(Server.INFLUXDB_2)
class Influx2FaultTest extends InfluxSpecification {
    @SuppressWarnings("NullAway.Init") // open sets it
    private Influx2Server server;

    @SuppressWarnings("NullAway.Init") // open sets it
    private Path token;

    @Override
    RealInflux open(Path empty) throws Exception {
        server = Influx2Server.open(empty);
        token = Files.writeString(folder.resolve("token"), Influx2Server.TOKEN + "\n");
        return server;
    }

    @Override
    InfluxTarget target(String place) {
        return new InfluxTarget.V2(server.url(), Influx2Server.ORG, place, Optional.of(token));
    }

    @Override
    void drop(String place) throws Exception {
        server.dropBucket(place);
    }

    @Override
    void make(String place) throws Exception {
        server.makeBucket(
                place, place.equals("week") ? Duration.ofDays(WEEK_DAYS).toSeconds() : 0);
    }

    @Override
    String from(String place) {
        return place + ".autogen.reading";
    }

    @Override
    String missing() {
        return "create bucket 'beacon' in organisation 'district'";
    }

    @Override
    String writePath() {
        return "/api/v2/write?precision=ns&bucket=beacon&org=" + Influx2Server.ORG;
    }

    @Test
    void anUnknownOrganisationStopsAndTells() throws Exception {
        assertStopsAndTells(
                follow(new InfluxTarget.V2(server.url(), "elsewhere", "beacon", Optional.of(token))), "elsewhere");
    }

    @Test
    void aWrongTokenStopsAndTellsAndANewOneInTheSameFileIsTakenUp() throws Exception {
        Files.writeString(token, "wrong");
        Series series = follow(target("beacon"));
        assertStopsAndTells(series, "401");
        Files.writeString(token, Influx2Server.TOKEN + "\n");
        assertGoesOn(series);
    }
}
