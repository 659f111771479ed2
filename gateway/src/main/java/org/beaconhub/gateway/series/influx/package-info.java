/**
 * The history in InfluxDB 1.x, 2.x or 3.x: lines out, InfluxQL in, and what each answer of the server means. The only
 * room that knows the InfluxDB client. It keeps no readings of its own; what is not written stays in the journal.
 */
@NullMarked
package org.beaconhub.gateway.series.influx;

import org.jspecify.annotations.NullMarked;
