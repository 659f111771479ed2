/**
 * What tests of every module share: how a test says which real server it needs. Only for tests; it knows no other
 * module of ours.
 */
@NullMarked
package org.beaconhub.testkit;

import org.jspecify.annotations.NullMarked;
