package org.beaconhub.rules.incident;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.RandomAccess;

/**
 * A list that never changes and is cheap to continue: one with another element at a place, or one more at its end, costs
 * one copy of its references and no look at any element.
 */
final class Roll<E> extends AbstractList<E> implements RandomAccess {
    private final E[] elements;

    private Roll(E[] elements) {
        this.elements = elements;
    }

    /** These elements; the list itself where it is a roll already. */
    static <E> Roll<E> of(Collection<E> elements) {
        if (elements instanceof Roll<E> roll) {
            return roll;
        }
        @SuppressWarnings("unchecked")
        E[] copy = (E[]) List.copyOf(elements).toArray();
        return new Roll<>(copy);
    }

    /** It with another element at a place. */
    Roll<E> with(int index, E element) {
        E[] next = elements.clone();
        next[index] = element;
        return new Roll<>(next);
    }

    /** It with one more element. */
    Roll<E> plus(E element) {
        E[] next = Arrays.copyOf(elements, elements.length + 1);
        next[elements.length] = element;
        return new Roll<>(next);
    }

    /** It without the elements from one place up to another. */
    Roll<E> without(int from, int to) {
        E[] next = Arrays.copyOf(elements, elements.length - (to - from));
        System.arraycopy(elements, to, next, from, elements.length - to);
        return new Roll<>(next);
    }

    @Override
    public E get(int index) {
        return elements[index];
    }

    @Override
    public int size() {
        return elements.length;
    }
}
