package org.beaconhub.gateway.broker;

import java.io.IOException;
import java.util.Set;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who may connect, and who may do what on which topic. */
final class Guard implements ActiveMQSecurityManager5 {
    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
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
        if (!validateUser(user, password)) {
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
        String asked = address.split(QUEUE_SEPARATOR, 2)[0];
        return subject.getPrincipals(UserPrincipal.class).stream()
                .anyMatch(user -> user.getName().equals(Credentials.HUB) || may(user.getName(), check, asked));
    }

    private static boolean may(String account, CheckType check, String address) {
        return switch (check) {
            case SEND -> Topics.says(account, address);
            case CREATE_ADDRESS -> Topics.says(account, address) || Topics.hears(account, address);
            case CONSUME,
                    CREATE_DURABLE_QUEUE,
                    DELETE_DURABLE_QUEUE,
                    CREATE_NON_DURABLE_QUEUE,
                    DELETE_NON_DURABLE_QUEUE -> Topics.hears(account, address);
            case DELETE_ADDRESS, MANAGE, BROWSE, VIEW, EDIT -> false;
        };
    }

    @Override
    public boolean validateUser(@Nullable String user, @Nullable String password) {
        try {
            return user != null && password != null && credentials.fits(user, password);
        } catch (IOException e) {
            LOG.warn("nobody can log in at the broker: {}", e.getMessage());
            return false;
        }
    }

    /** Asked only of managers that know no addresses; this one does. */
    @Override
    public boolean validateUserAndRole(
            @Nullable String user, @Nullable String password, @Nullable Set<Role> roles, @Nullable CheckType check) {
        return false;
    }
}
