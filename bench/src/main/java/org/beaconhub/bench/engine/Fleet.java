package org.beaconhub.bench.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.beaconhub.gateway.app.SiteFiles;
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.Label;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Reading;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.fact.Unit;
import org.beaconhub.rules.site.Device;

/** The example site with as many devices as wanted, its own ones copied in turn, on a calm day. */
public final class Fleet {
    /** Who speaks most often does so once a round, in milliseconds of the hub's clock. */
    private static final long ROUND_MS = 10_000;
    /** A device whose type has no interval speaks this often. */
    private static final long INTERVAL_MS = 60_000;

    private static final long BEGIN_MS = 1_800_000_000_000L;

    private final SiteChanged site;
    private List<Device> devices;
    private final SplittableRandom random = new SplittableRandom(4);
    private long seq;
    private int place = -1;
    private long round;

    private Fleet(SiteChanged site, List<Device> devices) {
        this.site = site;
        this.devices = devices;
    }

    /** A fleet of the site in a folder. */
    public static Fleet of(Path folder, int size) {
        List<SiteFile> files = new ArrayList<>(SiteFiles.read(folder));
        List<Device> own = SiteFiles.parse(files).devices();
        StringBuilder text = new StringBuilder("devices:\n");
        for (int i = 0; i < size; i++) {
            Device device = own.get(i % own.size());
            String id = i < own.size() ? device.id() : device.id() + "." + i / own.size();
            text.append("- {id: \"%s\", type: %s, area: %s, name: {zh: x, en: x}}\n"
                    .formatted(id, device.type().name(), device.area()));
        }
        files.replaceAll(
                file -> file.name().equals("devices.yaml") ? new SiteFile(file.name(), text.toString()) : file);
        return new Fleet(new SiteChanged("bench", files), SiteFiles.parse(files).devices());
    }

    /** The site's texts. */
    public SiteChanged site() {
        return site;
    }

    /** How many devices there are. */
    public int size() {
        return devices.size();
    }

    /** An entry of anything, the next in order. */
    public Entry entry(org.beaconhub.rules.fact.Fact fact) {
        return new Entry(++seq, BEGIN_MS + round * ROUND_MS, fact);
    }

    /** The fleet as an engine knows it: as in the hub, its observations then name devices by that engine's own ids. */
    public Engine engine() {
        Engine engine = Engine.empty();
        engine.apply(entry(site));
        devices = engine.site().devices();
        return engine;
    }

    /** The next observations in the order of the hub's clock: each device speaks at its type's interval. */
    public Entry[] next(int count) {
        Entry[] entries = new Entry[count];
        for (int i = 0; i < count; i++) {
            Device device = nextToSpeak();
            long ms = BEGIN_MS + round * ROUND_MS + (long) place * ROUND_MS / devices.size();
            entries[i] = new Entry(
                    ++seq,
                    ms,
                    new Observation(device.id(), ms, Observation.TimeSource.DEVICE, round, readings(device)));
        }
        return entries;
    }

    private Device nextToSpeak() {
        while (true) {
            place++;
            if (place == devices.size()) {
                place = 0;
                round++;
            }
            Device device = devices.get(place);
            long intervalMs = device.type().intervalMs();
            long every = Math.max(1, (intervalMs == 0 ? INTERVAL_MS : intervalMs) / ROUND_MS);
            if ((round + place) % every == 0) {
                return device;
            }
        }
    }

    private List<Reading> readings(Device device) {
        List<Reading> readings = new ArrayList<>();
        for (Quantity quantity : device.type().measures()) {
            readings.add(
                    quantity.unit() == Unit.TEXT
                            ? new Label(quantity, "none")
                            : new Measurement(quantity, calm(quantity) + tremble(quantity)));
        }
        return readings;
    }

    /** What a sensor's last digit does; a yes or no and a count stand still. */
    private double tremble(Quantity quantity) {
        boolean still = quantity.unit() == Unit.FLAG || quantity.unit() == Unit.COUNT;
        return still ? 0 : random.nextInt(2) * quantity.resolution();
    }

    /** A value that no rule of the example site minds. */
    private static double calm(Quantity quantity) {
        return switch (quantity) {
            case BATTERY, DISK_FREE, HUMIDITY -> 90;
            case TEMPERATURE -> 20;
            case PRESSURE -> 1013;
            case ONLINE, BROKER_UP, ACCESS -> 1;
            default -> 0;
        };
    }
}
