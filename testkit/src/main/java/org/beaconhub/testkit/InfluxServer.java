package org.beaconhub.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real InfluxDB 1.x. */
public final class InfluxServer extends RealInflux {
    private final boolean auth;
    private final int backupPort;

    private InfluxServer(Path folder, boolean auth) throws IOException {
        super(folder);
        this.auth = auth;
        this.backupPort = Ports.free();
    }

    /** Starts one without accounts. */
    public static InfluxServer open(Path folder) throws IOException {
        return started(new InfluxServer(folder, false));
    }

    /** Starts one that wants an account; the first that is created may do all. */
    public static InfluxServer withLogins(Path folder) throws IOException {
        return started(new InfluxServer(folder, true));
    }

    private static InfluxServer started(InfluxServer server) throws IOException {
        server.start();
        return server;
    }

    @Override
    List<String> command() throws IOException {
        Path config = folder().resolve("influxdb.conf");
        Files.writeString(config, """
                reporting-disabled = true
                bind-address = "127.0.0.1:%d"
                [meta]
                dir = "%s/meta"
                [data]
                dir = "%s/data"
                wal-dir = "%s/wal"
                [http]
                bind-address = "127.0.0.1:%d"
                auth-enabled = %s
                log-enabled = false
                [monitor]
                store-enabled = false
                """.formatted(backupPort, folder(), folder(), folder(), port(), auth));
        return List.of(Server.INFLUXDB.program().toString(), "-config", config.toString());
    }

    @Override
    String authorization() {
        return "";
    }
}
