package org.beaconhub.gateway.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.alarm.AlarmEvent;
import org.beaconhub.rules.alarm.Lifecycle;
import org.beaconhub.rules.alarm.Outcome;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.Command.Disposition;
import org.beaconhub.rules.fact.Command.Shelve;
import org.beaconhub.rules.fact.Text;

/**
 * What a person does to an alarm, of the real world or of a drill, as a request says it.
 *
 * @param act what is put in
 * @param event what it means to the alarm's table
 */
record AlarmAct(Command.Act act, AlarmEvent event) {
    private static final int WORD_LENGTH_MAX = 16;

    /** The fields that an act's body may have; empty where there is no such act. */
    static Optional<Set<String>> fields(String word) {
        return switch (word) {
            case "acknowledge" -> Optional.of(Set.of("by"));
            case "close" -> Optional.of(Set.of("by", "disposition", "note"));
            case "reset", "unshelve" -> Optional.of(Set.of("by", "note"));
            case "shelve" -> Optional.of(Set.of("by", "reason", "minutes"));
            default -> Optional.empty();
        };
    }

    /** Reads an act of {@link #fields}. */
    static AlarmAct of(Alarm alarm, String word, String by, JsonNode body) {
        String id = alarm.id();
        return switch (word) {
            case "acknowledge" -> new AlarmAct(new Command.Acknowledge(id), new AlarmEvent.AcknowledgedBy(by));
            case "close" -> {
                Disposition disposition = disposition(Submission.text(body, "disposition", 1, WORD_LENGTH_MAX));
                String note = Submission.note(body);
                yield new AlarmAct(
                        new Command.Close(id, disposition, note), new AlarmEvent.ClosedBy(by, disposition, note));
            }
            case "reset" -> new AlarmAct(new Command.Reset(id, Submission.note(body)), new AlarmEvent.ResetBy(by));
            case "unshelve" ->
                new AlarmAct(new Command.Unshelve(id, Submission.note(body)), new AlarmEvent.UnshelvedBy(by, false));
            case "shelve" -> {
                String reason = Submission.reason(body);
                long forMs = Submission.minutesMs(body, Shelve.FOR_MS_MAX);
                yield new AlarmAct(
                        new Shelve(id, forMs, reason), new AlarmEvent.ShelvedBy(by, reason, 0, alarm.lifeSafety()));
            }
            default -> throw noSuchAct();
        };
    }

    /** The open alarm of an id. */
    static Optional<Alarm> alarm(View view, String id) {
        return view.alarms().stream().filter(alarm -> alarm.id().equals(id)).findFirst();
    }

    static Rejected noSuchAct() {
        return new Rejected(404, new Text("警情没有这项操作", "there is no such act on an alarm"));
    }

    static Rejected noSuchAlarm() {
        return new Rejected(
                404, new Text("没有该编号的未关闭警情，可能已经关闭", "there is no open alarm of that id; it may be closed already"));
    }

    /** Says what the alarm's own table says of it. */
    void check(Alarm alarm) {
        if (Lifecycle.next(alarm.state(), event, alarm.state().sinceMs()) instanceof Outcome.Refuses(Text why)) {
            throw new Rejected(
                    409, new Text("警情 " + alarm.id() + "：" + why.zh(), "alarm " + alarm.id() + ": " + why.en()));
        }
    }

    private static Disposition disposition(String word) {
        for (Disposition disposition : Disposition.values()) {
            if (disposition.name().toLowerCase(Locale.ROOT).equals(word)) {
                return disposition;
            }
        }
        throw new Rejected(
                400,
                new Text(
                        "“结论”须为真实、误报、测试、设备故障、由其他原因引起或不值得报警",
                        "the field 'disposition' must be real, false, test, fault, consequence or nuisance"));
    }
}
