/** The watch list: plates and cards, by their pseudonyms, whose passage people asked to be told of, why and until when. */
@NullMarked
package org.beaconhub.rules.watch;

import org.jspecify.annotations.NullMarked;
