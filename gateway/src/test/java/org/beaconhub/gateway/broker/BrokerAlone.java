package org.beaconhub.gateway.broker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A broker in a process of its own, to be killed. */
final class BrokerAlone {
    private BrokerAlone() {}

    /** Starts in a data folder (first argument) with the accounts of another (second); its port goes into a file (third). */
    public static void main(String[] args) throws Exception {
        Credentials credentials = Credentials.in(Path.of(args[1]));
        EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.local(0, Path.of(args[0]), credentials));
        Path part = Path.of(args[2] + ".part");
        Files.writeString(part, String.valueOf(broker.port()));
        Files.move(part, Path.of(args[2]), StandardCopyOption.ATOMIC_MOVE);
    }
}
