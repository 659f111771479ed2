package org.beaconhub.gateway.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.beaconhub.gateway.journal.MemoryJournal;
import org.beaconhub.gateway.run.Stories;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.DeliveryReport;
import org.beaconhub.rules.fact.IncidentAct;
import org.beaconhub.rules.fact.PersonReport;
import org.beaconhub.rules.fact.Place;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.incident.Incident;
import org.beaconhub.rules.response.Procedure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What holds in each database. */
@Timeout(120)
abstract class RecordsSuite extends RecordsTrial {
    @Test
    void anAlarmIsOneRowFromItsRaiseToItsEnd() throws Exception {
        String id = past.wholeAlarm(0);
        awaitDone(start());
        long t = Stories.START_MS;
        assertThat(rows("SELECT id, rule, device, area, kind, severity, message_zh, message_en, state FROM alarms"))
                .containsExactly(id + "|hot|fn-0|forest|alarm|severe|0号 高温|Node 0 is hot|closed");
        assertThat(rows("SELECT raised_at, acknowledged_at, acknowledged_by, returned_at, closed_at, closed_by,"
                        + " disposition, note FROM alarms"))
                .containsExactly(
                        (t + 2000) + "|" + (t + 3000) + "|li|" + (t + 4000) + "|" + (t + 5000) + "|wang|false|a grill");
        assertThat(rows("SELECT COUNT(*) FROM alarms a JOIN incidents i ON a.incident = i.id"))
                .containsExactly("1");
    }

    @Test
    void anIncidentKeepsItsStepsItsTimeLineAndHowItEnded() throws Exception {
        past.wholeAlarm(0);
        Incident incident = past.incidents().getFirst();
        past.act("li", new IncidentAct.Acknowledge(incident.id(), "on my way"));
        past.act("li", new IncidentAct.Advance(incident.id(), IncidentAct.Step.VERIFY, "smoke of a grill"));
        past.endIncidents();
        awaitDone(start());
        assertThat(rows("SELECT id, area, severity, first_out, lat, lon FROM incidents"))
                .containsExactly(
                        incident.id() + "|forest|severe|" + incident.head().firstOut() + "|35.9|120.1");
        assertThat(rows("SELECT acknowledged_at - opened_at, verified_at - opened_at, responding_at, closed_by,"
                        + " disposition, note FROM incidents"))
                .containsExactly("4000|5000|null|wang|false|nothing there");
        assertThat(rows("SELECT what, by_whom, note FROM lines ORDER BY seq, ordinal"))
                .contains("opened||hot", "acknowledged|li|on my way", "verified|li|smoke of a grill");
    }

    @Test
    void whatWasFoundToBeGoneKeepsWhoSaidSoAndWhichSensorsSaidTheSame() throws Exception {
        List<SiteFile> files = new ArrayList<>(Stories.site(4).files());
        files.add(new SiteFile("procedures.yaml", """
                procedures:
                  - { incident: other, name: { zh: 其他, en: Other }, join-for: 1 h, accept: [no-fire, no-smoke] }
                """));
        past.tell(new SiteChanged("li", files));
        past.measures(0, 70);
        past.measures(1, 70);
        past.measures(1, 20);
        String incident = past.incidents().getFirst().id();
        past.act("li", new IncidentAct.Advance(incident, IncidentAct.Step.RESPOND, ""));
        past.act("li", new IncidentAct.Advance(incident, IncidentAct.Step.CONTAIN, ""));
        past.act("chen", new IncidentAct.Agree(incident, IncidentAct.Check.NO_FIRE, "the node is burnt"));
        awaitDone(start());
        assertThat(rows("SELECT what, by_whom, ref, note, sensors_agree, sensors_disagree FROM lines"
                        + " WHERE what IN ('agreed', 'accepted')"))
                .containsExactly("agreed|chen|no_fire|the node is burnt|fn-1|fn-0");
    }

    @Test
    void alarmsFollowTheirIncidentsThroughSplitAndMerge() throws Exception {
        past.measures(0, 70);
        past.measures(1, 70);
        past.measures(2, 70);
        String whole = past.incidents().getFirst().id();
        past.act("li", new IncidentAct.Split(whole, List.of(past.alarmOf(1), past.alarmOf(2))));
        String part = past.incidents().getLast().id();
        Records records = start();
        awaitDone(records);
        assertThat(rows("SELECT device, incident FROM alarms ORDER BY device"))
                .containsExactly("fn-0|" + whole, "fn-1|" + part, "fn-2|" + part);
        past.act("li", new IncidentAct.Merge(part, whole));
        awaitDone(records);
        assertThat(rows("SELECT DISTINCT incident FROM alarms")).containsExactly(whole);
        assertThat(rows("SELECT state, merged_into FROM incidents WHERE id = '" + part + "'"))
                .containsExactly("merged|" + whole);
    }

    @Test
    void whatWasWrittenIsLookedUpByTimeAndByWhatItIs() throws Exception {
        past.wholeAlarm(0);
        past.measures(1, 70);
        Records records = start();
        awaitDone(records);
        RecordsReader reader = records.reader();
        RecordsQuery all =
                new RecordsQuery(Table.ALARMS, 0, Long.MAX_VALUE, Map.of("area", "forest"), Optional.empty());
        assertThat(reader.count(all)).isEqualTo(2);
        List<RecordsReader.Row> rows = reader.rows(all, 10);
        assertThat(rows).extracting(row -> row.text("device")).containsExactly("fn-1", "fn-0");
        assertThat(rows.getFirst().cells()).doesNotContainKeys("closed_at", "disposition");
        assertThat(reader.rows(all.below(rows.getFirst().place(Table.ALARMS)), 10))
                .containsExactly(rows.getLast());
        RecordsReader.Whole whole =
                reader.incident(rows.getLast().text("incident")).orElseThrow();
        assertThat(whole.alarms()).contains(rows.getLast());
        assertThat(whole.lines().getFirst().text("what")).isEqualTo("opened");
        assertThat(whole.notices())
                .hasSameSizeAs(reader.rows(
                        new RecordsQuery(Table.NOTICES, 0, Long.MAX_VALUE, Map.of(), Optional.empty()), 100));
        assertThat(reader.incident("I0-0")).isEmpty();
    }

    @Test
    void aNoticeTellsWhetherItWasDelivered() throws Exception {
        past.measures(0, 70);
        past.measures(1, 70);
        List<String> ids = past.engine.view().pendingNotices().stream()
                .map(each -> each.notice().id())
                .toList();
        past.tell(new DeliveryReport(ids.getFirst(), "brigade", 1, new DeliveryReport.Retrying(Text.verbatim("503"))));
        past.tell(new DeliveryReport(ids.getFirst(), "brigade", 2, new DeliveryReport.Delivered("200 ok")));
        past.tell(new DeliveryReport(ids.get(1), "brigade", 5, new DeliveryReport.Failed(Text.verbatim("no answer"))));
        awaitDone(start());
        assertThat(rows("SELECT channel, state, attempts, said FROM notices ORDER BY seq"))
                .containsExactly("brigade|delivered|2|200 ok", "brigade|failed|5|no answer");
        assertThat(rows("SELECT COUNT(*) FROM notices n JOIN alarms a ON n.about = a.id"))
                .containsExactly("2");
    }

    @Test
    void aStartGoesOnBehindWhatIsThereAndNothingIsThereTwice() throws Exception {
        past.wholeAlarm(0);
        past.endIncidents();
        Records first = start();
        awaitDone(first);
        first.close();
        past.wholeAlarm(1);
        past.endIncidents();
        awaitDone(start());
        assertThat(rows("SELECT COUNT(*), COUNT(DISTINCT id) FROM alarms")).containsExactly("2|2");
        assertThat(rows("SELECT COUNT(*) FROM notices")).containsExactly(String.valueOf(notices()));
        assertThat(rows("SELECT COUNT(*) FROM lines WHERE what = 'opened'")).containsExactly("2");
    }

    @Test
    void aCrashWithinABatchLeavesAllOfItOrNothing() throws Exception {
        past.wholeAlarm(0);
        Records before = start();
        awaitDone(before);
        before.close();
        List<String> lines = rows("SELECT seq, ordinal FROM lines");
        Database database = new Database(target());
        try (Connection crashing = database.connect()) {
            crashing.setAutoCommit(false);
            past.wholeAlarm(1);
            Followed kept = Followed.load(crashing);
            Scribe scribe = new Scribe(crashing);
            past.journal.read(kept.seq() + 1, 100).forEach(entry -> {
                try {
                    scribe.write(entry, past.journal.decisions(entry.seq()));
                } catch (SQLException e) {
                    throw new AssertionError(e);
                }
            });
            crashing.rollback();
        }
        assertThat(rows("SELECT seq, ordinal FROM lines")).isEqualTo(lines);
        awaitDone(start());
        assertThat(rows("SELECT device FROM alarms ORDER BY seq")).containsExactly("fn-0", "fn-1");
    }

    @Test
    void decisionsThatAreNotCertainYetAreWaitedFor() throws Exception {
        past.measures(0, 70);
        Records records = start();
        awaitDone(records);
        past.journal.append(past.nowMs() + 1000, Stories.says(1, 99, past.nowMs(), Quantity.TEMPERATURE, 70));
        assertThat(records.doneSeq()).isEqualTo(past.journal.decidedSeq()).isLessThan(past.journal.lastSeq());
    }

    @Test
    void whatPostgresqlCannotHoldIsLeftOutOfATextAndTheRestIsKept() throws Exception {
        past.tell(new PersonReport("ABCDEFGH23", Procedure.OTHER, "forest", Place.NONE, "烟\u0000 \ud83d here", "阿明"));
        awaitDone(start());
        assertThat(rows("SELECT note, by_whom FROM lines WHERE what = 'opened'"))
                .containsExactly("烟 ? here|阿明");
    }

    @Test
    void theRecordsOfAnotherJournalAreNotTouched() throws Exception {
        past.wholeAlarm(0);
        Records first = start();
        awaitDone(first);
        first.close();
        MemoryJournal shorter = new MemoryJournal();
        shorter.append(Stories.START_MS, Stories.site(1));
        Records stranger = Records.start(shorter, target(), QUICK);
        started.add(stranger);
        await().untilAsserted(() -> assertThat(stranger.trouble().orElse("")).contains("a database of its own"));
        assertThat(stranger.keptSeq()).isZero();
        assertThat(rows("SELECT device FROM alarms")).containsExactly("fn-0");
    }

    @Test
    void whatIsMadeAgainIsWhatWasThere() throws Exception {
        List<String> before = writtenPast();
        execute(
                "DELETE FROM notices",
                "DELETE FROM alarms WHERE device = 'fn-0'",
                "UPDATE incidents SET note = 'x', state = 'opened', closed_at = NULL",
                "UPDATE lines SET note = 'x'");
        List<Long> heard = new ArrayList<>();
        Rebuild made = Rebuild.run(past.journal, target(), heard::add);
        assertThat(made).isEqualTo(new Rebuild(1, past.engine.seq(), 0));
        assertThat(heard).first().isEqualTo(0L);
        assertThat(heard).last().isEqualTo(past.engine.seq());
        assertThat(everything()).isEqualTo(before);
        Rebuild.run(past.journal, target(), seq -> {});
        assertThat(everything()).as("once more").isEqualTo(before);
    }

    @Test
    void whatTheJournalNoLongerHasIsKept() throws Exception {
        List<String> before = writtenPast();
        long acknowledged = Long.parseLong(
                rows("SELECT seq FROM lines WHERE what = 'acknowledged'").getFirst());
        past.journal.delete((int) acknowledged - 1);
        Rebuild made = Rebuild.run(past.journal, target(), seq -> {});
        assertThat(made.fromSeq()).isEqualTo(acknowledged);
        assertThat(made.keptRows()).isPositive();
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void whereItIsInterruptedTheNextHubGoesOn() throws Exception {
        List<String> before = writtenPast();
        assertThatThrownBy(() -> Rebuild.run(past.journal, target(), seq -> {
                    throw new IllegalStateException("interrupted");
                }))
                .hasMessage("interrupted");
        assertThat(rows("SELECT COUNT(*) FROM alarms")).containsExactly("0");
        Records next = start();
        awaitDone(next);
        next.close();
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void theRecordsOfAnotherJournalAreNotMadeAgain() throws Exception {
        List<String> before = writtenPast();
        MemoryJournal shorter = new MemoryJournal();
        shorter.append(Stories.START_MS, Stories.site(1));
        assertThatThrownBy(() -> Rebuild.run(shorter, target(), seq -> {}))
                .isInstanceOf(RecordsUnavailable.class)
                .hasMessageContaining("a database of its own");
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void whatIsOverGoesAfterItsDaysWithAllThatBelongsToItAndWhatGoesOnIsKept() throws Exception {
        past.wholeAlarm(0);
        past.endIncidents();
        past.measures(1, 70);
        Records records = start(target(), QUICK.keeping(10, 5));
        awaitDone(records);
        past.later(9);
        past.wholeAlarm(2);
        awaitDone(records);
        assertThat(rows("SELECT device FROM alarms ORDER BY seq")).containsExactly("fn-0", "fn-1", "fn-2");
        past.later(2);
        past.measures(3, 20);
        await().untilAsserted(() ->
                assertThat(rows("SELECT device FROM alarms ORDER BY seq")).containsExactly("fn-1", "fn-2"));
        await().untilAsserted(() -> assertThat(rows("SELECT DISTINCT state FROM incidents WHERE closed_at IS NOT NULL"))
                .isEmpty());
        assertThat(rows("SELECT COUNT(*) FROM incidents")).isNotEqualTo(List.of("0"));
        assertThat(rows("SELECT id FROM lines l JOIN incidents i ON l.incident = i.id"))
                .hasSameSizeAs(rows("SELECT seq FROM lines"));
        assertThat(rows("SELECT about FROM notices WHERE about NOT IN (SELECT id FROM alarms)"
                        + " AND about NOT IN (SELECT id FROM incidents)"))
                .isEmpty();
    }

    @Test
    void anAlarmStaysAsLongAsItsIncidentGoesOn() throws Exception {
        past.wholeAlarm(0);
        Records records = start();
        past.later(30);
        past.measures(1, 20);
        awaitDone(records);
        records.close();
        try (Connection connection = new Database(target()).connect()) {
            connection.setAutoCommit(false);
            assertThat(new Expiry(QUICK.keeping(10, 5)).piece(connection, past.nowMs()))
                    .as("something was deleted")
                    .isFalse();
        }
        assertThat(rows("SELECT device, state FROM alarms")).containsExactly("fn-0|closed");
    }

    @Test
    void whoReportedSomethingAndInWhichWordsIsForgottenSoonerThanTheIncident() throws Exception {
        past.tell(
                new PersonReport("ABCDEFGHJK", Procedure.OTHER, "forest", Place.NONE, "smoke behind my house", "138"));
        past.endIncidents();
        past.tell(new PersonReport("ABCDEFGHJL", Procedure.OTHER, "forest", Place.NONE, "a fire", "139"));
        Records records = start(target(), QUICK.keeping(10, 5));
        awaitDone(records);
        String opened = "SELECT by_whom, note FROM lines WHERE what = 'opened' ORDER BY seq";
        assertThat(rows(opened)).containsExactly("138|smoke behind my house", "139|a fire");
        past.later(6);
        past.measures(1, 20);
        await().untilAsserted(() -> assertThat(rows(opened)).containsExactly("|", "139|a fire"));
        assertThat(rows("SELECT what, by_whom FROM lines WHERE what = 'closed'"))
                .as("who worked on it is part of the record")
                .containsExactly("closed|wang");
        assertThat(rows("SELECT COUNT(*) FROM incidents")).containsExactly("2");
    }

    @Test
    void anActThatNobodyCarriesOutLeavesNothing() throws Exception {
        past.act("li", new Command.Acknowledge("A999-0"));
        Records records = start();
        awaitDone(records);
        assertThat(rows("SELECT COUNT(*) FROM alarms")).containsExactly("0");
        assertThat(records.trouble()).isEmpty();
    }
}
