package org.beaconhub.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.beaconhub.bench.chaos.HotDevice;
import org.beaconhub.bench.rig.Brigade;
import org.beaconhub.bench.rig.HubProcess;
import org.beaconhub.bench.rig.LiveClients;
import org.beaconhub.bench.rig.Options;
import org.beaconhub.bench.rig.Report;
import org.beaconhub.bench.rig.SiteText;
import org.beaconhub.bench.rig.Workshop;
import org.beaconhub.sim.load.Load;
import org.beaconhub.sim.load.LoadOptions;
import org.beaconhub.testkit.Mosquitto;

/**
 * Runs a hub for hours and tells what grows. Devices speak, some become hot several times a minute, pages are open, and an
 * operator acknowledges and closes all there is before each look, so that an hour holds more ended alarms, incidents and
 * notices than a site has in months.
 */
public final class Soak {
    private static final int DEVICES = 200;
    private static final int HOT = 10;
    private static final int PAGES = 3;

    /** What is looked at. All of it is to stay as it was, but for the disk, which keeps what the site is told to keep. */
    private enum Figure {
        HEAP_LIVE_MIB(4),
        RSS_MIB(40),
        THREADS(2),
        OPEN_FILES(2),
        SNAPSHOT_KIB(64),
        JOURNAL_MIB(Double.POSITIVE_INFINITY),
        HISTORY_MIB(Double.POSITIVE_INFINITY),
        RECORDS_MIB(Double.POSITIVE_INFINITY);

        /** The most that it may grow in an hour, in its unit. */
        final double perHourMax;

        Figure(double perHourMax) {
            this.perHourMax = perHourMax;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private record Look(double hour, Map<Figure, Double> values) {}

    private final ObjectMapper json = new ObjectMapper();
    private final Report report = new Report("soak");
    private final List<Look> looks = new ArrayList<>();
    private final HubProcess hub;
    private final Path data;
    private int worked;

    private Soak(HubProcess hub, Path data) {
        this.hub = hub;
        this.data = data;
    }

    /** Runs it. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Options options = Options.read(
                "soak",
                args,
                Map.of(
                        "minutes", "how long (480)",
                        "every", "seconds from one look to the next (60)",
                        "rate", "messages a second (100)",
                        "keep", "leave the run's files for inspection"));
        int code;
        AtomicInteger told = new AtomicInteger();
        try (Workshop workshop = Workshop.open("soak", options.has("keep"));
                Brigade brigade = Brigade.start(workshop, notice -> told.incrementAndGet())) {
            code = run(workshop, brigade, told, options);
        }
        System.exit(code);
    }

    private static int run(Workshop workshop, Brigade brigade, AtomicInteger told, Options options)
            throws IOException, InterruptedException {
        Mosquitto broker = workshop.mosquitto(false);
        Path site = SiteText.write(workshop.folder("site"), ids("load-", DEVICES), ids("hot-", HOT), brigade.port());
        Path data = workshop.folder("data");
        HubProcess hub = HubProcess.start(
                workshop,
                site,
                data,
                List.of("--broker", broker.url(), "--secrets", brigade.secrets().toString()));
        Load load =
                Load.start(LoadOptions.of("127.0.0.1", broker.port(), DEVICES).at(options.number("rate", 100)));
        List<HotDevice> hot = new ArrayList<>();
        for (String id : ids("hot-", HOT)) {
            hot.add(HotDevice.start(broker, id, hot.size()));
        }
        Soak soak = new Soak(hub, data);
        try (LiveClients pages = LiveClients.connect(hub.console(), PAGES)) {
            soak.watch(options.number("minutes", 480) * 60L, options.number("every", 60));
            soak.report.target("the open pages stay connected", pages.alive() == PAGES);
        }
        for (HotDevice device : hot) {
            device.stop();
        }
        load.stop();
        soak.report.figure("messages", load.acknowledged());
        soak.report.figure(
                "excursions", hot.stream().mapToInt(HotDevice::excursions).sum());
        soak.report.figure("notices_received", told.get());
        hub.stop();
        return soak.tell();
    }

    private static List<String> ids(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }

    private void watch(long seconds, int everyS) throws IOException, InterruptedException {
        long beginNs = System.nanoTime();
        for (long i = 1; i * everyS <= seconds; i++) {
            long dueNs = beginNs + i * everyS * 1_000_000_000L;
            Thread.sleep(Math.max(0, (dueNs - System.nanoTime()) / 1_000_000));
            work();
            Look look = new Look((System.nanoTime() - beginNs) / 3.6e12, look());
            looks.add(look);
            Report.progress(
                    "%.2f h: %s; history %.1f s behind, %.0f notices pending, %d alarms and incidents closed",
                    look.hour(),
                    look.values(),
                    hub.metric("beacon_history_lag_seconds"),
                    hub.metric("beacon_notices_pending"),
                    worked);
        }
    }

    /** What an operator does who has looked at everything: acknowledges, and closes what is over. */
    private void work() throws IOException, InterruptedException {
        for (JsonNode each : json.readTree(hub.get("/api/v1/alarms"))) {
            act("/api/v1/alarms/" + each.path("id").asText() + "/acknowledge", "{\"by\":\"soak\"}");
        }
        for (JsonNode each : json.readTree(hub.get("/api/v1/incidents")).findPath("incidents")) {
            if (each.path("state").asText().equals("reported")) {
                act(
                        "/api/v1/incidents/" + each.path("id").asText() + "/close",
                        "{\"by\":\"soak\",\"disposition\":\"false\"}");
            }
        }
    }

    /** What is gone or calls again meanwhile is refused, and comes with the next look. */
    private void act(String path, String words) throws InterruptedException {
        try {
            hub.post(path, words);
            worked++;
        } catch (IOException refused) {
            Report.progress("  %s", String.valueOf(refused.getMessage()));
        }
    }

    private Map<Figure, Double> look() throws IOException, InterruptedException {
        Map<Figure, Double> values = new EnumMap<>(Figure.class);
        values.put(Figure.RSS_MIB, Report.rounded(hub.rssMib(), 0));
        values.put(Figure.HEAP_LIVE_MIB, Report.rounded(hub.liveHeapMib(), 1));
        values.put(Figure.THREADS, hub.metric("jvm_threads_live_threads"));
        values.put(Figure.OPEN_FILES, (double) hub.openFiles());
        values.put(Figure.SNAPSHOT_KIB, Report.rounded(newestKib(data.resolve("snapshots")), 1));
        values.put(Figure.JOURNAL_MIB, Report.rounded(mib(data.resolve("journal")), 1));
        values.put(Figure.HISTORY_MIB, Report.rounded(mib(data.resolve("history")), 1));
        values.put(Figure.RECORDS_MIB, Report.rounded(mib(data.resolve("records")), 1));
        return values;
    }

    private static double newestKib(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().mapToLong(file -> file.toFile().length()).reduce(0, (older, newest) -> newest)
                    / 1024.0;
        }
    }

    private static double mib(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(file ->
                                    file.toFile().isFile() ? file.toFile().length() : 0)
                            .sum()
                    / 1048576.0;
        }
    }

    private int tell() {
        report.figure("hours", Report.rounded(looks.getLast().hour(), 2));
        report.figure("acts", worked);
        for (Figure figure : Figure.values()) {
            report.figure(figure.word(), looks.getLast().values().getOrDefault(figure, 0.0));
            double perHour = slope(figure);
            report.figure(figure.word() + "_more_an_hour", Report.rounded(perHour, 2));
            if (Double.isFinite(figure.perHourMax)) {
                report.target(
                        String.format(
                                Locale.ROOT, "%s grows by at most %.0f an hour", figure.word(), figure.perHourMax),
                        perHour <= figure.perHourMax);
            }
        }
        return report.finish();
    }

    /** The median of the slopes between all pairs of looks after the first quarter (Theil–Sen), so that no single one decides. */
    private double slope(Figure figure) {
        List<Look> late = looks.subList(looks.size() / 4, looks.size());
        List<Double> slopes = new ArrayList<>();
        for (int i = 0; i < late.size(); i++) {
            for (int j = i + 1; j < late.size(); j++) {
                double rise = late.get(j).values().getOrDefault(figure, 0.0)
                        - late.get(i).values().getOrDefault(figure, 0.0);
                slopes.add(rise / (late.get(j).hour() - late.get(i).hour()));
            }
        }
        return slopes.isEmpty() ? 0 : Report.median(slopes);
    }
}
