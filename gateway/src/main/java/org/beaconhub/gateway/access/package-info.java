/**
 * Who may do what: accounts, API tokens, roles and their rights, sessions, and the brake on guessing. It knows no HTTP;
 * passwords are stored as Argon2id hashes, everything else that opens a door as a hash of a random text.
 */
@NullMarked
package org.beaconhub.gateway.access;

import org.jspecify.annotations.NullMarked;
