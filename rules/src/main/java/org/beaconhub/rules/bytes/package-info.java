/** Bytes written and read again, the same on any machine. */
@NullMarked
package org.beaconhub.rules.bytes;

import org.jspecify.annotations.NullMarked;
