package org.beaconhub.gateway.dispatch.wording;

import org.beaconhub.rules.alarm.MoveReason;
import org.beaconhub.rules.alarm.Severity;
import org.beaconhub.rules.decision.CallReason;
import org.beaconhub.rules.fact.Command.Disposition;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.incident.IncidentState;

/** The words for constants: those that the console has for them, so that who reads both reads the same. */
final class Words {
    private Words() {}

    /** What is asked of who is called, or what became of the incident. */
    static Text of(CallReason reason, IncidentState state) {
        return switch (reason) {
            case BEGAN -> new Text("请处置", "please respond");
            case ESCALATED -> new Text("无人应答，请处置", "nobody has answered, please respond");
            case GRAVER -> new Text("加重，请处置", "graver, please respond");
            case ANSWERED -> new Text("已有人应答", "answered");
            case ENDED -> ended(state);
            case REKINDLED -> new Text("复燃，请处置", "rekindled, please respond");
            case ASSIGNED -> new Text("交由贵单位，请处置", "given to your unit, please respond");
        };
    }

    /** Who was called must not take for over what goes on as a part of another incident, nor for real what was nothing. */
    private static Text ended(IncidentState state) {
        return switch (state) {
            case IncidentState.Merged merged ->
                new Text(
                        "并入事件 " + merged.into() + "，处置继续", "part of incident " + merged.into() + " now, which goes on");
            case IncidentState.Closed closed -> ended(closed.disposition());
            case IncidentState.LookBackDue due -> ended(due.disposition());
            case IncidentState.LookedBack _,
                    IncidentState.Reported _,
                    IncidentState.Verified _,
                    IncidentState.Responding _,
                    IncidentState.Contained _,
                    IncidentState.Accepted _ -> new Text("已结束", "over");
        };
    }

    private static Text ended(Disposition disposition) {
        return switch (disposition) {
            case REAL -> new Text("已结束", "over");
            case FALSE -> new Text("已结束，是误报", "over, it was a false alarm");
            case TEST -> new Text("已结束，是测试", "over, it was a test");
            case FAULT -> new Text("已结束，是设备故障", "over, it was a faulty device");
            case CONSEQUENCE -> new Text("已结束，由其他原因引起", "over, it came of something else");
            case NUISANCE -> new Text("已结束，不值得报警", "over, it was not worth an alarm");
        };
    }

    static Text of(MoveReason reason) {
        return switch (reason) {
            case RAISED -> new Text("报警", "alarm");
            case RAISED_AGAIN -> new Text("再次报警", "alarm again");
            case CONFIRMED -> new Text("得到印证，加重", "confirmed, graver");
            case ACKNOWLEDGED -> new Text("已确认", "acknowledged");
            case RETURNED -> new Text("已恢复正常", "back to normal");
            case CLOSED -> new Text("已关闭", "closed");
            case WITHDRAWN -> new Text("已撤销", "withdrawn");
            case RESET -> new Text("已复位", "reset");
            case SHELVED -> new Text("已搁置", "shelved");
            case UNSHELVED, SHELF_EXPIRED -> new Text("搁置结束，仍在报警", "no longer shelved, alarm");
            case SUPPRESSED -> new Text("已被抑制", "suppressed");
            case OUT_OF_SERVICE -> new Text("设备已停用", "out of service");
            case LIFTED -> new Text("抑制结束，仍在报警", "no longer suppressed, alarm");
            case PASSED_UNSEEN -> new Text("已过去", "passed");
            case RULE_CHANGED -> new Text("规则已更改", "its rule was changed");
        };
    }

    static Text of(Severity severity) {
        return switch (severity) {
            case MINOR -> new Text("轻微", "minor");
            case MODERATE -> new Text("一般", "moderate");
            case SEVERE -> new Text("严重", "severe");
            case CRITICAL -> new Text("危急", "critical");
            case EXTREME -> new Text("特别危急", "extreme");
        };
    }
}
