package org.beaconhub.rules.fact;

/** Paths of areas: names from the outside in, with strokes between, as in {@code forest/east}. */
public final class AreaPath {
    private AreaPath() {}

    /** Whether an area is another one, or lies within it. */
    public static boolean isWithin(String path, String outer) {
        return path.startsWith(outer) && (path.length() == outer.length() || path.charAt(outer.length()) == '/');
    }
}
