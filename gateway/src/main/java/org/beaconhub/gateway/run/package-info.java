/**
 * The one writer: takes facts in, makes them durable, lets the engine decide, and publishes what readers may see.
 * Timers become facts here. It does no network I/O and waits for nobody but the journal.
 */
@NullMarked
package org.beaconhub.gateway.run;

import org.jspecify.annotations.NullMarked;
