package org.beaconhub.rules.fact;

/** Anything that may change the hub's mind. It counts only once it is an {@link Entry} in the journal. */
public sealed interface Fact permits LiveFact {}
