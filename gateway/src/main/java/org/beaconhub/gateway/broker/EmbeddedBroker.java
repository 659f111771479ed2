package org.beaconhub.gateway.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** An MQTT broker (3.1.1 and 5) in this process; what it acknowledged is on its disk. */
public final class EmbeddedBroker implements AutoCloseable {
    private static final String ACCEPTOR = "mqtt";
    private static final int PACKET_BYTES_MAX = 1 << 20;
    private static final long MEMORY_BYTES_MAX = 64L << 20;
    private static final int PAGE_BYTES = 4 << 20;
    private static final int JOURNAL_FILE_BYTES = 10 << 20;
    private static final int JOURNAL_FILES_MIN = 2;
    private static final int JOURNAL_FILES_POOLED = 10;
    private static final int FLUSH_AFTER_NANOS = 1_000_000;
    private static final int DISK_PERCENT_MAX = 95;
    private static final long IDLE_QUEUE_SCAN_MS = 30_000;
    private static final int GOODBYE_LOOKS_MAX = 200;
    private static final long LOOK_NS = 5_000_000;

    /** Named since the broker warns of each queue that has none; nothing goes there. */
    private static final SimpleString NOWHERE = SimpleString.of("nowhere");

    private final EmbeddedActiveMQ server;
    private final int port;

    private EmbeddedBroker(EmbeddedActiveMQ server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts, and goes on with the sessions and messages of the data folder.
     *
     * @throws IOException where the port is taken or the folder cannot be used
     */
    public static EmbeddedBroker start(BrokerOptions options) throws IOException {
        EmbeddedActiveMQ server = new EmbeddedActiveMQ();
        server.setConfiguration(configuration(options));
        server.setSecurityManager(new Guard(options.credentials()));
        try {
            server.start();
        } catch (Exception e) { // Artemis declares no narrower one
            throw new IOException("the broker did not start: " + e.getMessage(), e);
        }
        if (server.getActiveMQServer().isActive()
                && server.getActiveMQServer().getRemotingService().getAcceptor(ACCEPTOR)
                        instanceof NettyAcceptor acceptor) {
            return new EmbeddedBroker(server, acceptor.getActualPort());
        }
        stop(server);
        throw new IOException("the broker cannot listen on " + options.host() + ":" + options.port()
                + "; the port is taken, or its data folder " + options.dataFolder() + " is in use");
    }

    private static Configuration configuration(BrokerOptions options) {
        Path folder = options.dataFolder().toAbsolutePath();
        return new ConfigurationImpl()
                .setName("beacon-hub")
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setJournalDirectory(folder.resolve("journal").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .setLargeMessagesDirectory(folder.resolve("large").toString())
                .setJournalType(JournalType.NIO)
                .setJournalFileSize(JOURNAL_FILE_BYTES)
                .setJournalMinFiles(JOURNAL_FILES_MIN)
                .setJournalPoolFiles(JOURNAL_FILES_POOLED)
                .setJournalBufferTimeout_NIO(FLUSH_AFTER_NANOS)
                .setJournalSyncNonTransactional(true)
                .setJournalSyncTransactional(true)
                .setJournalDatasync(true)
                .setGlobalMaxSize(MEMORY_BYTES_MAX)
                .setMaxDiskUsage(DISK_PERCENT_MAX)
                .setAddressQueueScanPeriod(IDLE_QUEUE_SCAN_MS)
                .setMessageCounterEnabled(false)
                .setCriticalAnalyzer(false)
                .setJMXManagementEnabled(false)
                .setSecurityEnabled(true)
                .setSecurityRoles(Map.of("#", Set.of()))
                .addAddressSetting("#", bounded())
                .addAcceptorConfiguration(acceptor(options));
    }

    /** Beyond the memory that the broker may take, messages go to pages on the disk; none is dropped. */
    private static AddressSettings bounded() {
        return new AddressSettings()
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                .setPageSizeBytes(PAGE_BYTES)
                .setMaxDeliveryAttempts(-1)
                .setDeadLetterAddress(NOWHERE)
                .setExpiryAddress(NOWHERE)
                .setAutoCreateAddresses(true)
                .setAutoCreateQueues(true)
                .setAutoDeleteAddresses(true);
    }

    private static TransportConfiguration acceptor(BrokerOptions options) {
        Map<String, Object> transport = Map.of("host", options.host(), "port", options.port(), "protocols", "MQTT");
        Map<String, Object> protocol =
                Map.of("maximumPacketSize", PACKET_BYTES_MAX, "closeMqttConnectionOnPublishAuthorizationFailure", true);
        return new TransportConfiguration(NettyAcceptorFactory.class.getName(), transport, ACCEPTOR, protocol);
    }

    /** The TCP port that it listens on. */
    public int port() {
        return port;
    }

    @Override
    public void close() {
        awaitGoodbyes();
        stop(server);
    }

    /**
     * Who has said goodbye is let go first: a broker that ends while it still takes leave of a client stumbles over it.
     * Devices that stay connected are not waited for.
     */
    private void awaitGoodbyes() {
        for (int looks = 0; looks < GOODBYE_LOOKS_MAX && hubIsConnected(); looks++) {
            LockSupport.parkNanos(LOOK_NS);
        }
    }

    private boolean hubIsConnected() {
        return server.getActiveMQServer().getSessions().stream()
                .anyMatch(session -> Credentials.HUB.equals(session.getUsername()));
    }

    private static void stop(EmbeddedActiveMQ server) {
        try {
            server.stop();
        } catch (Exception e) { // Artemis declares no narrower one
            throw new IllegalStateException("the broker did not stop: " + e.getMessage(), e);
        }
    }
}
