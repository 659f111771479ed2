package org.beaconhub.rules.engine;

import java.util.Arrays;
import java.util.Map;
import org.beaconhub.rules.detect.Roster;
import org.beaconhub.rules.detect.Track;
import org.beaconhub.rules.engine.View.DeviceView;
import org.beaconhub.rules.site.Device;
import org.jspecify.annotations.Nullable;

/** All that belongs to one device. */
final class Post {
    private static final Post[] NO_POSTS = {};
    private static final Track[] NO_TRACKS = {};
    private static final Watch[] NO_WATCHES = {};

    private final String id;
    private final int index;
    private final Track track;
    private final Roster roster;
    private final Repeats repeats = new Repeats();
    private final boolean isWeatherStation;
    private final boolean isHub;
    private Watch[] watches = NO_WATCHES;
    private Post[] heard = NO_POSTS;
    private Track[] through = NO_TRACKS;
    private @Nullable DeviceView view;

    /** The post of a device; {@code shared} holds what devices have in common. */
    Post(Device device, Map<Object, Object> shared) {
        id = device.id();
        index = device.index();
        track = new Track(device, shared);
        roster = new Roster(track);
        isWeatherStation = device.isWeatherStation();
        isHub = id.equals(Device.HUB);
    }

    /** Whether it is that of a device. */
    boolean isOf(String deviceId) {
        return id.equals(deviceId);
    }

    /** The device's place among the site's. */
    int index() {
        return index;
    }

    Device device() {
        return track.device();
    }

    Track track() {
        return track;
    }

    Roster roster() {
        return roster;
    }

    Repeats repeats() {
        return repeats;
    }

    boolean isWeatherStation() {
        return isWeatherStation;
    }

    /** Whether it is the hub itself. */
    boolean isHub() {
        return isHub;
    }

    /** The rules at work for it. */
    Watch[] watches() {
        return watches;
    }

    void watches(Watch[] all) {
        watches = all;
    }

    /** The devices that are heard through this one. */
    Post[] heard() {
        return heard;
    }

    /** What it is heard through, nearest first. */
    Track[] through() {
        return through;
    }

    /** It is heard through another one, which learns so. */
    void hearThrough(Post gateway) {
        through = with(through, gateway.track);
        gateway.heard = with(gateway.heard, this);
    }

    private static <T> T[] with(T[] all, T more) {
        T[] longer = Arrays.copyOf(all, all.length + 1);
        longer[all.length] = more;
        return longer;
    }

    /** Reads a bit of all that an observation reads. */
    long fetch() {
        return track.fetch() + repeats.fetch() + (track.isCalm() ? 0 : roster.fetch());
    }

    /** Its readings have changed. */
    void touched() {
        view = null;
    }

    DeviceView view() {
        DeviceView now = view;
        if (now == null) {
            now = new DeviceView(
                    track.device(), track.heardAtMs(), track.observedAtMs(), track.timeSource(), track.latest());
            view = now;
        }
        return now;
    }

    /**
     * Finds a post by its device's id, as every observation does: the posts themselves stand in the table, each at the next
     * free place from that of its id on, and at least half of the places are free.
     */
    static final class Table {
        private final @Nullable Post[] places;

        Table(Post[] posts) {
            places = new Post[Math.max(2, Integer.highestOneBit(posts.length) * 4)];
            for (Post post : posts) {
                places[place(post.id)] = post;
            }
        }

        /** Where a device is, or would be. */
        private int place(String id) {
            int hash = id.hashCode() * 0x9E3779B9;
            int at = hash ^ hash >>> 16;
            for (at &= places.length - 1; ; at = at + 1 & places.length - 1) {
                Post post = places[at];
                if (post == null || post.id.equals(id)) {
                    return at;
                }
            }
        }

        /** The post of a device, or null where the site has none of that id. */
        @Nullable
        Post of(String id) {
            return places[place(id)];
        }
    }
}
