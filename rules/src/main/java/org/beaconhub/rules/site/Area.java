package org.beaconhub.rules.site;

import org.beaconhub.rules.fact.Text;

/**
 * A named part of the site.
 *
 * @param path its place in the tree of areas: {@code lingzhushan/east}
 * @param name what people call it
 */
public record Area(String path, Text name) {}
