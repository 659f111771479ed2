package org.beaconhub.sim.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.beaconhub.sim.clock.SimClock;
import org.beaconhub.sim.fleet.BrokerLogin;
import org.beaconhub.sim.load.Load;
import org.beaconhub.sim.load.LoadOptions;
import org.beaconhub.sim.wire.JsonText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Loads a broker with telemetry. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = "Publishes telemetry of many devices at QoS 1, and notes what the broker acknowledged.")
final class LoadVerb implements Callable<Integer> {
    @Mixin
    private final LoginOptions login = new LoginOptions();

    @Option(
            names = "--devices",
            defaultValue = "1000",
            paramLabel = "N",
            description = "devices, in turn (default ${DEFAULT-VALUE})")
    private int devices;

    @Option(
            names = "--prefix",
            defaultValue = "load-",
            paramLabel = "TEXT",
            description = "their ids are this and a number (default ${DEFAULT-VALUE})")
    private String prefix = "";

    @Option(
            names = "--connections",
            defaultValue = "2",
            paramLabel = "N",
            description = "connections that they share (default ${DEFAULT-VALUE})")
    private int connections;

    @Option(
            names = "--rate",
            defaultValue = "max",
            paramLabel = "R|max",
            description = "messages a second (default ${DEFAULT-VALUE})")
    private String rate = "";

    @Option(
            names = "--seconds",
            defaultValue = "10",
            paramLabel = "S",
            description = "how long (default ${DEFAULT-VALUE})")
    private long seconds;

    @Option(
            names = "--bytes",
            defaultValue = "200",
            paramLabel = "N",
            description = "size of a payload (default ${DEFAULT-VALUE})")
    private int bytes;

    @Option(
            names = "--in-flight",
            defaultValue = "2000",
            paramLabel = "N",
            description = "unacknowledged messages of a connection (default ${DEFAULT-VALUE})")
    private int inFlight;

    @Option(
            names = "--first",
            defaultValue = "1",
            paramLabel = "N",
            description = "first number of every device (default ${DEFAULT-VALUE})")
    private long first;

    @Option(names = "--ledger", paramLabel = "FILE", description = "file of what was acknowledged: device,seq")
    private @Nullable Path ledger;

    @Override
    public Integer call() throws IOException, InterruptedException {
        BrokerLogin broker = login.login();
        double perSecond = rate.equals("max") ? LoadOptions.RATE_MAX : Double.parseDouble(rate);
        List<String> ids = IntStream.range(0, devices).mapToObj(i -> prefix + i).toList();
        SimClock clock = SimClock.system();
        Stop stop = new Stop();
        stop.onSignal();
        long startNs = clock.steadyNs();
        Load load = Load.start(new LoadOptions(
                broker.host(),
                broker.port(),
                broker.user(),
                broker.password(),
                ids,
                connections,
                perSecond,
                bytes,
                inFlight,
                ledger,
                first));
        ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().factory());
        var _ = ticker.scheduleAtFixedRate(() -> tell(load), 1, 1, TimeUnit.SECONDS);
        stop.await(seconds);
        ticker.shutdownNow();
        double tookSeconds = (clock.steadyNs() - startNs) / 1e9;
        load.stop();
        System.out.println(summary(load, tookSeconds));
        stop.finished();
        return load.acknowledged() > 0 ? 0 : 1;
    }

    private static String summary(Load load, double tookSeconds) {
        JsonText json =
                new JsonText().open().key("name").value("load").key("ok").value(load.acknowledged() > 0);
        json.key("figures")
                .open()
                .key("sent")
                .value(load.sent())
                .key("acknowledged")
                .value(load.acknowledged());
        json.key("seconds").value(Math.rint(tookSeconds * 10) / 10);
        json.key("messages_per_s")
                .value(Math.rint(load.acknowledged() / tookSeconds))
                .close()
                .close();
        return json.toString();
    }

    private static void tell(Load load) {
        String trouble = load.failure()
                .filter(failure -> load.connected() == 0)
                .map(failure -> ", " + failure.getMessage())
                .orElse("");
        System.err.println(load.sent() + " sent, " + load.acknowledged() + " acknowledged, " + load.connected()
                + " connections" + trouble);
    }
}
