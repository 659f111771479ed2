/** The pretended world in virtual time: weather, a fire and its smoke, people and doors. It knows no device, no wire and no clock;
 * the same seed and time give the same world. */
@NullMarked
package org.beaconhub.sim.world;

import org.jspecify.annotations.NullMarked;
