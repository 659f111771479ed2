/** The simulator's command line; reads options, wires the rooms, prints events. Nothing imports it. */
@NullMarked
package org.beaconhub.sim.cli;

import org.jspecify.annotations.NullMarked;
