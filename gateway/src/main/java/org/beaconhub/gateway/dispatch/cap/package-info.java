/**
 * Notices as messages of CAP 1.2 to the systems of others: what each field holds, to which earlier messages it refers, and the
 * channel that posts them.
 */
@NullMarked
package org.beaconhub.gateway.dispatch.cap;

import org.jspecify.annotations.NullMarked;
