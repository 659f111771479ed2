package org.beaconhub.rules.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.detect.Bands;
import org.beaconhub.rules.detect.Clauses;
import org.beaconhub.rules.detect.CoverBook;
import org.beaconhub.rules.detect.Duty;
import org.beaconhub.rules.detect.Listening;
import org.beaconhub.rules.detect.Roster;
import org.beaconhub.rules.detect.Surroundings;
import org.beaconhub.rules.detect.Track;
import org.beaconhub.rules.engine.View.DeviceView;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.live.LiveDesk;
import org.beaconhub.rules.rulebook.Rule;
import org.beaconhub.rules.site.Area;
import org.beaconhub.rules.site.Device;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.weather.AreaWeather;
import org.beaconhub.rules.weather.HourWeather;
import org.beaconhub.rules.weather.WeatherBook;
import org.jspecify.annotations.Nullable;

/** The devices of one site at work: a track and the watches of each, and their timers. */
final class Floor {
    private final Site site;
    private final Post[] posts;
    private final Post.Table byId;
    private final List<Watch> watches = new ArrayList<>();
    private final Map<Rule, Rule> resolvedRules = new HashMap<>();
    private final LiveDesk desk;
    private final Lookouts lookouts;
    private final Turn turn = (watch, hubMs) -> look(watch, hubMs);
    private final TimerHeap timers;
    private final WeatherBook weather;
    private final Watch[] weatherWatches;
    private final CoverBook cover;
    private final Watch[] coverWatches;
    private final Listening listening;
    private final Bands bands = new Bands();
    private final Expected expected;

    /** Lets a watch look because of another device. */
    interface Turn {
        void look(Watch watch, long hubMs);
    }

    Floor(Site site, Listening listening, LiveDesk desk) {
        this.desk = desk;
        this.site = site;
        Map<Object, Object> shared = new HashMap<>();
        this.posts =
                site.devices().stream().map(device -> new Post(device, shared)).toArray(Post[]::new);
        this.byId = new Post.Table(posts);
        this.expected = new Expected(byId, posts.length);
        this.weather = new WeatherBook(site.zone(), site.weatherStations());
        this.listening = listening;
        this.cover = new CoverBook(site.areas().stream().map(Area::path).toList());
        Surroundings around = new Surroundings(
                listening,
                List.of(),
                site.calendars(),
                weather,
                cover,
                Surroundings.Others.NONE,
                device -> desk.devicesOut().containsKey(device));
        this.lookouts = new Lookouts(
                site,
                Stream.of(posts).map(Post::track).toArray(Track[]::new),
                around,
                index -> List.of(posts[index].through()));
        for (Post post : posts) {
            connect(post);
        }
        for (Post post : posts) {
            post.watches(watching(post, around));
        }
        this.lookouts.ready(shared);
        for (Post post : posts) {
            post.roster().ready(shared);
        }
        this.weatherWatches = concernedBy(Clauses.WEATHER);
        this.coverWatches = concernedBy(Clauses.COVERAGE);
        this.timers =
                new TimerHeap(watches.size(), number -> watches.get(number).dueMs());
    }

    private Watch[] watching(Post post, Surroundings around) {
        Device device = post.device();
        List<Watch> own = new ArrayList<>();
        for (Rule rule : site.rulebook().rules()) {
            if (rule.on().matches(device.type().name(), device.area())) {
                Lookouts.Asked asked = lookouts.askedOf(device);
                Watch watch = new Watch(
                        watches.size(),
                        own(rule, device),
                        post.track(),
                        around.through(List.of(post.through())).with(asked),
                        post.roster());
                asked.by(watch);
                watches.add(watch);
                own.add(watch);
            }
        }
        return own.toArray(Watch[]::new);
    }

    private Watch[] concernedBy(long told) {
        return watches.stream().filter(watch -> watch.concerns(told)).toArray(Watch[]::new);
    }

    /** The rule with the device's thresholds; devices with the same thresholds share one. */
    private Rule own(Rule rule, Device device) {
        return rule.parameters().findAny().isEmpty()
                ? rule
                : resolvedRules.computeIfAbsent(rule.at(device.subject()), each -> each);
    }

    /** Finds all that a device is heard through, which learn that it is heard through them. */
    private void connect(Post post) {
        Post gateway = post(post.device().via());
        while (gateway != null) {
            post.hearThrough(gateway);
            gateway = post(gateway.track().device().via());
        }
    }

    Site site() {
        return site;
    }

    /** The post of a device, or null where the site has none of that id. */
    @Nullable
    Post post(String deviceId) {
        return byId.of(deviceId);
    }

    /** Who speaks, and who will in the next few entries. */
    Expected expected() {
        return expected;
    }

    /** Whether nobody needs to look at what a device tells; the site has it. */
    boolean isCalm(String deviceId) {
        Post post = byId.of(deviceId);
        return post != null && post.track().isCalm();
    }

    /** The watches over a device; none where the site has none of that id. */
    List<Watch> watches(String deviceId) {
        Post post = post(deviceId);
        return post == null ? List.of() : List.of(post.watches());
    }

    /** Notes that a device was heard. */
    void heard(Post post, long hubMs) {
        long audibleSinceMs = listening.sinceMs();
        for (int i = 0; i < post.through().length; i++) {
            Track gateway = post.through()[i];
            audibleSinceMs = Math.max(audibleSinceMs, gateway.backAtMs());
            if (gateway.missing(hubMs, listening.sinceMs())) {
                // What is said of its silence is not known while what it is heard through is gone.
                post.roster().wakeAll();
                lookouts.roster(post.index()).wakeAll();
            }
        }
        post.track().heard(hubMs, audibleSinceMs);
    }

    /** What a device does at a moment. */
    private Duty duty(Post post, long hubMs) {
        return desk.devicesOut().containsKey(post.device().id())
                ? Duty.OUT_OF_SERVICE
                : post.track().duty(hubMs, listening.sinceMs());
    }

    private CoverBook.Duties duties(long hubMs) {
        return each -> {
            for (Post post : posts) {
                each.accept(post.device(), duty(post, hubMs));
            }
        };
    }

    /** What every device does at a moment, by index. */
    List<Duty> dutiesOf(long hubMs) {
        List<Duty> all = new ArrayList<>(posts.length);
        duties(hubMs).forEach((device, duty) -> all.add(duty));
        return all;
    }

    /** Lets all look that ask for what no device tells, and those who count who does. */
    private void lookAt(long told, Watch[] asking, long hubMs) {
        lookouts.lookAt(told, hubMs, turn);
        for (Watch watch : asking) {
            look(watch, hubMs);
        }
    }

    /** Lets every watch that the told quantities concern look. */
    void look(Post post, long told, long hubMs, boolean late) {
        lookouts.look(post.index(), told, hubMs, turn);
        Roster roster = post.roster();
        long called = roster.called(told, hubMs);
        long all = called | roster.rearming();
        for (int i = roster.next(all, 0); i < post.watches().length; i = roster.next(all, i + 1)) {
            Watch watch = post.watches()[i];
            if (Roster.isIn(called, i) && roster.concerns(i, told)) {
                watch.look(hubMs, late, desk);
                timers.set(watch.number(), watch.dueMs());
                roster.looked(i, watch.restlessFromMs());
            } else if (watch.isTimed()) {
                timers.set(watch.number(), watch.dueMs());
            }
        }
        lookBehind(post, hubMs);
        if (post.track().mayCalm()) {
            post.track().calm(bands, roster, lookouts.roster(post.index()));
        }
    }

    /** Where a device comes back that others are heard through, their silence counts from now. */
    private void lookBehind(Post post, long hubMs) {
        if (post.heard().length == 0 || post.track().backAtMs() != hubMs) {
            return;
        }
        for (Post behind : post.heard()) {
            lookouts.lookAround(behind.index(), hubMs, turn);
            for (Watch watch : behind.watches()) {
                look(watch, hubMs);
            }
        }
    }

    /** Takes in what a weather station told; older readings count too, since rain is a sum. */
    void weather(Post post, Observation observation, long hubMs) {
        if (post.isWeatherStation()
                && weather.observe(observation.device(), observation.observedAtMs(), observation.readings(), hubMs)) {
            lookAt(Clauses.WEATHER, weatherWatches, hubMs);
        }
    }

    /** A device is taken out of service, or back: what is seen there counts no more, or again. */
    void lookAround(String device, long hubMs) {
        Post post = post(device);
        if (post != null) {
            lookouts.lookAround(post.index(), hubMs, turn);
        }
    }

    /** The fire weather of the areas, as far as it is known. */
    List<AreaWeather> fireWeather() {
        return weather.all();
    }

    /** The same of the last hour. */
    List<HourWeather> fireWeatherHours() {
        return weather.allHours();
    }

    /** Lets a watch look although its device did not speak. */
    private void look(Watch watch, long hubMs) {
        watch.lookAgain(hubMs, desk);
        watch.wake();
        timers.set(watch.number(), watch.dueMs());
    }

    /** Lets every watch look: what the hub could hear has changed. */
    void lookAll(long hubMs) {
        cover.reckon(hubMs, duties(hubMs));
        lookouts.lookAll(hubMs, turn);
        for (Watch watch : watches) {
            look(watch, hubMs);
        }
    }

    /** Lets every watch look whose timer is due. */
    void timePassed(long hubMs) {
        if (weather.timePassed(hubMs)) {
            lookAt(Clauses.WEATHER, weatherWatches, hubMs);
        }
        if (cover.nextTimerMs() <= hubMs && cover.reckon(hubMs, duties(hubMs))) {
            lookAt(Clauses.COVERAGE, coverWatches, hubMs);
        }
        lookouts.timePassed(hubMs, turn);
        for (int due = timers.takeDue(hubMs); due >= 0; due = timers.takeDue(hubMs)) {
            Watch watch = watches.get(due);
            watch.lookAgain(hubMs, desk);
            watch.wake();
            timers.set(due, Math.max(watch.dueMs(), hubMs + 1));
        }
    }

    long nextTimerMs() {
        long areasMs = Math.min(weather.nextTimerMs(), cover.nextTimerMs());
        return Math.min(areasMs, Math.min(lookouts.nextTimerMs(), timers.earliestMs()));
    }

    /** Whether {@link #nextTimerMs} has come. */
    boolean isDue(long hubMs) {
        return weather.nextTimerMs() <= hubMs
                || cover.nextTimerMs() <= hubMs
                || lookouts.isDue(hubMs)
                || timers.isDue(hubMs);
    }

    List<DeviceView> views() {
        List<DeviceView> views = new ArrayList<>(posts.length);
        for (Post post : posts) {
            views.add(post.view());
        }
        return views;
    }

    /** Takes over what another floor knew of the devices and rules that mean the same here; withdraws the rest's alarms. */
    void adopt(Floor old) {
        for (Post post : posts) {
            Post before = old.post(post.device().id());
            if (before != null) {
                post.track().adopt(before.track());
                post.repeats().read(ByteSource.of(before.repeats()::write));
            }
        }
        weather.adopt(old.weather);
        cover.adopt(old.cover);
        Map<String, Watch> mine = new HashMap<>();
        watches.forEach(watch -> {
            mine.put(key(watch), watch);
            mine.put(name(watch), watch);
        });
        for (Watch watch : old.watches) {
            Watch same = mine.get(key(watch));
            Watch heir = same == null ? mine.get(name(watch)) : same;
            if (heir == null) {
                desk.withdraw(watch.rule().name(), watch.device().id());
                continue;
            }
            if (same != null) {
                same.read(ByteSource.of(watch::write));
            } else {
                heir.inherit(watch);
            }
            if (same == null || !same.speaksLike(watch)) {
                desk.ruleChanged(heir.proposal());
            }
        }
        lookouts.adopt(old.lookouts);
        watches.forEach(watch -> timers.set(watch.number(), watch.dueMs()));
    }

    private static String name(Watch watch) {
        return watch.rule().name() + "|" + watch.device().id();
    }

    private static String key(Watch watch) {
        return watch.rule().meaning() + "|" + watch.device().id() + "|"
                + watch.device().type().name();
    }

    void write(ByteSink sink) {
        weather.write(sink);
        cover.write(sink);
        for (Post post : posts) {
            post.track().write(sink);
            post.repeats().write(sink);
        }
        // On a calm day nearly all that clauses remember is that they do not hold.
        sink.putZeroRows(clauses -> {
            watches.forEach(watch -> watch.write(clauses));
            lookouts.write(clauses);
        });
    }

    void read(ByteSource source) {
        weather.read(source);
        cover.read(source);
        for (Post post : posts) {
            post.track().read(source);
            post.repeats().read(source);
        }
        ByteSource clauses = source.getZeroRows();
        watches.forEach(watch -> watch.read(clauses));
        lookouts.read(clauses);
        if (clauses.left() > 0) {
            throw new IllegalArgumentException("the snapshot's clauses have " + clauses.left() + " bytes too many");
        }
        watches.forEach(watch -> timers.set(watch.number(), watch.dueMs()));
    }
}
