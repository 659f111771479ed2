/**
 * Warnings as other systems read them: the messages of the Common Alerting Protocol 1.2 (OASIS, 1 July 2010) as records, written
 * and read. It knows what the protocol says and nothing of alarms and incidents.
 */
@NullMarked
package org.beaconhub.gateway.cap;

import org.jspecify.annotations.NullMarked;
