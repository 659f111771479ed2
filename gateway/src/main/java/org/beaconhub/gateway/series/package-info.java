/**
 * The history of readings: follows the journal by its own durable cursor and writes time series into InfluxDB or the
 * embedded store. It may lag and never blocks anybody; the engine never reads it back.
 */
@NullMarked
package org.beaconhub.gateway.series;

import org.jspecify.annotations.NullMarked;
