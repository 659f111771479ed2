package org.beaconhub.gateway.cameras;

import org.beaconhub.gateway.pictures.Picture;

/**
 * What a camera saw.
 *
 * @param picture a clean picture
 * @param takenAtMs when the camera was asked for it, milliseconds since 1970 UTC
 */
public record Still(Picture picture, long takenAtMs) {}
