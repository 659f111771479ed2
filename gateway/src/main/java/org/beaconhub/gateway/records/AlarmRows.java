package org.beaconhub.gateway.records;

import static org.beaconhub.gateway.records.Scribe.word;

import java.sql.SQLException;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.alarm.AlarmState;
import org.beaconhub.rules.alarm.MoveReason;
import org.beaconhub.rules.decision.AlarmMoved;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.Entry;

/** One row an alarm, from its raise to its end. */
final class AlarmRows {
    private final Scribe scribe;

    AlarmRows(Scribe scribe) {
        this.scribe = scribe;
    }

    void moved(Entry entry, AlarmMoved moved) throws SQLException {
        Alarm alarm = moved.alarm();
        if (update(alarm) == 0) {
            insert(alarm, entry.seq());
        }
        if (moved.reason() == MoveReason.ACKNOWLEDGED) {
            acknowledged(entry, alarm.id());
        } else if (moved.reason() == MoveReason.RETURNED) {
            scribe.run("UPDATE alarms SET returned_at = ? WHERE id = ?", entry.hubTimeMs(), alarm.id());
        } else if (moved.reason() == MoveReason.RAISED_AGAIN) {
            scribe.run("UPDATE alarms SET returned_at = NULL WHERE id = ?", alarm.id());
        }
        if (alarm.state() instanceof AlarmState.Closed closed) {
            scribe.run(
                    "UPDATE alarms SET closed_at = ?, closed_by = ?, disposition = ?, note = ? WHERE id = ?",
                    closed.sinceMs(),
                    closed.by(),
                    word(closed.disposition()),
                    closed.note(),
                    alarm.id());
        }
    }

    private int update(Alarm alarm) throws SQLException {
        return scribe.run(
                "UPDATE alarms SET area = ?, kind = ?, severity = ?, message_zh = ?, message_en = ?, state = ?,"
                        + " state_since = ? WHERE id = ?",
                alarm.area(),
                word(alarm.kind()),
                word(alarm.severity()),
                alarm.message().zh(),
                alarm.message().en(),
                alarm.state().word(),
                alarm.state().sinceMs(),
                alarm.id());
    }

    private void insert(Alarm alarm, long seq) throws SQLException {
        scribe.run(
                "INSERT INTO alarms (id, seq, rule, device, area, kind, severity, message_zh, message_en, raised_at,"
                        + " state, state_since) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                alarm.id(),
                seq,
                alarm.rule(),
                alarm.subject(),
                alarm.area(),
                word(alarm.kind()),
                word(alarm.severity()),
                alarm.message().zh(),
                alarm.message().en(),
                alarm.raisedAtMs(),
                alarm.state().word(),
                alarm.state().sinceMs());
    }

    /** The first counts: how long people took. */
    private void acknowledged(Entry entry, String alarm) throws SQLException {
        scribe.run(
                "UPDATE alarms SET acknowledged_at = ?, acknowledged_by = ? WHERE id = ? AND acknowledged_at IS NULL",
                entry.hubTimeMs(),
                entry.fact() instanceof Command command ? command.by() : "",
                alarm);
    }
}
