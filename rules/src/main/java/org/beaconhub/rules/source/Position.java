package org.beaconhub.rules.source;

/**
 * A place in a text file.
 *
 * @param file name within the site folder
 * @param line from 1
 * @param column from 1
 */
public record Position(String file, int line, int column) {
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
