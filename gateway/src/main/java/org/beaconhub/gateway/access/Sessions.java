package org.beaconhub.gateway.access;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.beaconhub.gateway.clock.Clock;

/**
 * Who is signed in now. Sessions are kept in memory by the hash of their id, and end with the process: who signs in
 * again proves who it is, and nothing on the disk opens a door.
 */
public final class Sessions {
    /** A session that nobody uses for so long is over, milliseconds. A page that is open uses it. */
    public static final long IDLE_MS = 30 * 60_000L;
    /** A session is over after so long, milliseconds: one shift of twelve hours, and its handover. */
    public static final long ABSOLUTE_MS = 13 * 3_600_000L;
    /** So many sessions at the most; then the one that was idle for longest ends. */
    public static final int COUNT_MAX = 1_000;

    private final Accounts accounts;
    private final Clock clock;
    private final Map<String, Session> byHash = new HashMap<>();

    /** Sessions of these accounts. */
    public Sessions(Accounts accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    /** Opens one of an account of this hub; its id, for the cookie. */
    public String open(Account account) {
        long nowMs = clock.steadyMs();
        return open(new Session(account.name(), credential(account), Optional.empty(), nowMs, nowMs), nowMs);
    }

    /** Opens one of somebody who came by a provider, and has no account here; its id, for the cookie. */
    public String openGuest(Account guest) {
        long nowMs = clock.steadyMs();
        return open(new Session(guest.name(), credential(guest), Optional.of(guest), nowMs, nowMs), nowMs);
    }

    private synchronized String open(Session session, long nowMs) {
        byHash.values().removeIf(each -> over(each, nowMs));
        if (byHash.size() >= COUNT_MAX) {
            byHash.entrySet().stream()
                    .min(Comparator.comparingLong(each -> each.getValue().usedMs()))
                    .ifPresent(idlest -> byHash.remove(idlest.getKey()));
        }
        String id = Codes.random();
        byHash.put(Codes.hash(id), session);
        return id;
    }

    /** Whose it is, as the account is now; counts as a use. */
    public synchronized Optional<Account> of(String id) {
        String hash = Codes.hash(id);
        Session session = byHash.get(hash);
        long nowMs = clock.steadyMs();
        if (session == null) {
            return Optional.empty();
        }
        Optional<Account> own = accounts.account(session.account());
        Optional<Account> account = session.guest().isPresent()
                ? session.guest().filter(guest -> own.isEmpty())
                : own.filter(each -> credential(each).equals(session.credential()));
        if (account.isEmpty() || over(session, nowMs)) {
            byHash.remove(hash);
            return Optional.empty();
        }
        byHash.put(hash, session.used(nowMs));
        return account;
    }

    /** Ends one. */
    public synchronized void end(String id) {
        byHash.remove(Codes.hash(id));
    }

    /** How many there are. */
    public synchronized int count() {
        return byHash.size();
    }

    private static boolean over(Session session, long nowMs) {
        return nowMs - session.usedMs() >= IDLE_MS || nowMs - session.beganMs() >= ABSOLUTE_MS;
    }

    private static String credential(Account account) {
        return Codes.hash(account.role().word() + " " + account.password().orElse(""));
    }
}
