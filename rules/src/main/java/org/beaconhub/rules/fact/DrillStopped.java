package org.beaconhub.rules.fact;

/**
 * A person ends a drill before its time.
 *
 * @param drill id of the drill
 * @param by who, an account name
 * @param reason why; 1 to 500 characters
 */
public record DrillStopped(String drill, String by, String reason) implements DrillFact {
    /** Rejects a missing reason. */
    public DrillStopped {
        Limits.needed("reason", reason);
    }
}
