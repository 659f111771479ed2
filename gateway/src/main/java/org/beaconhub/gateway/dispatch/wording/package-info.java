/** What a notice says to a person, in Chinese and English; the same words in every channel that carries text. */
@NullMarked
package org.beaconhub.gateway.dispatch.wording;

import org.jspecify.annotations.NullMarked;
