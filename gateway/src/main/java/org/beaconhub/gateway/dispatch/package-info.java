/**
 * What is delivered to people and actuators outside the hub: takes the pending notices from the view, sends each over
 * its channel until it is delivered or given up, and says so by a {@link org.beaconhub.rules.fact.DeliveryReport}. It
 * decides nothing about who is told.
 */
@NullMarked
package org.beaconhub.gateway.dispatch;

import org.jspecify.annotations.NullMarked;
