package org.beaconhub.gateway.dispatch.sms;

import org.beaconhub.gateway.dispatch.DispatchFault;
import org.beaconhub.gateway.dispatch.DispatchFault.Sort;
import org.jsmpp.SMPPConstant;
import org.jsmpp.extra.NegativeResponseException;

/** What a centre's {@code command_status} (SMPP 3.4, 5.1.3) means for a notice. */
final class Status {
    private Status() {}

    /** The fault that a status is, with what was asked for. */
    static DispatchFault fault(String asked, NegativeResponseException answer) {
        int status = answer.getCommandStatus();
        return new DispatchFault(sort(status), asked + ": " + word(status));
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

    private static String word(int status) {
        String number = "SMPP status 0x%02x".formatted(status);
        return switch (status) {
            case SMPPConstant.STAT_ESME_RTHROTTLED -> number + ", more than it takes at once";
            case SMPPConstant.STAT_ESME_RMSGQFUL -> number + ", its queue is full";
            case SMPPConstant.STAT_ESME_RSYSERR -> number + ", an error of its own";
            case SMPPConstant.STAT_ESME_RINVDSTADR -> number + ", no such number";
            case SMPPConstant.STAT_ESME_RINVSRCADR -> number + ", the sender is not allowed";
            case SMPPConstant.STAT_ESME_RINVPASWD -> number + ", a wrong password";
            case SMPPConstant.STAT_ESME_RINVSYSID -> number + ", an unknown system-id";
            case SMPPConstant.STAT_ESME_RALYBND -> number + ", bound already";
            case SMPPConstant.STAT_ESME_RBINDFAIL -> number + ", no bind now";
            default -> number;
        };
    }
}
