package org.beaconhub.gateway.dispatch.sms;

import org.beaconhub.gateway.dispatch.DispatchFault;
import org.beaconhub.gateway.dispatch.DispatchFault.Sort;
import org.beaconhub.rules.fact.Text;
import org.jsmpp.SMPPConstant;
import org.jsmpp.extra.NegativeResponseException;

/** What a centre's {@code command_status} (SMPP 3.4, 5.1.3) means for a notice. */
final class Status {
    private Status() {}

    /** The fault that a status is, with what was asked for. */
    static DispatchFault fault(Text asked, NegativeResponseException answer) {
        int status = answer.getCommandStatus();
        Text word = word(status);
        return new DispatchFault(sort(status), new Text(asked.zh() + "：" + word.zh(), asked.en() + ": " + word.en()));
    }

    /** What was asked for, and what came of it in the words of others. */
    static Text after(Text asked, String said) {
        return new Text(asked.zh() + "：" + said, asked.en() + ": " + said);
    }

    /** Busy, out of order, or not yet rid of the bind before; whatever else is wrong with a request stays wrong. */
    private static Sort sort(int status) {
        return switch (status) {
            case SMPPConstant.STAT_ESME_RTHROTTLED,
                    SMPPConstant.STAT_ESME_RMSGQFUL,
                    SMPPConstant.STAT_ESME_RSYSERR,
                    SMPPConstant.STAT_ESME_RSUBMITFAIL,
                    SMPPConstant.STAT_ESME_RX_T_APPN,
                    SMPPConstant.STAT_ESME_RUNKNOWNERR,
                    SMPPConstant.STAT_ESME_RINVBNDSTS,
                    SMPPConstant.STAT_ESME_RALYBND,
                    SMPPConstant.STAT_ESME_RBINDFAIL -> Sort.PASSING;
            default -> Sort.LASTING;
        };
    }

    private static Text word(int status) {
        return switch (status) {
            case SMPPConstant.STAT_ESME_RTHROTTLED -> word(status, "超出其处理速度", "more than it takes at once");
            case SMPPConstant.STAT_ESME_RMSGQFUL -> word(status, "队列已满", "its queue is full");
            case SMPPConstant.STAT_ESME_RSYSERR -> word(status, "短信中心自身出错", "an error of its own");
            case SMPPConstant.STAT_ESME_RINVDSTADR -> word(status, "没有这个号码", "no such number");
            case SMPPConstant.STAT_ESME_RINVSRCADR -> word(status, "不允许的发送方", "the sender is not allowed");
            case SMPPConstant.STAT_ESME_RINVPASWD -> word(status, "密码错误", "a wrong password");
            case SMPPConstant.STAT_ESME_RINVSYSID -> word(status, "system-id 不存在", "an unknown system-id");
            case SMPPConstant.STAT_ESME_RALYBND -> word(status, "已有连接", "bound already");
            case SMPPConstant.STAT_ESME_RBINDFAIL -> word(status, "暂时不能连接", "no bind now");
            default -> new Text("SMPP 状态 " + number(status), "SMPP status " + number(status));
        };
    }

    private static Text word(int status, String zh, String en) {
        return new Text("SMPP 状态 " + number(status) + "，" + zh, "SMPP status " + number(status) + ", " + en);
    }

    private static String number(int status) {
        return "0x%02x".formatted(status);
    }
}
