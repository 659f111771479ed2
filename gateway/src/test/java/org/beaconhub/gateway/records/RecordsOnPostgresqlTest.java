package org.beaconhub.gateway.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Optional;
import org.beaconhub.testkit.NeedsServer;
import org.beaconhub.testkit.PostgresServer;
import org.beaconhub.testkit.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The records in a real PostgreSQL, a database for each test. */
@NeedsServer(Server.POSTGRESQL)
class RecordsOnPostgresqlTest extends RecordsSuite {
    private static PostgresServer server;
    private static int databases;

    @TempDir
    Path folder;

    private URI url;

    @BeforeAll
    static void startServer() throws IOException {
        server = PostgresServer.open();
    }

    @AfterAll
    static void endServer() {
        server.close();
    }

    @BeforeEach
    void makeDatabase() throws Exception {
        try (Connection connection = new Database(at(server.url("postgres"), PostgresServer.PASSWORD)).connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE records" + ++databases);
        }
        url = server.url("records" + databases);
    }

    private RecordsTarget at(URI place, String password) throws IOException {
        Path file = Files.writeString(folder.resolve("password"), password + "\n");
        return RecordsTarget.postgresql(place, new RecordsTarget.Login(PostgresServer.USER, Optional.of(file)));
    }

    @Override
    RecordsTarget target() throws IOException {
        return at(url, PostgresServer.PASSWORD);
    }

    @Test
    void whileTheServerIsAwayTheRecordsWaitAndAfterwardsNothingIsMissing() throws Exception {
        past.wholeAlarm(0);
        Records records = start();
        awaitDone(records);
        server.stop();
        past.wholeAlarm(1);
        past.wholeAlarm(2);
        await().untilAsserted(() -> assertThat(records.trouble()).isPresent());
        assertThat(records.keptSeq()).as("the journal keeps what is missing").isLessThan(past.engine.seq());
        server.start();
        awaitDone(records);
        await().untilAsserted(() -> assertThat(records.trouble()).isEmpty());
        assertThat(rows("SELECT device, state FROM alarms ORDER BY seq"))
                .containsExactly("fn-0|closed", "fn-1|closed", "fn-2|closed");
        assertThat(rows("SELECT COUNT(*), COUNT(DISTINCT id) FROM notices"))
                .containsExactly(notices() + "|" + notices());
    }

    @Test
    void aServerThatIsAwayAtTheStartIsWaitedFor() throws Exception {
        server.stop();
        past.wholeAlarm(0);
        Records records = start();
        await().untilAsserted(() -> assertThat(records.trouble()).isPresent());
        assertThat(records.keptSeq())
                .as("the journal must not forget anything yet")
                .isZero();
        server.start();
        awaitDone(records);
        assertThat(rows("SELECT device FROM alarms")).containsExactly("fn-0");
    }

    @Test
    void aWrongPasswordIsToldAndANewOneInTheFileIsTaken() throws Exception {
        past.wholeAlarm(0);
        RecordsTarget target = at(url, "wr0ng");
        Records records = start(target);
        await().untilAsserted(() ->
                assertThat(records.trouble().orElse("")).contains("password").doesNotContain("wr0ng"));
        at(url, PostgresServer.PASSWORD);
        awaitDone(records);
        assertThat(rows("SELECT device FROM alarms")).containsExactly("fn-0");
    }
}
