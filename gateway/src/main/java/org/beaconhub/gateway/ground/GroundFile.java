package org.beaconhub.gateway.ground;

/**
 * One file of the folder {@code map}.
 *
 * @param name within the site's folder
 * @param text what stands in it
 */
public record GroundFile(String name, String text) {}
