/**
 * How somebody who is called answers: by signed links, for one incident and one person, for a time; and by what is sent back. It knows no HTTP,
 * and decides nothing.
 */
@NullMarked
package org.beaconhub.gateway.answer;

import org.jspecify.annotations.NullMarked;
