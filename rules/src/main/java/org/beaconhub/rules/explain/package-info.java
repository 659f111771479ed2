/**
 * Why there is an alarm, or none: every clause of the rule with its answer, what it was measured against, since when and
 * by which entry, and what is missing; as data, and as sentences in Chinese and English made of it.
 */
@NullMarked
package org.beaconhub.rules.explain;

import org.jspecify.annotations.NullMarked;
