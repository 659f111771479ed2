package org.beaconhub.rules.fact;

/** A fact about the real world, as opposed to one that belongs to a drill. */
public sealed interface LiveFact extends Fact
        permits Observation, Unreadable, Command, DeliveryReport, TimePassed, SiteChanged, PersonReport, ActKey {}
