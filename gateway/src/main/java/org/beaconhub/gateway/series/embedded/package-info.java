/**
 * The history in the embedded H2 database, for sites without an InfluxDB: readings as rows, minute and hour roll-ups
 * for long charts, retention by days. The only room of the series that knows JDBC.
 */
@NullMarked
package org.beaconhub.gateway.series.embedded;

import org.jspecify.annotations.NullMarked;
