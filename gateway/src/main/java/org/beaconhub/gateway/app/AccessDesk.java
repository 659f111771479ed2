package org.beaconhub.gateway.app;

import java.io.IOException;
import java.nio.file.Path;
import org.beaconhub.gateway.access.Accounts;
import org.beaconhub.gateway.access.Role;
import org.beaconhub.gateway.audit.AuditLine;
import org.beaconhub.gateway.audit.AuditLog;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.clock.SystemClock;

/**
 * Accounts and tokens by the command line, while the hub runs or not; what was done stands in the hub's audit.
 *
 * @param accounts the hub's
 * @param audit the hub's
 * @param clock what time it is
 */
record AccessDesk(Accounts accounts, AuditLog audit, Clock clock) {
    static AccessDesk of(Path data) {
        Clock clock = new SystemClock();
        DataFolder folder = new DataFolder(data);
        return new AccessDesk(Accounts.in(folder.access(), clock), AuditLog.in(folder.audit()), clock);
    }

    /** Writes down that something was done. */
    void done(String about) throws IOException {
        audit.append(
                new AuditLine(clock.nowMs(), operator(), "console", AuditLine.What.ACCOUNTS, about, AuditLine.DONE, 0));
    }

    /** Who sits at the command line, as the audit names them. */
    static String operator() {
        return "command-line:" + System.getProperty("user.name", "");
    }

    /** The role of a word. */
    static Role role(String word) {
        return Role.of(word)
                .orElseThrow(
                        () -> new IllegalArgumentException("'" + word + "' is no role; there are " + Role.words()));
    }
}
