/**
 * The history of readings: follows the journal by its own durable cursor and writes time series into InfluxDB or the
 * embedded store. It may lag and never blocks anybody; the engine never reads it back. The stores are rooms of their
 * own below this one, the only ones that know the InfluxDB client and H2.
 */
@NullMarked
package org.beaconhub.gateway.series;

import org.jspecify.annotations.NullMarked;
