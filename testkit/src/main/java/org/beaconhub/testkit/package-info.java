/**
 * What tests and measurements of every module share: how a test says which real server it needs, and a message centre of
 * SMPP. Never shipped; it knows no other module of ours.
 */
@NullMarked
package org.beaconhub.testkit;

import org.jspecify.annotations.NullMarked;
