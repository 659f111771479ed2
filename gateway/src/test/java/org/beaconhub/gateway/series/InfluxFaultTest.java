package org.beaconhub.gateway.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.beaconhub.gateway.series.influx.InfluxTarget;
import org.beaconhub.testkit.InfluxServer;
import org.beaconhub.testkit.NeedsServer;
import org.beaconhub.testkit.RealInflux;
import org.beaconhub.testkit.Server;
import org.junit.jupiter.api.Test;

/** The history against a real InfluxDB 1.x: a place is a database, or a retention policy of it. */
@NeedsServer(Server.INFLUXDB)
class InfluxFaultTest extends InfluxSpecification {
    @SuppressWarnings("NullAway.Init") // open sets it
    private InfluxServer server;

    @Override
    RealInflux open(Path empty) throws Exception {
        server = InfluxServer.open(empty);
        make("beacon");
        return server;
    }

    @Override
    InfluxTarget target(String place) {
        return new InfluxTarget.V1(server.url(), "beacon", policy(place), Optional.empty());
    }

    private static String policy(String place) {
        return place.equals("beacon") ? "autogen" : place;
    }

    @Override
    void drop(String place) throws Exception {
        server.ask("DROP DATABASE " + place);
    }

    @Override
    void make(String place) throws Exception {
        String days = place.equals("week") ? WEEK_DAYS + "d" : "INF";
        server.ask(
                place.equals("beacon")
                        ? "CREATE DATABASE beacon"
                        : "CREATE RETENTION POLICY " + place + " ON beacon DURATION " + days + " REPLICATION 1");
    }

    @Override
    String from(String place) {
        return "beacon." + policy(place) + ".reading";
    }

    @Override
    String missing() {
        return "create database 'beacon'";
    }

    @Override
    String writePath() {
        return "/write?db=beacon&rp=autogen";
    }

    @Test
    void aMissingRetentionPolicyStopsAndTellsAndHealsWhenItIsMadeAgain() throws Exception {
        Series series = follow(target("year"));
        assertStopsAndTells(series, "retention policy not found");
        assertThat(missing(target("year"))).contains("retention policy 'year' of 'beacon'");
        make("year");
        assertGoesOn(series);
    }

    @Test
    void aWrongPasswordStopsAndTellsAndANewOneInTheSameFileIsTakenUp() throws Exception {
        Path secret = Files.writeString(folder.resolve("password"), "wrong");
        try (InfluxServer strict = InfluxServer.withLogins(Files.createDirectory(folder.resolve("strict")))) {
            strict.ask("CREATE USER hub WITH PASSWORD 'right' WITH ALL PRIVILEGES");
            strict.ask("CREATE DATABASE beacon", "u=hub&p=right");
            InfluxTarget.Login login = new InfluxTarget.Login("hub", secret);
            Series series = follow(new InfluxTarget.V1(strict.url(), "beacon", "autogen", Optional.of(login)));
            assertStopsAndTells(series, "401");
            Files.writeString(secret, "right\n");
            assertGoesOn(series);
        }
    }
}
