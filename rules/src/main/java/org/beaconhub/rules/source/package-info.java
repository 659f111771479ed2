/**
 * Texts that people write: YAML with the position of every word, and the problems found in them. The one room that
 * knows the YAML library; nothing of it leaves here.
 */
@NullMarked
package org.beaconhub.rules.source;

import org.jspecify.annotations.NullMarked;
