package org.beaconhub.gateway.dispatch.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.dispatch.DispatchFault;
import org.beaconhub.gateway.dispatch.PerChannel;
import org.beaconhub.rules.site.Way;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of a channel to its mail server. Greeting, TLS and login take longer than a mail, so a connection is kept for
 * a short time after one, and serves the next. There are never more than deliveries on their way at once.
 */
final class Connections implements PerChannel.Connected {
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
    /** How long one waits for the next mail, in milliseconds; servers hang up after minutes. */
    static final long IDLE_MS = 5000;
    /** A connection is not used for more than this, as some servers take no more over one. */
    static final int MAILS_MAX = 100;

    private final Way.Mail way;
    private final Session session;
    private final Clock clock;
    /** The one used last is at the end. */
    private final ArrayDeque<Kept> idle = new ArrayDeque<>();

    private boolean sweeping;
    private boolean closed;

    /**
     * A connection, and what it has done.
     *
     * @param mails sent over it
     * @param sinceNanos when the last was sent, steady time
     */
    private record Kept(Transport transport, int mails, long sinceNanos) {}

    /**
     * None yet.
     *
     * @param session with the settings of the way
     */
    Connections(Way.Mail way, Session session, Clock clock) {
        this.way = way;
        this.session = session;
        this.clock = clock;
    }

    @Override
    public boolean isOf(Way other) {
        return way.equals(other);
    }

    Session session() {
        return session;
    }

    /** What is done over a connection. */
    interface Use {
        /** Sends; what the server said. */
        String over(Transport transport) throws MessagingException;
    }

    /** Where the password comes from; it is asked for by new connections alone. */
    interface Password {
        /** Reads it. */
        String read() throws DispatchFault;
    }

    /** Uses a connection. One over which anything failed is not used again, so that no mail suffers from another. */
    String use(Password password, Use use) throws MessagingException, DispatchFault {
        Kept mine = take(password);
        boolean well = false;
        try {
            String said = use.over(mine.transport());
            well = true;
            return said;
        } finally {
            if (well) {
                putBack(new Kept(mine.transport(), mine.mails() + 1, clock.steadyNanos()));
            } else {
                hangUp(mine);
            }
        }
    }

    /** The server is asked first whether it is still there; where one connection is gone, so may be the others. */
    private Kept take(Password password) throws MessagingException, DispatchFault {
        List<Kept> over;
        Kept last;
        synchronized (this) {
            over = old();
            last = idle.pollLast();
        }
        over.forEach(Connections::hangUp);
        if (last != null && last.transport().isConnected()) {
            return last;
        }
        if (last != null) {
            hangUpAll();
        }
        return new Kept(connected(password), 0, clock.steadyNanos());
    }

    private Transport connected(Password password) throws MessagingException, DispatchFault {
        String secret = way.user().isEmpty() ? "" : password.read();
        Transport transport = session.getTransport("smtp");
        if (way.user().isEmpty()) {
            transport.connect(way.host(), way.port(), null, null);
        } else {
            transport.connect(way.host(), way.port(), way.user(), secret);
        }
        return transport;
    }

    private void putBack(Kept kept) {
        synchronized (this) {
            if (!closed && kept.mails() < MAILS_MAX) {
                idle.addLast(kept);
                if (!sweeping) {
                    sweeping = true;
                    Thread.ofVirtual().name("mail-idle").start(this::sweep);
                }
                return;
            }
        }
        hangUp(kept);
    }

    /** Hangs up what nobody needs any more; ends with the last. */
    private void sweep() {
        boolean more = true;
        while (more) {
            try {
                Thread.sleep(clock.waitMs(IDLE_MS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            List<Kept> over;
            synchronized (this) {
                over = old();
                sweeping = !idle.isEmpty();
                more = sweeping;
            }
            over.forEach(Connections::hangUp);
        }
    }

    /** Takes those out that have been idle for too long. */
    private List<Kept> old() {
        List<Kept> over = new ArrayList<>();
        long beforeNanos = clock.steadyNanos() - TimeUnit.MILLISECONDS.toNanos(IDLE_MS);
        while (!idle.isEmpty() && idle.getFirst().sinceNanos() - beforeNanos <= 0) {
            over.add(idle.removeFirst());
        }
        return over;
    }

    private void hangUpAll() {
        List<Kept> all;
        synchronized (this) {
            all = List.copyOf(idle);
            idle.clear();
        }
        all.forEach(Connections::hangUp);
    }

    private static void hangUp(Kept kept) {
        try {
            kept.transport().close();
        } catch (MessagingException e) {
            LOG.debug("a mail server was gone before the hub hung up: {}", e.getMessage());
        }
    }

    /** Hangs up; what is being sent is sent to its end. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        hangUpAll();
    }
}
