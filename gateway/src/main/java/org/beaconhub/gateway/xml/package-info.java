/** XML that programs read: documents that grow element by element, with texts made harmless, and Atom feeds. */
@NullMarked
package org.beaconhub.gateway.xml;

import org.jspecify.annotations.NullMarked;
