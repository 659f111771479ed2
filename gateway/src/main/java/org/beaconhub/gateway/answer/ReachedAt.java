package org.beaconhub.gateway.answer;

import java.util.Optional;
import java.util.function.Supplier;

/** Where people reach the hub. */
record ReachedAt(Supplier<String> base) {
    /** The link with a token; empty where people do not reach the hub. */
    Optional<String> link(String path, String token) {
        String where = base.get();
        String end = where.endsWith("/") ? where.substring(0, where.length() - 1) : where;
        return where.isEmpty() ? Optional.empty() : Optional.of(end + path + token);
    }
}
