/**
 * The place that the hub watches: areas, devices and their types, notification channels. Text becomes a
 * {@code Site} or a list of problems, each with file, line, column and what would be right. No files are read here.
 */
@NullMarked
package org.beaconhub.rules.site;

import org.jspecify.annotations.NullMarked;
