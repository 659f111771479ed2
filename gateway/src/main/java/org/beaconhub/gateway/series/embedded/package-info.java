/**
 * The history in a file of H2's MVStore, for sites without an InfluxDB: a row for each message, minute and hour roll-ups
 * for long charts, retention by days.
 */
@NullMarked
package org.beaconhub.gateway.series.embedded;

import org.jspecify.annotations.NullMarked;
