package org.beaconhub.gateway.access;

import java.net.InetAddress;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.beaconhub.gateway.clock.Clock;

/**
 * Slows down who guesses passwords. Failures are counted for an account at an address, for an address, and for an
 * account from anywhere; from a certain number on each further one doubles the time to wait. Many addresses together
 * can hold an account up by half a minute at the most, and not at a desk where it was signed in before, so that nobody
 * locks the control room out. An address is its network: who has one IPv6 address has 2^64 of them.
 */
public final class Brake {
    /** So many counts are kept of each sort; the one that was quiet for longest goes first. */
    static final int COUNTS_MAX = 10_000;
    /** Failures are forgotten after so long without one, milliseconds. */
    static final long FORGET_MS = 3_600_000;

    private static final long FIRST_WAIT_MS = 1_000;
    /** Names are told apart by so many characters: no account has a longer one. */
    private static final int NAME_LENGTH = 64;

    private static final int NETWORK_BYTES = 8;

    private final Clock clock;
    private final Counts pairs = new Counts(5, 15 * 60_000L);
    private final Counts addresses = new Counts(20, 15 * 60_000L);
    private final Counts accounts = new Counts(50, 30_000);

    private final Map<String, Boolean> desks = new LinkedHashMap<>(16, 0.75f, true);

    private record Count(int failures, long lastMs) {}

    /** Nobody has failed yet. */
    public Brake(Clock clock) {
        this.clock = clock;
    }

    /**
     * Begins an attempt, which counts as failed until {@link #succeeded}: so attempts at once are no way around.
     *
     * @return milliseconds to wait before the next attempt; 0 where this one may go on
     */
    public synchronized long attempt(String account, String address) {
        long nowMs = clock.steadyMs();
        String name = name(account);
        String network = network(address);
        String desk = name + " " + network;
        long everywhereMs = desks.get(desk) == null ? accounts.waitMs(name, nowMs) : 0;
        long waitMs = Math.max(everywhereMs, Math.max(pairs.waitMs(desk, nowMs), addresses.waitMs(network, nowMs)));
        if (waitMs == 0) {
            pairs.failed(desk, nowMs);
            addresses.failed(network, nowMs);
            accounts.failed(name, nowMs);
        }
        return waitMs;
    }

    /** The attempt was right: what was counted for this account is forgotten, and this attempt for the address. */
    public synchronized void succeeded(String account, String address) {
        String name = name(account);
        String network = network(address);
        String desk = name + " " + network;
        pairs.forget(desk);
        accounts.forget(name);
        addresses.takeBack(network);
        desks.put(desk, true);
        if (desks.size() > COUNTS_MAX) {
            desks.remove(desks.keySet().iterator().next());
        }
    }

    private static String name(String account) {
        return Account.key(account.substring(0, Math.min(NAME_LENGTH, account.length())));
    }

    private static String network(String address) {
        try {
            byte[] bytes =
                    InetAddress.ofLiteral(address.replaceAll("[\\[\\]]", "")).getAddress();
            return HexFormat.of().formatHex(bytes, 0, Math.min(NETWORK_BYTES, bytes.length));
        } catch (IllegalArgumentException e) {
            return address;
        }
    }

    /** How many counts are kept. */
    synchronized int size() {
        return pairs.byKey.size() + addresses.byKey.size() + accounts.byKey.size();
    }

    private static final class Counts {
        private final int free;
        private final long waitMsMax;
        private final Map<String, Count> byKey = new LinkedHashMap<>(16, 0.75f, true);

        Counts(int free, long waitMsMax) {
            this.free = free;
            this.waitMsMax = waitMsMax;
        }

        long waitMs(String key, long nowMs) {
            Count count = byKey.get(key);
            if (count == null || count.failures() < free || nowMs - count.lastMs() >= FORGET_MS) {
                return 0;
            }
            int doublings = Math.min(20, count.failures() - free);
            long delayMs = Math.min(waitMsMax, FIRST_WAIT_MS << doublings);
            return Math.max(0, count.lastMs() + delayMs - nowMs);
        }

        void failed(String key, long nowMs) {
            Count count = byKey.get(key);
            int before = count == null || nowMs - count.lastMs() >= FORGET_MS ? 0 : count.failures();
            byKey.put(key, new Count(before + 1, nowMs));
            if (byKey.size() > COUNTS_MAX) {
                byKey.remove(byKey.keySet().iterator().next());
            }
        }

        void takeBack(String key) {
            Count count = byKey.get(key);
            if (count != null) {
                byKey.put(key, new Count(count.failures() - 1, count.lastMs()));
            }
        }

        void forget(String key) {
            byKey.remove(key);
        }
    }
}
