/**
 * A hub's data folder as one checksummed file, and back. It copies what the hub cannot make again (journal, snapshots,
 * accounts, secrets where asked for) and leaves out what it can: the history within the hub, cursors, the broker's own
 * files. It decides nothing, and may not touch a running hub's files but to read them.
 */
@NullMarked
package org.beaconhub.gateway.backup;

import org.jspecify.annotations.NullMarked;
