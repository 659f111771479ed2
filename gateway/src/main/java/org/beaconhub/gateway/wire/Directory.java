package org.beaconhub.gateway.wire;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.beaconhub.rules.site.Channel;
import org.beaconhub.rules.site.Device;
import org.beaconhub.rules.site.Site;

/** Finds the site's devices by the names that they have on the wire; immutable. */
public final class Directory {
    private final Site site;
    private final Map<String, Map<String, Device>> byAddress = new HashMap<>();

    /** The devices of a site. */
    public Directory(Site site) {
        this.site = site;
        for (Device device : site.devices()) {
            byAddress
                    .computeIfAbsent(device.type().dialect(), dialect -> new HashMap<>())
                    .put(device.address(), device);
        }
    }

    /** The device of an address in a dialect. */
    public Optional<Device> device(String dialect, String address) {
        return Optional.ofNullable(byAddress.getOrDefault(dialect, Map.of()).get(address));
    }

    /** The channel over which a siren is told to sound. */
    public Optional<Channel> siren(String deviceId) {
        return site.channels().stream()
                .filter(channel -> channel.type() == Channel.Type.SIREN && channel.target().equals(deviceId))
                .findFirst();
    }
}
