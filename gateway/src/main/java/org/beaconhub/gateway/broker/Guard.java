package org.beaconhub.gateway.broker;

import java.util.Set;
import java.util.regex.Pattern;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.jspecify.annotations.Nullable;

/**
 * Who may connect, and who may do what on which topic. A topic reaches it as an address: its levels joined by dots, a
 * dot within a level written {@code \.}.
 */
final class Guard implements ActiveMQSecurityManager5 {
    private static final String LEVEL = "(?:[^.*#\\\\]|\\\\.)+";
    private static final Pattern SAID_BY_DEVICES = Pattern.compile(
            "beacon\\.v1\\." + LEVEL + "\\.(?:telemetry|confirm|status)|(?:senml|zigbee2mqtt|application)\\..+");
    private static final Pattern ONE_COMMAND_TOPIC = Pattern.compile("beacon\\.v1\\." + LEVEL + "\\.command");
    private static final String QUEUE_SEPARATOR = "::";

    private final Credentials credentials;

    Guard(Credentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public @Nullable Subject authenticate(
            @Nullable String user,
            @Nullable String password,
            @Nullable RemotingConnection connection,
            @Nullable String domain) {
        if (user == null || password == null || !credentials.fits(user, password)) {
            return null;
        }
        Subject subject = new Subject();
        subject.getPrincipals().add(new UserPrincipal(user));
        return subject;
    }

    @Override
    public boolean authorize(@Nullable Subject subject, @Nullable Set<Role> roles, CheckType check, String address) {
        if (subject == null) {
            return false;
        }
        String topic = address.split(QUEUE_SEPARATOR, 2)[0];
        return subject.getPrincipals(UserPrincipal.class).stream()
                .anyMatch(user -> user.getName().equals(Credentials.HUB) || device(check, topic));
    }

    private static boolean device(CheckType check, String topic) {
        return switch (check) {
            case SEND -> SAID_BY_DEVICES.matcher(topic).matches();
            case CREATE_ADDRESS ->
                SAID_BY_DEVICES.matcher(topic).matches()
                        || ONE_COMMAND_TOPIC.matcher(topic).matches();
            case CONSUME,
                    CREATE_DURABLE_QUEUE,
                    DELETE_DURABLE_QUEUE,
                    CREATE_NON_DURABLE_QUEUE,
                    DELETE_NON_DURABLE_QUEUE -> ONE_COMMAND_TOPIC.matcher(topic).matches();
            case DELETE_ADDRESS, MANAGE, BROWSE, VIEW, EDIT -> false;
        };
    }

    @Override
    public boolean validateUser(@Nullable String user, @Nullable String password) {
        return user != null && password != null && credentials.fits(user, password);
    }

    /** Asked only of managers that know no addresses; this one does. */
    @Override
    public boolean validateUserAndRole(
            @Nullable String user, @Nullable String password, @Nullable Set<Role> roles, @Nullable CheckType check) {
        return false;
    }
}
