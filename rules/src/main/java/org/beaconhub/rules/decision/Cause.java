package org.beaconhub.rules.decision;

/**
 * Where a decision comes from; unique to it.
 *
 * @param seq journal sequence of the entry that caused it
 * @param ordinal its place among the decisions of that entry, from 0
 */
public record Cause(long seq, int ordinal) {}
