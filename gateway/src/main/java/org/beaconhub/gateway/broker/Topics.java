package org.beaconhub.gateway.broker;

import java.util.Set;

/**
 * Which topics are whose. A topic reaches the guard as an address: its levels joined by dots, a dot within a level
 * written {@code \.}.
 */
public final class Topics {
    /** Accounts that speak for many devices, each below the topic level of its own name. */
    public static final Set<String> BRIDGES = Set.of("senml", "zigbee2mqtt", "application");

    private static final Set<String> SAID = Set.of("telemetry", "status", "confirm", "answer");
    private static final String HEARD = "command";

    private Topics() {}

    /** Whether an account may publish there: a device what it says itself, a bridge below its own level. */
    static boolean says(String account, String address) {
        return BRIDGES.contains(account)
                ? address.startsWith(account + ".")
                : SAID.stream().anyMatch(kind -> address.equals(own(account, kind)));
    }

    /** Whether an account may subscribe there: to the commands for itself. */
    static boolean hears(String account, String address) {
        return address.equals(own(account, HEARD));
    }

    private static String own(String account, String kind) {
        return "beacon.v1." + account.replace(".", "\\.") + "." + kind;
    }
}
