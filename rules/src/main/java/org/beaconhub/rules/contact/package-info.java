/**
 * The people whom the hub tells. Texts to contacts or problems. It knows nothing of what happens, and of channels only
 * their names.
 */
@NullMarked
package org.beaconhub.rules.contact;

import org.jspecify.annotations.NullMarked;
