package org.beaconhub.gateway.console.door;

import java.nio.file.Path;
import java.util.Optional;
import org.beaconhub.gateway.access.Accounts;
import org.beaconhub.gateway.access.Brake;
import org.beaconhub.gateway.access.Sessions;
import org.beaconhub.gateway.audit.AuditLog;
import org.beaconhub.gateway.clock.Clock;

/**
 * What the door opens and closes by.
 *
 * @param accounts who may come in; empty where nobody needs to sign in, as in the demo
 * @param sessions who is signed in
 * @param brake slows guessing down
 * @param audit where it is written down
 */
public record Keys(Optional<Accounts> accounts, Sessions sessions, Brake brake, AuditLog audit) {
    /** Of a hub where people sign in as soon as there are accounts. */
    public static Keys of(Accounts accounts, AuditLog audit, Clock clock) {
        return new Keys(Optional.of(accounts), new Sessions(accounts, clock), new Brake(clock), audit);
    }

    /** Of a hub that answers its own machine, without accounts. */
    public static Keys none(AuditLog audit, Clock clock) {
        Accounts nobody = Accounts.in(Path.of("no-accounts"), clock);
        return new Keys(Optional.empty(), new Sessions(nobody, clock), new Brake(clock), audit);
    }

    /** Whether somebody must sign in. */
    boolean areNeeded() {
        return accounts.filter(Accounts::exist).isPresent();
    }
}
