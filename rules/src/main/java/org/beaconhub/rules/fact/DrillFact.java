package org.beaconhub.rules.fact;

/** A fact that belongs to a drill: nothing of it is real, and none of it reaches what decides about the real world. */
public sealed interface DrillFact extends Fact
        permits DrillOrdered, DrillStopped, DrillCommand, DrillDeliveryReport, Injected {}
