package org.beaconhub.gateway.backup;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The last file of a backup: what is in it, and the SHA-256 of each file, so that a missing, added or changed one is
 * noticed.
 *
 * <pre>
 * beacon-backup 1
 * entries 1 12034
 * 5f2b…  journal/segment-0000000000000000001.mv
 * </pre>
 */
record Seal(long firstSeq, long lastSeq, Map<String, String> sums) {
    static final String NAME = "beacon-backup.txt";
    private static final String HEAD = "beacon-backup 1";
    private static final String ENTRIES = "entries";

    Seal {
        sums = new TreeMap<>(sums);
    }

    /** The name of a file's sum. */
    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    String text() {
        List<String> lines = new ArrayList<>(List.of(HEAD, ENTRIES + " " + firstSeq + " " + lastSeq));
        sums.forEach((name, sum) -> lines.add(sum + "  " + name));
        return String.join("\n", lines) + "\n";
    }

    /**
     * Reads one.
     *
     * @throws BackupDamaged where it is none
     */
    static Seal parse(String text) {
        String[] lines = text.split("\n", -1);
        String[] entries = lines.length < 2 ? new String[0] : lines[1].split(" ", -1);
        if (!lines[0].equals(HEAD) || entries.length != 3 || !entries[0].equals(ENTRIES)) {
            throw new BackupDamaged(NAME + ": its first lines must be '" + HEAD + "' and '" + ENTRIES
                    + " FIRST LAST', got '" + lines[0] + "'");
        }
        Map<String, String> sums = new TreeMap<>();
        for (int i = 2; i < lines.length; i++) {
            String[] parts = lines[i].split(" {2}", 2);
            if (parts.length == 2) {
                sums.put(parts[1], parts[0]);
            }
        }
        try {
            return new Seal(Long.parseLong(entries[1]), Long.parseLong(entries[2]), sums);
        } catch (NumberFormatException e) {
            throw new BackupDamaged(NAME + ": entries must be numbers, got '" + lines[1] + "'");
        }
    }
}
