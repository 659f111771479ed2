package org.beaconhub.gateway.records;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.beaconhub.rules.fact.DeliveryReport;
import org.beaconhub.rules.fact.IncidentAct;
import org.beaconhub.rules.incident.Incident;
import org.junit.jupiter.api.AfterEach;

/** Records of a past that a test tells, in some database. */
abstract class RecordsTrial {
    static final RecordsOptions QUICK = new RecordsOptions(5, 50, 1096, 90);

    final Past past = new Past();
    final List<Records> started = new ArrayList<>();

    abstract RecordsTarget target() throws IOException;

    @AfterEach
    void end() {
        started.forEach(Records::close);
    }

    Records start() throws IOException {
        return start(target());
    }

    Records start(RecordsTarget target) {
        return start(target, QUICK);
    }

    Records start(RecordsTarget target, RecordsOptions options) {
        Records records = Records.start(past.journal, target, options);
        started.add(records);
        return records;
    }

    void awaitDone(Records records) {
        await().atMost(Duration.ofSeconds(30)).until(() -> records.doneSeq() == past.engine.seq());
    }

    /** What a question gives, a text a row with strokes between the cells. */
    List<String> rows(String sql) throws Exception {
        List<String> found = new ArrayList<>();
        try (Connection connection = new Database(target()).connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    cells.add(String.valueOf(row.getObject(i)));
                }
                found.add(String.join("|", cells));
            }
        }
        return found;
    }

    /** How many notices the journal tells of. */
    long notices() {
        return past.engine.view().counters().notices();
    }

    /** All rows of all tables. */
    List<String> everything() throws Exception {
        List<String> all = new ArrayList<>();
        for (String table : List.of(
                "alarms ORDER BY id",
                "incidents ORDER BY id",
                "lines ORDER BY seq, ordinal",
                "notices ORDER BY id",
                "followed")) {
            all.addAll(rows("SELECT * FROM " + table));
        }
        return all;
    }

    void execute(String... statements) throws Exception {
        try (Connection connection = new Database(target()).connect();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    /** Two alarms that are over, whose incident was split, merged and ended, and one that stands; all of it written. */
    List<String> writtenPast() throws Exception {
        past.wholeAlarm(0);
        past.measures(1, 70);
        Incident whole = past.incidents().getFirst();
        past.act("li", new IncidentAct.Acknowledge(whole.id(), "on my way"));
        past.act("li", new IncidentAct.Split(whole.id(), List.of(past.alarmOf(1))));
        past.act("li", new IncidentAct.Merge(past.incidents().getLast().id(), whole.id()));
        past.engine
                .view()
                .pendingNotices()
                .forEach(each -> past.tell(new DeliveryReport(
                        each.notice().id(), each.channel(), 2, new DeliveryReport.Delivered("200 ok"))));
        past.endIncidents();
        past.measures(2, 70);
        Records records = start();
        awaitDone(records);
        records.close();
        return everything();
    }
}
