package org.beaconhub.gateway.console;

import org.beaconhub.gateway.dispatch.cap.CapFeed;
import org.beaconhub.gateway.pictures.Pictures;
import org.beaconhub.gateway.records.RecordsReader;

/**
 * What the console shows beside the present.
 *
 * @param pictures what people photographed
 * @param records looks up what is over
 * @param messages what other warning systems fetch
 */
public record Shelves(Pictures pictures, RecordsReader records, CapFeed messages) {}
