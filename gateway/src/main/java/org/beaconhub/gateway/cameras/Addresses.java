package org.beaconhub.gateway.cameras;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;

/**
 * To which addresses a camera's name may lead. A name can be made to lead anywhere by whoever answers for it, so where it
 * leads is looked at before each request; what the client then resolves again is the same for 30 s, as the JDK keeps it.
 */
final class Addresses {
    /** Where clouds tell a machine its secrets, besides the link-local address. */
    private static final Set<String> METADATA = Set.of("100.100.100.200", "fd00:ec2:0:0:0:0:0:254");

    private Addresses() {}

    /**
     * Looks where a URL leads.
     *
     * @throws CameraSilent where its host is not known, or leads where no camera is
     */
    static void check(URI url) throws CameraSilent {
        String host = url.getHost();
        InetAddress[] all;
        try {
            all = InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw new CameraSilent("摄像头的主机名无法解析", "the name of the camera's host is not known");
        }
        for (InetAddress each : all) {
            if (each.isLoopbackAddress() ? !isWritten(host) : isElsewhere(each)) {
                throw new CameraSilent(
                        "摄像头的主机名指向不允许的地址 " + each.getHostAddress(),
                        "the name of the camera's host leads to " + each.getHostAddress() + ", where no camera may be");
            }
        }
    }

    /** Whether the site itself says that the camera is on this machine. */
    private static boolean isWritten(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    private static boolean isElsewhere(InetAddress address) {
        return address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isMulticastAddress()
                || METADATA.contains(address.getHostAddress());
    }
}
