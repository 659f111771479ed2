/**
 * What a site has prepared for incidents: a procedure for each type, the units and what they answer, and points such as
 * water and ways in. Texts to a plan or problems. It knows nothing of what happens.
 */
@NullMarked
package org.beaconhub.rules.response;

import org.jspecify.annotations.NullMarked;
