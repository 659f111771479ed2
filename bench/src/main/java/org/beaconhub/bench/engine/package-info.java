/** Fleets and peers for measuring the rule engine alone, without broker, journal or disk. */
@NullMarked
package org.beaconhub.bench.engine;

import org.jspecify.annotations.NullMarked;
