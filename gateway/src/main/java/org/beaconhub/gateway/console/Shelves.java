package org.beaconhub.gateway.console;

import org.beaconhub.gateway.dispatch.cap.CapFeed;
import org.beaconhub.gateway.pictures.Pictures;
import org.beaconhub.gateway.records.RecordsReader;
import org.beaconhub.gateway.wire.Pseudonyms;

/**
 * What the console shows beside the present.
 *
 * @param pictures what people photographed
 * @param records looks up what is over
 * @param messages what other warning systems fetch
 * @param pseudonyms what stands in for plates and cards, as in the journal
 * @param scenarios what drills can play
 */
public record Shelves(
        Pictures pictures, RecordsReader records, CapFeed messages, Pseudonyms pseudonyms, Scenarios scenarios) {
    /** Those of a hub that has nothing to play. */
    public Shelves(Pictures pictures, RecordsReader records, CapFeed messages, Pseudonyms pseudonyms) {
        this(pictures, records, messages, pseudonyms, Scenarios.NONE);
    }
}
