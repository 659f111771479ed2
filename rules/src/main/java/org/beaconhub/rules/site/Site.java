package org.beaconhub.rules.site;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.beaconhub.rules.calendar.Calendars;
import org.beaconhub.rules.contact.CallPlan;
import org.beaconhub.rules.contact.Contact;
import org.beaconhub.rules.fact.AreaPath;
import org.beaconhub.rules.fact.Place;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.response.Procedure;
import org.beaconhub.rules.response.ResponsePlan;
import org.beaconhub.rules.rulebook.Rule;
import org.beaconhub.rules.rulebook.Rulebook;
import org.beaconhub.rules.weather.WeatherBook;
import org.jspecify.annotations.Nullable;

/** The site as its texts describe it; immutable. */
public final class Site {
    /** Before the first description. */
    public static final Site NONE = new Site(
            new Text("（无站点）", "(no site)"),
            Optional.empty(),
            Optional.empty(),
            Calendars.NONE,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Rulebook.EMPTY,
            ResponsePlan.NONE,
            CallPlan.NONE);

    private final Text name;
    private final Optional<String> grafana;
    private final Optional<Tiles> tiles;
    private final Calendars calendars;
    private final List<Area> areas;
    private final List<OperatorPosition> positions;
    private final List<Device> devices;
    private final List<Device> cameras;
    private final List<Channel> channels;
    private final Rulebook rulebook;
    private final ResponsePlan plan;
    private final CallPlan callPlan;
    private final Map<String, Device> byId = new HashMap<>();
    private final Map<String, Rule> rules = new HashMap<>();
    private final Map<String, Text> areaNames = new HashMap<>();

    Site(
            Text name,
            Optional<String> grafana,
            Optional<Tiles> tiles,
            Calendars calendars,
            List<Area> areas,
            List<OperatorPosition> positions,
            List<Device> devices,
            List<Channel> channels,
            Rulebook rulebook,
            ResponsePlan plan,
            CallPlan callPlan) {
        this.name = name;
        this.grafana = grafana;
        this.tiles = tiles;
        this.calendars = calendars;
        this.areas = List.copyOf(areas);
        this.positions = List.copyOf(positions);
        this.devices = List.copyOf(devices);
        this.cameras = this.devices.stream().filter(Device::isCamera).toList();
        this.channels = List.copyOf(channels);
        this.rulebook = rulebook;
        this.plan = plan;
        this.callPlan = callPlan;
        this.devices.forEach(device -> byId.put(device.id(), device));
        rulebook.rules().forEach(rule -> rules.put(rule.name(), rule));
        this.areas.forEach(area -> areaNames.putIfAbsent(area.path(), area.name()));
    }

    /** The site that these texts describe, or all that is wrong with them. */
    public static Parsed parse(List<SiteFile> files) {
        return LatelyRead.parse(files);
    }

    /** What people call it. */
    public Text name() {
        return name;
    }

    /** Where a Grafana shows its dashboards; empty where there is none. */
    public Optional<String> grafana() {
        return grafana;
    }

    /** Who has pictures of the ground; empty where the map is the site's own alone. */
    public Optional<Tiles> tiles() {
        return tiles;
    }

    /** The type of the incidents that the alarms of a rule belong to, of the hub's own rules too. */
    public String incidentType(String rule) {
        return rule(rule).map(Rule::incidentType).orElse(Procedure.OTHER);
    }

    /** One of its rules. */
    public Optional<Rule> rule(String rule) {
        return Optional.ofNullable(rules.get(rule));
    }

    /** Its time zone, an IANA id. */
    public String zone() {
        return calendars.zone();
    }

    /** Its calendars. */
    public Calendars calendars() {
        return calendars;
    }

    /** Its areas, in the order of the text. */
    public List<Area> areas() {
        return areas;
    }

    /** Whether there is an area of that path, or one within it. */
    public boolean hasArea(String path) {
        return areas.stream().anyMatch(area -> AreaPath.isWithin(area.path(), path));
    }

    /** Its operator positions besides {@link OperatorPosition#CONTROL_ROOM}. */
    public List<OperatorPosition> positions() {
        return positions;
    }

    /** Name of the operator position that answers the alarms of an area. */
    public String position(String area) {
        for (OperatorPosition position : positions) {
            if (position.answers(area)) {
                return position.name();
            }
        }
        return OperatorPosition.CONTROL_ROOM;
    }

    /** Its devices by index; the hub itself is among them. */
    public List<Device> devices() {
        return devices;
    }

    /** The camera that is nearest to a place, as the crow flies. */
    public Optional<Device> nearestCamera(Place place) {
        return cameras.stream()
                .filter(each -> place.isKnown() && each.place().isKnown())
                .min((a, b) ->
                        Double.compare(a.place().metresTo(place), b.place().metresTo(place)));
    }

    /**
     * The cameras that give a picture and are nearest to a place, as the crow flies; the nearest first.
     *
     * @param countMax how many at the most
     */
    public List<Device> nearestPictures(Place place, int countMax) {
        return cameras.stream()
                .filter(each -> each.snapshot().isPresent())
                .filter(each -> place.isKnown() && each.place().isKnown())
                .sorted(Comparator.comparingDouble(each -> each.place().metresTo(place)))
                .limit(countMax)
                .toList();
    }

    /** Its weather stations, in the order of the text. */
    public List<WeatherBook.Place> weatherStations() {
        return devices.stream()
                .filter(Device::isWeatherStation)
                .map(Device::weatherStation)
                .toList();
    }

    /** Its notification channels. */
    public List<Channel> channels() {
        return channels;
    }

    /** Its rules. */
    public Rulebook rulebook() {
        return rulebook;
    }

    /** What it has prepared for incidents. */
    public ResponsePlan plan() {
        return plan;
    }

    /** Whom it calls to incidents. */
    public CallPlan callPlan() {
        return callPlan;
    }

    /** The people whom the hub tells, in the order of the text. */
    public List<Contact> contacts() {
        return callPlan.contacts();
    }

    /** The contact of an id. */
    public Optional<Contact> contact(String id) {
        return callPlan.contact(id);
    }

    /** The device of an id. */
    public Optional<Device> device(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The device of an id, for code that may not allocate; null where there is none. */
    public @Nullable Device deviceOrNull(String id) {
        return byId.get(id);
    }

    /** The channel of a name. */
    public Optional<Channel> channel(String wanted) {
        return channels.stream()
                .filter(channel -> channel.name().equals(wanted))
                .findFirst();
    }

    /** The names of the area of a path; the site's own where it has none of that path. */
    public Text areaName(String path) {
        return areaNames.getOrDefault(path, name);
    }
}
