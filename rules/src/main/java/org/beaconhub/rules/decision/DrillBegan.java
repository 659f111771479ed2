package org.beaconhub.rules.decision;

import org.beaconhub.rules.fact.Text;

/**
 * A drill began.
 *
 * @param cause what caused it
 * @param drill its id
 * @param scenario name of its scenario
 * @param title what is practised
 * @param by who ordered it
 */
public record DrillBegan(Cause cause, String drill, String scenario, Text title, String by) implements DrillDecision {}
