/**
 * Who did what, tried what and looked at whom, in a log that only grows. What the journal has as a fact stands here as
 * its number alone.
 */
@NullMarked
package org.beaconhub.gateway.audit;

import org.jspecify.annotations.NullMarked;
