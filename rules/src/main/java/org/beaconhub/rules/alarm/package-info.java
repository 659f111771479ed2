/**
 * The life of an alarm after ISA-18.2, as one table over sealed states and events. An alarm's identity is (rule,
 * subject): one condition, one alarm, however many messages.
 */
@NullMarked
package org.beaconhub.rules.alarm;

import org.jspecify.annotations.NullMarked;
