/**
 * Looks a hub's surroundings over, before it starts or beside it: the machine, its folders and secrets, what it reaches
 * and who reaches it. It changes nothing, sends no message, and never tells what is in a secret. Each answer is a
 * {@link Finding}: what was looked at, how it stands, and what to do. It knows no library; what only another room can ask,
 * that room asks.
 */
@NullMarked
package org.beaconhub.gateway.doctor;

import org.jspecify.annotations.NullMarked;
