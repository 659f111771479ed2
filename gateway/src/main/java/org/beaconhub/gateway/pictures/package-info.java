/**
 * Pictures that people send: made small and free of what a camera writes beside them, kept as files that are named by
 * their hash, and deleted after a time. The journal has the names, never the pictures.
 */
@NullMarked
package org.beaconhub.gateway.pictures;

import org.jspecify.annotations.NullMarked;
