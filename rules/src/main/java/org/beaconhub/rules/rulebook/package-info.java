/**
 * The rule language: text becomes a typed {@link org.beaconhub.rules.rulebook.Rulebook} or problems with their places.
 * Every value is in the catalogue's unit and every duration in milliseconds once it is here. Nothing is evaluated here.
 */
@NullMarked
package org.beaconhub.rules.rulebook;

import org.jspecify.annotations.NullMarked;
