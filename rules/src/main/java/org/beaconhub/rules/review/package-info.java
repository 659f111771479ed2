/**
 * What is possible in a site, but hardly meant: rules that can never be raised, that watch nothing, or that add
 * nothing to another, and devices that nobody watches. It judges a site that has no errors, and runs nothing.
 */
@NullMarked
package org.beaconhub.rules.review;

import org.jspecify.annotations.NullMarked;
