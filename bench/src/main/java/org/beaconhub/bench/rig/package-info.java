/**
 * What stands around a hub that is measured: brokers, databases, the hub itself as a process of its own, sites made for
 * the purpose. All of it is private to one run, on free ports of the loopback address, and ends with it.
 */
@NullMarked
package org.beaconhub.bench.rig;

import org.jspecify.annotations.NullMarked;
