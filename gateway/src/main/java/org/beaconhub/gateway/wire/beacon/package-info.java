/**
 * The hub's own JSON, described in {@code docs/protocol.md}: telemetry, presence, and sirens' confirmations. It is the
 * hot path: tokens, no trees.
 */
@NullMarked
package org.beaconhub.gateway.wire.beacon;

import org.jspecify.annotations.NullMarked;
