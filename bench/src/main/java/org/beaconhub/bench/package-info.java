/**
 * Measures the running hub, and breaks it on purpose. Each tool prints its progress, and as its last line one JSON object
 * for programs; it exits with 0 only where its targets hold. What a tool needs around the hub is in {@code rig}.
 */
@NullMarked
package org.beaconhub.bench;

import org.jspecify.annotations.NullMarked;
