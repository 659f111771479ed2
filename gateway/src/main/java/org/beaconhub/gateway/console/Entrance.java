package org.beaconhub.gateway.console;

import java.util.Optional;
import java.util.function.LongFunction;
import org.beaconhub.gateway.audit.AuditLog;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.console.door.Keys;
import org.beaconhub.gateway.oidc.Oidc;
import org.beaconhub.rules.fact.Entry;

/**
 * Who gets into the console.
 *
 * @param keys what its door opens by
 * @param firstCode code of the link that makes the first account; good while there is none, for a day
 * @param oidc the provider by which people may come too
 * @param entries the journal's entries by their sequence, which the audit tells acts by
 */
public record Entrance(
        Keys keys, Optional<String> firstCode, Optional<Oidc> oidc, LongFunction<Optional<Entry>> entries) {
    /** Without a provider. */
    public Entrance(Keys keys, Optional<String> firstCode, LongFunction<Optional<Entry>> entries) {
        this(keys, firstCode, Optional.empty(), entries);
    }

    /** Nobody signs in and nothing is written down: for a trial. */
    public static Entrance free(Clock clock) {
        return new Entrance(Keys.none(AuditLog.nowhere(), clock), Optional.empty(), seq -> Optional.empty());
    }
}
