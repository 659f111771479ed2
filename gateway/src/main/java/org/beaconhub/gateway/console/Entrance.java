package org.beaconhub.gateway.console;

import java.util.Optional;
import java.util.function.LongFunction;
import org.beaconhub.gateway.audit.AuditLog;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.console.door.Keys;
import org.beaconhub.rules.fact.Entry;

/**
 * Who gets into the console.
 *
 * @param keys what its door opens by
 * @param firstCode code of the link that makes the first account; good while there is none
 * @param entries the journal's entries by their sequence, which the audit tells acts by
 */
public record Entrance(Keys keys, Optional<String> firstCode, LongFunction<Optional<Entry>> entries) {
    /** Nobody signs in and nothing is written down: for a trial. */
    public static Entrance free(Clock clock) {
        return new Entrance(Keys.none(AuditLog.nowhere(), clock), Optional.empty(), seq -> Optional.empty());
    }
}
