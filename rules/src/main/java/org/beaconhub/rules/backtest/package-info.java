/**
 * One journal under two sets of rules: the recorded ones and changed ones, side by side, and what differs between
 * their alarms. Pure: it is given entries and gives a comparison; where they come from and how it looks is for others.
 */
@NullMarked
package org.beaconhub.rules.backtest;

import org.jspecify.annotations.NullMarked;
