package org.beaconhub.rules.explain;

import java.util.List;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.alarm.AlarmState;
import org.beaconhub.rules.alarm.Evidence;
import org.beaconhub.rules.fact.Text;

/** What is told of every alarm, whoever made it: how it stands, what raised it, what its end waits for. */
final class Telling {
    private final String zone;
    private final List<Text> sentences;

    /** Adds to the sentences. */
    Telling(String zone, List<Text> sentences) {
        this.zone = zone;
        this.sentences = sentences;
    }

    String at(long ms) {
        return Lengths.moment(ms, zone);
    }

    void alarm(Alarm alarm) {
        Text state = state(alarm.state());
        Text severity = Names.of(alarm.severity());
        sentences.add(new Text(
                "警情 " + alarm.id() + "（" + alarm.rule() + " @ " + alarm.subject() + "）自 " + at(alarm.raisedAtMs())
                        + " 起，级别"
                        + severity.zh() + "；自 "
                        + at(alarm.state().sinceMs()) + " " + state.zh(),
                "alarm " + alarm.id() + " of " + alarm.rule() + " at " + alarm.subject() + " has stood since "
                        + at(alarm.raisedAtMs()) + ", " + severity.en() + "; "
                        + state.en() + " since " + at(alarm.state().sinceMs())));
    }

    void evidence(Evidence evidence) {
        evidence(new Text(evidence.clause(), evidence.clause()), evidence);
    }

    /** The same with the clause in words of both languages. */
    void evidence(Text clause, Evidence evidence) {
        boolean measured = !evidence.value().equals(Evidence.NOTHING);
        sentences.add(new Text(
                "触发依据：" + clause.zh() + (measured ? "：" + evidence.value() : "") + "，自 " + at(evidence.sinceMs())
                        + entryZh(evidence.seq()),
                "raised because " + clause.en() + (measured ? ": " + evidence.value() : "") + ", since "
                        + at(evidence.sinceMs()) + entryEn(evidence.seq())));
    }

    void notOver(Text left) {
        sentences.add(new Text("尚未解除：" + left.zh(), "not over yet: " + left.en()));
    }

    static String entryZh(long seq) {
        return seq > 0 ? "（日志第 " + seq + " 条）" : "";
    }

    static String entryEn(long seq) {
        return seq > 0 ? " (entry " + seq + ")" : "";
    }

    private static Text state(AlarmState state) {
        return switch (state) {
            case AlarmState.Normal none -> new Text("正常", "normal");
            case AlarmState.Unacknowledged calling -> new Text("未确认", "unacknowledged");
            case AlarmState.Acknowledged seen -> new Text("已由 " + seen.by() + " 确认", "acknowledged by " + seen.by());
            case AlarmState.ReturnedUnacknowledged over -> new Text("已恢复，未确认", "returned, unacknowledged");
            case AlarmState.Returned over -> new Text("已恢复，待关闭", "returned, to be closed");
            case AlarmState.LatchedUnacknowledged stays -> new Text("已锁存，未确认", "latched, unacknowledged");
            case AlarmState.LatchedAcknowledged stays -> new Text("已锁存，待复位", "latched, to be reset");
            case AlarmState.Shelved shelved -> new Text("已搁置", "shelved");
            case AlarmState.SuppressedByDesign follows -> new Text("已抑制", "suppressed");
            case AlarmState.OutOfUse out -> new Text("设备停用", "out of service");
            case AlarmState.Closed over -> new Text("已关闭", "closed");
        };
    }
}
