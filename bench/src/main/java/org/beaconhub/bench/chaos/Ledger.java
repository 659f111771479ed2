package org.beaconhub.bench.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Numbers of messages, by device. */
public final class Ledger {
    private final Map<String, BitSet> numbers = new TreeMap<>();

    /** What a load generator wrote down as acknowledged: lines {@code device,seq}. */
    public static Ledger read(Path file) throws IOException {
        Ledger ledger = new Ledger();
        try (Stream<String> lines = Files.lines(file)) {
            lines.forEach(line -> {
                int comma = line.lastIndexOf(',');
                ledger.add(line.substring(0, comma), Long.parseLong(line.substring(comma + 1)));
            });
        }
        return ledger;
    }

    /** Notes a message. */
    public void add(String device, long number) {
        numbers.computeIfAbsent(device, key -> new BitSet()).set((int) number);
    }

    /** How many messages. */
    public long size() {
        return numbers.values().stream().mapToLong(BitSet::cardinality).sum();
    }

    /** The devices. */
    public List<String> devices() {
        return List.copyOf(numbers.keySet());
    }

    /** What is here and not there: {@code device,number}. */
    public List<String> without(Ledger there) {
        List<String> missing = new ArrayList<>();
        numbers.forEach((device, mine) -> {
            BitSet left = (BitSet) mine.clone();
            left.andNot(there.numbers.getOrDefault(device, new BitSet()));
            left.stream().forEach(number -> missing.add(device + "," + number));
        });
        return missing;
    }
}
