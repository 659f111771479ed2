/**
 * Options, wiring, start and stop, and the {@code beacon} command line. Nobody imports this room.
 */
@NullMarked
package org.beaconhub.gateway.app;

import org.jspecify.annotations.NullMarked;
