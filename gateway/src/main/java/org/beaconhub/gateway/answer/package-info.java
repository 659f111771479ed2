/**
 * Links by which somebody who is called answers: signed, for one incident and one person, for a time. It knows no HTTP,
 * and decides nothing.
 */
@NullMarked
package org.beaconhub.gateway.answer;

import org.jspecify.annotations.NullMarked;
