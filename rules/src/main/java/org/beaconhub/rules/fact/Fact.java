package org.beaconhub.rules.fact;

/**
 * Anything that may change the hub's mind. It counts only once it is an {@link Entry} in the journal. What belongs to a drill is of
 * another kind than what is real, so that neither can be taken for the other.
 */
public sealed interface Fact permits LiveFact, DrillFact {}
