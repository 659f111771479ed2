package org.beaconhub.rules.rulebook;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.beaconhub.rules.fact.Quantity;

/**
 * Where an expression stands: what its names may mean.
 *
 * @param vocabulary the site's names
 * @param definitions names that the rules give
 * @param types types of the devices that it is asked of
 * @param raise the condition that neighbours are asked where an expression does not say what; empty where it must
 * @param alone whether it may ask about one device alone
 */
record Setting(
        Vocabulary vocabulary, Definitions definitions, Set<String> types, Optional<Condition> raise, boolean alone) {
    /** The quantities that its devices measure. */
    Set<Quantity> measured() {
        Set<Quantity> measured = EnumSet.noneOf(Quantity.class);
        types.forEach(type -> measured.addAll(vocabulary.types().getOrDefault(type, Set.of())));
        return measured;
    }

    /** The setting of a condition on each of other devices. */
    Setting at(Set<String> otherTypes) {
        return new Setting(vocabulary, definitions, otherTypes, Optional.empty(), true);
    }
}
