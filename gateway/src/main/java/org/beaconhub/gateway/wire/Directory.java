package org.beaconhub.gateway.wire;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.beaconhub.rules.site.Channel;
import org.beaconhub.rules.site.Device;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.site.Way;

/** Finds the site's devices by the names that they have on the wire; immutable. */
public final class Directory {
    private final Map<String, Map<String, Device>> byAddress = new HashMap<>();
    private final Map<String, Map<String, Device>> bySmallLetters = new HashMap<>();
    private final Map<String, List<Channel>> actuators = new HashMap<>();
    private final Site site;

    /** The devices of a site; the hub itself is not among them, since nobody may speak for it from outside. */
    public Directory(Site site) {
        this.site = site;
        for (Device device : site.devices()) {
            if (!device.id().equals(Device.HUB)) {
                String dialect = device.type().dialect();
                put(byAddress, dialect, device.address(), device);
                String small = device.address().toLowerCase(Locale.ROOT);
                if (!small.equals(device.address())) {
                    put(bySmallLetters, dialect, small, device);
                }
            }
        }
        for (Channel channel : site.channels()) {
            if (channel.way() instanceof Way.Actuator actuator) {
                actuators.merge(actuator.device(), List.of(channel), Directory::joined);
            }
        }
    }

    /** The device of an address in a dialect. */
    public Optional<Device> device(String dialect, String address) {
        return Optional.ofNullable(byAddress.getOrDefault(dialect, Map.of()).get(address));
    }

    /** The device of an address whose letters may be small or capital, as hexadecimal ones may. */
    public Optional<Device> deviceIgnoringCase(String dialect, String address) {
        String small = address.toLowerCase(Locale.ROOT);
        return device(dialect, small)
                .or(() -> Optional.ofNullable(
                        bySmallLetters.getOrDefault(dialect, Map.of()).get(small)));
    }

    /** The channels over which an actuator is told to act, in the order of the site's text. */
    public List<Channel> actuators(String deviceId) {
        return actuators.getOrDefault(deviceId, List.of());
    }

    /** The site that they are of. */
    public Site site() {
        return site;
    }

    private static void put(Map<String, Map<String, Device>> devices, String dialect, String address, Device device) {
        devices.computeIfAbsent(dialect, name -> new HashMap<>()).putIfAbsent(address, device);
    }

    private static List<Channel> joined(List<Channel> some, List<Channel> more) {
        return java.util.stream.Stream.concat(some.stream(), more.stream()).toList();
    }
}
