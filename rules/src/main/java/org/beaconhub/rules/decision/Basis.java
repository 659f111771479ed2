package org.beaconhub.rules.decision;

import java.util.Optional;
import org.beaconhub.rules.fact.Text;

/**
 * What an incident was known by when people were told of it: who is called at night decides by it how sure it is.
 *
 * @param first what its first sign said; empty where that is over and gone
 * @param devices so many devices have raised alarms about it
 * @param reports so many people have reported it
 */
public record Basis(Optional<Text> first, int devices, int reports) {
    /** Nothing was written down, as in journals from before it was. */
    public static final Basis NONE = new Basis(Optional.empty(), 0, 0);
}
