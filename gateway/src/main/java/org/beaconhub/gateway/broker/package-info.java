/**
 * The broker that runs inside the hub where no other is configured. The only room that knows Artemis.
 *
 * <p>It listens on loopback unless told otherwise. {@code hub} may publish and subscribe everywhere. Every device has an
 * account of its own, named as the device: it may publish what that device says and subscribe to that device's
 * commands. A bridge speaks for many devices of another dialect, below its own topic level. Passwords are random or made
 * from a random key at the first start; {@code ./beacon account} tells a device's, and renews it.
 */
@NullMarked
package org.beaconhub.gateway.broker;

import org.jspecify.annotations.NullMarked;
