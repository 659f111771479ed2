package org.beaconhub.gateway.wire.senml;

import java.util.Map;
import java.util.Optional;
import org.beaconhub.gateway.wire.Catalogue;
import org.beaconhub.gateway.wire.Directory;
import org.beaconhub.gateway.wire.Findings;
import org.beaconhub.gateway.wire.Scalar;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.fact.Unreadable.Reason;
import org.beaconhub.rules.site.Device;

/**
 * What SenML names mean. A name is the base name and the name after another. It ends in a quantity, and what stands
 * before that is a device's address; the sender's (from the topic) where nothing does. A name that is an address and
 * nothing more means the one quantity that its unit can only be.
 */
final class Names {
    /** Units of RFC 8428 that leave no doubt about the quantity. */
    private static final Map<String, Quantity> BY_UNIT = Map.of(
            "Cel", Quantity.TEMPERATURE,
            "%RH", Quantity.HUMIDITY,
            "%EL", Quantity.BATTERY,
            "lx", Quantity.ILLUMINANCE,
            "Pa", Quantity.PRESSURE,
            "hPa", Quantity.PRESSURE,
            "dBm", Quantity.RSSI,
            "V", Quantity.VOLTAGE);

    private final String sender;
    private final Directory directory;

    record Meaning(Device device, Quantity quantity) {}

    Names(String sender, Directory directory) {
        this.sender = sender;
        this.directory = directory;
    }

    /** The device and quantity of a record; what is unknown is a fault. */
    Optional<Meaning> meaning(String baseName, String name, String unit, Findings findings) {
        String whole = baseName + name;
        if (Quantity.of(name).isPresent()) {
            return meaning(address(baseName), name, findings);
        }
        Quantity byUnit = BY_UNIT.get(unit);
        if (byUnit != null && (whole.isEmpty() || device(address(whole)).isPresent())) {
            return meaning(address(whole), byUnit.key(), findings);
        }
        int end = Math.max(whole.lastIndexOf('/'), whole.lastIndexOf(':'));
        return meaning(address(whole.substring(0, Math.max(end, 0))), whole.substring(end + 1), findings);
    }

    private Optional<Meaning> meaning(String address, String key, Findings findings) {
        Optional<Device> device = findings.device(SenmlDialect.NAME, address, device(address));
        if (device.isEmpty()) {
            return Optional.empty();
        }
        if (key.isEmpty()) {
            findings.fault(
                    Reason.UNKNOWN_QUANTITY,
                    new Text(
                            Scalar.shortened(address) + " 的 n 须以一个量结尾，如 temperature",
                            "n of " + Scalar.shortened(address) + " must end in a quantity, as in temperature"));
            return Optional.empty();
        }
        return Catalogue.quantity(key, findings).map(quantity -> new Meaning(device.get(), quantity));
    }

    private Optional<Device> device(String address) {
        return directory.device(SenmlDialect.NAME, address);
    }

    private String address(String written) {
        int end = written.length();
        while (end > 0 && (written.charAt(end - 1) == '/' || written.charAt(end - 1) == ':')) {
            end--;
        }
        return end == 0 ? sender : written.substring(0, end);
    }
}
