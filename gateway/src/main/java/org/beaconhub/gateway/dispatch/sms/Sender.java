package org.beaconhub.gateway.dispatch.sms;

import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;

/**
 * Who phones show as the sender (SMPP 3.4, 5.2.5 and 5.2.6).
 *
 * @param type what kind of number it is
 * @param plan which numbers it is among
 * @param address without a plus
 */
record Sender(TypeOfNumber type, NumberingPlanIndicator plan, String address) {
    /** A number of E.164, a number that the network knows, or a name. */
    static Sender of(String from) {
        if (from.startsWith("+")) {
            return new Sender(TypeOfNumber.INTERNATIONAL, NumberingPlanIndicator.ISDN, from.substring(1));
        }
        return from.matches("[0-9]+")
                ? new Sender(TypeOfNumber.UNKNOWN, NumberingPlanIndicator.ISDN, from)
                : new Sender(TypeOfNumber.ALPHANUMERIC, NumberingPlanIndicator.UNKNOWN, from);
    }
}
