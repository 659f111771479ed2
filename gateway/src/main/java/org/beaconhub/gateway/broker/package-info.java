/**
 * The broker that runs inside the hub where no other is configured. The only room that knows Artemis.
 *
 * <p>It listens on loopback unless told otherwise, and has two accounts with passwords made at the first start:
 * {@code hub} may publish and subscribe everywhere, {@code device} may publish what devices say and subscribe
 * to single command topics. All devices share one account, so a device can pretend
 * to be another, and can read the commands of another where it knows its name; a site that must exclude that gives each
 * device its own certificate at an external broker.
 */
@NullMarked
package org.beaconhub.gateway.broker;

import org.jspecify.annotations.NullMarked;
