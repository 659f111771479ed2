package org.beaconhub.rules.live;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.codec.AlarmCodec;
import org.jspecify.annotations.Nullable;

/** The alarms that are not closed, oldest first, by rule and subject and by id: no act and no call looks through all. */
final class OpenAlarms {
    private final Map<Identity, Alarm> byIdentity = new LinkedHashMap<>();
    private final Map<String, Alarm> byId = new HashMap<>();

    @Nullable
    Alarm get(Identity identity) {
        return byIdentity.get(identity);
    }

    Optional<Alarm> of(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Takes over how an alarm stands now. */
    void put(Alarm alarm) {
        byIdentity.put(Identity.of(alarm), alarm);
        byId.put(alarm.id(), alarm);
    }

    void remove(Alarm alarm) {
        byIdentity.remove(Identity.of(alarm));
        byId.remove(alarm.id());
    }

    Collection<Alarm> all() {
        return Collections.unmodifiableCollection(byIdentity.values());
    }

    Set<Identity> identities() {
        return Collections.unmodifiableSet(byIdentity.keySet());
    }

    /** A copy that does not change while alarms do. */
    List<Alarm> copy() {
        return List.copyOf(byIdentity.values());
    }

    void write(ByteSink sink) {
        sink.putUnsigned(byIdentity.size());
        byIdentity.values().forEach(alarm -> AlarmCodec.write(sink, alarm));
    }

    void read(ByteSource source) {
        for (int count = source.getCount(); count > 0; count--) {
            put(AlarmCodec.read(source));
        }
    }
}
