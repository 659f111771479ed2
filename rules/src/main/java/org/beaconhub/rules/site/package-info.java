/**
 * The place that the hub watches: areas, device types, devices, notification channels and rules. Its texts become a
 * {@link org.beaconhub.rules.site.Site} or problems, each with its place and what would be right. No files are read here.
 */
@NullMarked
package org.beaconhub.rules.site;

import org.jspecify.annotations.NullMarked;
