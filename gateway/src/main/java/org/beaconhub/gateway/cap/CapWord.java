package org.beaconhub.gateway.cap;

import java.util.Arrays;

/** A constant of the protocol. */
public interface CapWord {
    /** As the protocol writes it. */
    String word();

    /** The constant that is written so. */
    static <E extends Enum<E> & CapWord> E of(Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("there is no " + type.getSimpleName() + " '" + word + "'"));
    }
}
