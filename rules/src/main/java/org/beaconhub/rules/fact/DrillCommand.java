package org.beaconhub.rules.fact;

/**
 * What a person decided within a drill. It acts on the drill's alarms and incidents, and on nothing that is real.
 *
 * @param drill id of the drill
 * @param by who, an account name
 * @param act what; ids are those of the drill
 */
public record DrillCommand(String drill, String by, Command.Act act) implements DrillFact {}
