package org.beaconhub.gateway.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.beaconhub.rules.fact.LiveFact;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Reading;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.fact.Unreadable;
import org.beaconhub.rules.site.Parsed;
import org.beaconhub.rules.site.Site;

/** A small site with devices of every dialect, and what tests of dialects share. */
public final class WireSite {
    /** The hub's time in tests: 2027-01-15T08:00:00Z. */
    public static final long NOW_MS = 1_800_000_000_000L;

    private static final List<SiteFile> FILES = List.of(
            new SiteFile("site.yaml", """
                name: { zh: 试验, en: Trial }
                zone: Asia/Shanghai
                areas:
                  forest: { zh: 林区, en: Forest }
                """),
            new SiteFile("types.yaml", """
                types:
                  forest-node: { measures: [temperature, smoke, humidity], interval: 10 s, dialect: beacon }
                  gate: { measures: [door, access, card, plate], dialect: beacon }
                  siren: { measures: [online], dialect: beacon }
                  hub: { measures: [broker_up], dialect: beacon }
                  senml-node: { measures: [temperature, humidity], dialect: senml }
                  senml-gate: { measures: [card], dialect: senml }
                  zigbee: { measures: [temperature, humidity, smoke_alarm], dialect: zigbee2mqtt }
                  lorawan: { measures: [temperature, humidity, battery], dialect: chirpstack }
                """),
            new SiteFile("devices.yaml", """
                devices:
                  - { id: node-1, type: forest-node, area: forest, lat: 36, lon: 120, name: { zh: 一, en: One } }
                  - { id: gate-1, type: gate, area: forest, lat: 36, lon: 120, name: { zh: 门, en: Gate } }
                  - { id: siren-1, type: siren, area: forest, lat: 36, lon: 120, name: { zh: 笛, en: Siren } }
                  - { id: hub, type: hub, area: forest, lat: 36, lon: 120, name: { zh: 台, en: Hub } }
                  - { id: ow-1, type: senml-node, area: forest, lat: 36, lon: 120, name: { zh: 二, en: Two }, address: "urn:dev:ow:10e2073a01080063" }
                  - { id: mac-1, type: senml-node, area: forest, lat: 36, lon: 120, name: { zh: 三, en: Three }, address: "urn:dev:mac:0024befffe804ff1" }
                  - { id: senml-gate-1, type: senml-gate, area: forest, lat: 36, lon: 120, name: { zh: 三, en: Three } }
                  - { id: zb-1, type: zigbee, area: forest, lat: 36, lon: 120, name: { zh: 四, en: Four }, address: kitchen/smoke }
                  - { id: lora-1, type: lorawan, area: forest, lat: 36, lon: 120, name: { zh: 五, en: Five }, address: 24E124ABCDEF0001 }
                  - { id: lora-2, type: lorawan, area: forest, lat: 36, lon: 120, name: { zh: 六, en: Six }, address: "0202020202020202" }
                  - { id: lora-3, type: lorawan, area: forest, lat: 36, lon: 120, name: { zh: 七, en: Seven }, address: "1000000000000001" }
                """),
            new SiteFile("procedures.yaml", """
                procedures:
                  - incident: fire
                    name: { zh: 火灾, en: Fire }
                    steps:
                      - { zh: 核实, en: Look }
                """),
            new SiteFile("channels.yaml", """
                channels:
                  - { name: siren, type: siren, device: siren-1, kinds: [alarm], min-severity: severe }
                  - { name: east-siren, type: siren, device: siren-1, kinds: [alarm], min-severity: severe }
                """));

    /** The devices of that site. */
    public static final Directory DIRECTORY = new Directory(site());

    /** Pseudonyms under a key of tests. */
    public static final Pseudonyms PSEUDONYMS =
            new Pseudonyms("a key that is for tests only".getBytes(StandardCharsets.UTF_8));

    /** All dialects. */
    public static final Dialects DIALECTS = Dialects.standard(PSEUDONYMS);

    private WireSite() {}

    private static Site site() {
        return switch (Site.parse(FILES)) {
            case Parsed.Valid valid -> valid.site();
            case Parsed.Invalid invalid -> throw new AssertionError(invalid.problems());
        };
    }

    /** What a message at {@link #NOW_MS} says. */
    public static List<LiveFact> decode(String topic, String payload) {
        return decode(topic, payload.getBytes(StandardCharsets.UTF_8), NOW_MS);
    }

    /** What a message says. */
    public static List<LiveFact> decode(String topic, byte[] payload, long hubTimeMs) {
        return DIALECTS.decode(new Message(topic, payload, hubTimeMs), DIRECTORY);
    }

    /** The observations among facts. */
    public static List<Observation> observations(List<LiveFact> facts) {
        return only(facts, Observation.class);
    }

    /** The faults among facts. */
    public static List<Unreadable> faults(List<LiveFact> facts) {
        return only(facts, Unreadable.class);
    }

    /** The kinds of the faults among facts. */
    public static List<Unreadable.Reason> reasons(List<LiveFact> facts) {
        return faults(facts).stream().map(Unreadable::reason).toList();
    }

    /** All readings among facts. */
    public static List<Reading> readings(List<LiveFact> facts) {
        return observations(facts).stream()
                .flatMap(each -> each.readings().stream())
                .toList();
    }

    /** A measurement. */
    public static Measurement measured(Quantity quantity, double value) {
        return new Measurement(quantity, value);
    }

    private static <T> List<T> only(List<LiveFact> facts, Class<T> kind) {
        return facts.stream()
                .flatMap(each -> kind.isInstance(each) ? Stream.of(kind.cast(each)) : Stream.of())
                .toList();
    }
}
