/**
 * What the hub is told: every input is a {@link org.beaconhub.rules.fact.Fact}, and a fact made durable is an
 * {@link org.beaconhub.rules.fact.Entry}. This room owns the sealed family of facts and the one catalogue of
 * quantities and units that every codec converts into. It decides nothing and knows no clock.
 */
@NullMarked
package org.beaconhub.rules.fact;

import org.jspecify.annotations.NullMarked;
