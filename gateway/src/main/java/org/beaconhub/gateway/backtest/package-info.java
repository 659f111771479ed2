/**
 * Changed rules over a hub's own journal: reads it, lets {@code rules} compare, and tells the difference as text, JSON or
 * a page that needs nothing else. It writes nothing into a data folder.
 */
@NullMarked
package org.beaconhub.gateway.backtest;

import org.jspecify.annotations.NullMarked;
