package org.beaconhub.rules.live;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.beaconhub.rules.alarm.Kind;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.codec.DecisionCodec;
import org.beaconhub.rules.codec.IncidentCodec;
import org.beaconhub.rules.decision.AlarmMoved;
import org.beaconhub.rules.escalation.Throttle;
import org.beaconhub.rules.site.Channel;
import org.beaconhub.rules.site.Site;

/**
 * What the people of a channel are told of supervisory and trouble signals: as many at once as the throttle lets through, the rest later as
 * one. It counts apart from calls to incidents, as no signal of another kind may keep back an alarm.
 */
final class Waiting {
    /** So many alarms wait for the people of a channel; of more the oldest are counted, and at the console. */
    private static final int ALARMS_MAX = 1000;

    /** What begins goes before what ends, the graver before the lesser, the newer word before the older. */
    private static final Comparator<AlarmMoved> FIRST_TOLD = Comparator.<AlarmMoved, Boolean>comparing(
                    each -> each.reason().calls(each.alarm().state()))
            .thenComparing(each -> each.alarm().severity())
            .thenComparingLong(each -> each.cause().seq())
            .thenComparingInt(each -> each.cause().ordinal());

    private final Throttle throttle = new Throttle();
    /** By channel, then by alarm: of each what happened to it last. */
    private final Map<String, Map<String, AlarmMoved>> held = new LinkedHashMap<>();
    /** By channel: how many are too many to wait. */
    private final Map<String, Integer> beyond = new LinkedHashMap<>();

    /** Whether a channel is told of a move now; where not, the move waits. */
    boolean lets(Channel channel, AlarmMoved moved, long nowMs) {
        if (!channel.isReadByPeople() || moved.alarm().kind() == Kind.ALARM) {
            return true;
        }
        Map<String, AlarmMoved> others = held.computeIfAbsent(channel.name(), _ -> new LinkedHashMap<>());
        others.remove(moved.alarm().id());
        boolean lets = throttle.lets(channel.name(), moved.alarm().severity(), nowMs);
        if (lets) {
            throttle.tells(channel.name(), nowMs);
        } else {
            others.put(moved.alarm().id(), moved);
        }
        if (others.size() > ALARMS_MAX) {
            others.remove(others.keySet().iterator().next());
            beyond.merge(channel.name(), 1, Integer::sum);
        }
        held.values().removeIf(Map::isEmpty);
        return lets;
    }

    /** Gives each channel whose people may be told again one move that tells of all that waited. */
    void release(long nowMs, BiConsumer<String, AlarmMoved> tell) {
        for (Map.Entry<String, Map<String, AlarmMoved>> each : List.copyOf(held.entrySet())) {
            String channel = each.getKey();
            if (throttle.freeAtMs(channel) <= nowMs) {
                held.remove(channel);
                throttle.tells(channel, nowMs);
                AlarmMoved first = Collections.max(each.getValue().values(), FIRST_TOLD);
                Integer uncounted = beyond.remove(channel);
                tell.accept(channel, first.among(each.getValue().size() - 1 + (uncounted == null ? 0 : uncounted)));
            }
        }
    }

    /** When somebody may be told of what waits, hub time in milliseconds; {@link Long#MAX_VALUE} where nothing waits. */
    long nextMs() {
        return held.keySet().stream().mapToLong(throttle::freeAtMs).min().orElse(Long.MAX_VALUE);
    }

    /** Over the channels of a site from now on: nothing waits for one that is gone, or is a machine's. */
    void over(Site site) {
        held.keySet()
                .removeIf(name ->
                        site.channel(name).filter(Channel::isReadByPeople).isEmpty());
        beyond.keySet().retainAll(held.keySet());
    }

    void write(ByteSink sink) {
        IncidentCodec.writeAll(sink, held.entrySet(), (to, each) -> {
            to.putText(each.getKey());
            IncidentCodec.writeAll(to, each.getValue().values(), DecisionCodec::write);
        });
        IncidentCodec.writeAll(sink, beyond.entrySet(), (to, each) -> {
            to.putText(each.getKey());
            to.putUnsigned(each.getValue());
        });
        IncidentCodec.writeAll(sink, throttle.all().entrySet(), (to, each) -> {
            to.putText(each.getKey());
            IncidentCodec.writeAll(to, each.getValue(), ByteSink::putSigned);
        });
    }

    void read(ByteSource source) {
        for (int count = source.getCount(); count > 0; count--) {
            Map<String, AlarmMoved> moves = new LinkedHashMap<>();
            held.put(source.getText(), moves);
            for (int left = source.getCount(); left > 0; left--) {
                if (!(DecisionCodec.read(source) instanceof AlarmMoved moved)) {
                    throw new IllegalArgumentException("what waits to be told is no move of an alarm");
                }
                moves.put(moved.alarm().id(), moved);
            }
        }
        for (int count = source.getCount(); count > 0; count--) {
            beyond.put(source.getText(), (int) source.getUnsigned());
        }
        for (int count = source.getCount(); count > 0; count--) {
            throttle.put(source.getText(), IncidentCodec.readAll(source, ByteSource::getSigned));
        }
    }
}
