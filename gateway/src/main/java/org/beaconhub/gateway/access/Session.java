package org.beaconhub.gateway.access;

import java.util.Optional;

/**
 * Somebody who is signed in.
 *
 * @param account the account's name
 * @param credential what it was opened with, as a hash; another password and another role end it
 * @param guest who came by a provider, as it told then; empty where the account is one of this hub
 * @param beganMs when, steady time in milliseconds
 * @param usedMs when it was last used, steady time in milliseconds
 */
record Session(String account, String credential, Optional<Account> guest, long beganMs, long usedMs) {
    Session used(long nowMs) {
        return new Session(account, credential, guest, beganMs, nowMs);
    }
}
