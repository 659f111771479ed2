/**
 * SenML packs in JSON (RFC 8428): names that say which device and which quantity, base values, relative times.
 */
@NullMarked
package org.beaconhub.gateway.wire.senml;

import org.jspecify.annotations.NullMarked;
