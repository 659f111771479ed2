package org.beaconhub.gateway.console;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.beaconhub.gateway.cameras.Cameras;
import org.beaconhub.gateway.dispatch.cap.CapFeed;
import org.beaconhub.gateway.ground.Ground;
import org.beaconhub.gateway.pictures.Darkroom;
import org.beaconhub.gateway.pictures.Pictures;
import org.beaconhub.gateway.records.DrillCourse;
import org.beaconhub.gateway.records.RecordsReader;
import org.beaconhub.gateway.wire.Pseudonyms;
import org.beaconhub.rules.drill.DrillRecord;
import org.beaconhub.rules.rehearse.ScenarioReader;
import org.beaconhub.rules.site.Site;

/**
 * What the console shows beside the present.
 *
 * @param pictures what people photographed, and what cameras saw where an incident opened
 * @param darkroom makes pictures clean
 * @param cameras what cameras see now
 * @param records looks up what is over
 * @param messages what other warning systems fetch
 * @param pseudonyms what stands in for plates and cards, as in the journal
 * @param scenarios what drills can play on a site, as its folder is now
 * @param ground the map of the site
 * @param courses what happened in a drill
 */
public record Shelves(
        Pictures pictures,
        Darkroom darkroom,
        Cameras cameras,
        RecordsReader records,
        CapFeed messages,
        Pseudonyms pseudonyms,
        Function<Site, ScenarioReader.Scenarios> scenarios,
        Supplier<Ground> ground,
        Function<DrillRecord, List<DrillCourse.Step>> courses) {}
