package org.beaconhub.gateway.dispatch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.beaconhub.rules.site.Channel;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.site.Way;

/** What stays connected for each channel of a type; what belongs to a channel that left the site, or has another way now, ends. */
public final class PerChannel<C extends PerChannel.Connected> implements AutoCloseable {
    private final Map<String, C> byName = new HashMap<>();

    /** What connects a channel to its server. */
    public interface Connected extends AutoCloseable {
        /** Whether it is what a way asks for. */
        boolean isOf(Way way);

        @Override
        void close();
    }

    /** Nothing yet. */
    public PerChannel() {}

    /**
     * What connects a channel; no lock is held while others end.
     *
     * @param made makes it where there is none
     */
    public C of(Channel channel, Site site, Supplier<C> made) {
        List<C> over = new ArrayList<>();
        C now;
        synchronized (byName) {
            Iterator<Map.Entry<String, C>> each = byName.entrySet().iterator();
            while (each.hasNext()) {
                Map.Entry<String, C> entry = each.next();
                boolean stays = entry.getKey().equals(channel.name())
                        ? entry.getValue().isOf(channel.way())
                        : site.channel(entry.getKey()).isPresent();
                if (!stays) {
                    over.add(entry.getValue());
                    each.remove();
                }
            }
            now = byName.computeIfAbsent(channel.name(), _ -> made.get());
        }
        over.forEach(Connected::close);
        return now;
    }

    /** Ends them all. */
    @Override
    public void close() {
        List<C> all;
        synchronized (byName) {
            all = List.copyOf(byName.values());
            byName.clear();
        }
        all.forEach(Connected::close);
    }
}
