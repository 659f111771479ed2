package org.beaconhub.rules.engine;

import java.util.List;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.Observation;
import org.jspecify.annotations.Nullable;

/** Finds the posts of the devices that speak, those of the next few entries at once. */
final class Expected {
    /** How many entries are looked at ahead: what is read of so many devices fits a processor's own cache. */
    private static final int AHEAD = 16;
    /** What so many devices read stays in a processor's own cache: it is not read ahead. */
    private static final int CACHED_MAX = 1_500;

    private final Post.Table posts;
    private final boolean isRead;
    private final @Nullable Post[] expected = new Post[AHEAD];
    /** Which of those expected speaks next. */
    private int next;
    /** It tells nothing; without it the compiler would leave out what is read ahead. */
    @SuppressWarnings("UnusedVariable")
    private long fetched;

    /** Of so many posts. */
    Expected(Post.Table posts, int count) {
        this.posts = posts;
        this.isRead = count > CACHED_MAX;
    }

    /** The post of a device that speaks, mostly the one that is expected next, or null where the site has none of that id. */
    @Nullable
    Post speaking(String deviceId) {
        Post likely = expected[next];
        next = (next + 1) % AHEAD;
        return likely != null && likely.isOf(deviceId) ? likely : posts.of(deviceId);
    }

    /** Reads of each device that speaks in the next few entries a bit of all that these will read; it changes nothing. */
    void expect(List<Entry> batch, int from) {
        if (from % AHEAD != 0) {
            return;
        }
        int end = Math.min(from + AHEAD, batch.size());
        int speakers = 0;
        for (int i = from; i < end; i++) {
            if (batch.get(i).fact() instanceof Observation observation) {
                expected[speakers++] = posts.of(observation.device());
            }
        }
        next = 0;
        for (int i = 0; i < speakers && isRead; i++) {
            Post post = expected[i];
            fetched += post == null ? 0 : post.fetch();
        }
    }
}
