/**
 * What is over, to look up: follows the journal by its own durable cursor and writes alarms, incidents, their time lines and
 * notices into SQL, H2 or PostgreSQL. It may lag and never blocks anybody; the engine never reads it back. The only room
 * that knows SQL.
 */
@NullMarked
package org.beaconhub.gateway.records;

import org.jspecify.annotations.NullMarked;
