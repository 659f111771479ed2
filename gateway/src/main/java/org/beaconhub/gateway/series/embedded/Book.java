package org.beaconhub.gateway.series.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.beaconhub.gateway.series.Sample;
import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.fact.Reading;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.DataType;
import org.h2.mvstore.type.LongDataType;
import org.h2.mvstore.type.StringDataType;

/**
 * The open file. One thread writes, any thread reads. After any fault it is thrown away and a new one reads everything
 * anew. Roll-ups are added to once a minute or so; until then each commit notes which rows they lack, so that a reading
 * counts once whatever happens between.
 */
final class Book implements AutoCloseable {
    /** Reopens the file where a reading thread was interrupted: by itself Java closes it for everybody. */
    private static final String REOPENING = "retry:";

    private static final long NANOS_PER_MS = 1_000_000;
    private static final int CACHE_MB = 16;
    /** Each commit writes the pages of the latest slot anew: files are made compact where less than so much is in use. */
    private static final int FILL_PERCENT = 50;

    private static final int COMPACT_BYTES = 8 << 20;
    private static final int RETENTION_MS = 5000;

    private final MVStore store;
    private final MVMap<Place, byte[]> rows;
    private final MVMap<Place, byte[]> minutes;
    private final MVMap<Place, byte[]> hours;
    private final MVMap<Long, byte[]> unrolled;
    private final Names devices;
    private final Names quantities;
    private final Pending pending = new Pending();
    private final ByteSink row = new ByteSink(256);
    private long commits;

    Book(Path file) {
        makeFolderOf(file);
        store = new MVStore.Builder()
                .fileName(REOPENING + file.toAbsolutePath())
                .autoCommitDisabled()
                .cacheSize(CACHE_MB)
                .open();
        store.setRetentionTime(RETENTION_MS);
        rows = store.openMap("rows", byPlace());
        minutes = store.openMap("minutes", byPlace());
        hours = store.openMap("hours", byPlace());
        unrolled = store.openMap("unrolled", map(LongDataType.INSTANCE, ByteArrayDataType.INSTANCE));
        devices = new Names(store.openMap("devices", map(StringDataType.INSTANCE, LongDataType.INSTANCE)));
        quantities = new Names(store.openMap("quantities", map(StringDataType.INSTANCE, LongDataType.INSTANCE)));
        readUnrolled();
    }

    private static void makeFolderOf(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw DataUtils.newMVStoreException(
                    DataUtils.ERROR_WRITING_FAILED, "the folder of {0} cannot be made", file, e);
        }
    }

    private static MVMap.Builder<Place, byte[]> byPlace() {
        return map(Place.TYPE, ByteArrayDataType.INSTANCE);
    }

    private static <K, V> MVMap.Builder<K, V> map(DataType<K> key, DataType<V> value) {
        return new MVMap.Builder<K, V>().keyType(key).valueType(value);
    }

    private void readUnrolled() {
        for (byte[] places : unrolled.values()) {
            ByteSource source = new ByteSource(places);
            while (source.left() > 0) {
                Place place = new Place(source.getUnsigned(), source.getUnsigned());
                int from = (int) source.getUnsigned();
                byte[] bytes = rows.get(place);
                if (bytes != null) {
                    pending.add(Slots.deviceOf(place), atMs(place), bytes, from);
                }
            }
        }
        Long last = unrolled.lastKey();
        commits = last == null ? 0 : last;
    }

    private static long atMs(Place row) {
        return row.at() / NANOS_PER_MS;
    }

    /** Roll-ups that are not in their maps yet. */
    Pending pending() {
        return pending;
    }

    /** Makes the samples durable; those that are there already stay. Samples of one message must follow each other. */
    void add(List<Sample> samples) {
        ByteSink places = new ByteSink(16 * samples.size());
        int from = 0;
        while (from < samples.size()) {
            Sample first = samples.get(from);
            int to = from;
            row.truncate(0);
            for (; to < samples.size() && together(first, samples.get(to)); to++) {
                Reading reading = samples.get(to).reading();
                Row.add(row, quantities.number(reading.quantity().key()), reading);
            }
            add(Slots.row(devices.number(first.device()), momentNs(first)), row.toBytes(), places);
            from = to;
        }
        if (places.length() > 0) {
            unrolled.put(++commits, places.toBytes());
        }
        commit();
    }

    /** Below ten nanoseconds a sample's time tells readings of one message apart, which the row does by their order. */
    private static long momentNs(Sample sample) {
        return sample.atNs() / 10 * 10;
    }

    private static boolean together(Sample first, Sample next) {
        return next.device().equals(first.device()) && momentNs(next) == momentNs(first);
    }

    private void add(Place place, byte[] told, ByteSink places) {
        byte[] before = rows.putIfAbsent(place, told);
        byte[] now = told;
        int from = 0;
        if (before != null) {
            byte[] missing = Row.missing(before, told);
            if (missing.length == 0) {
                return;
            }
            from = before.length;
            ByteSink both = new ByteSink(from + missing.length);
            both.putRaw(before, 0, from);
            both.putRaw(missing, 0, missing.length);
            now = both.toBytes();
            rows.put(place, now);
        }
        pending.add(Slots.deviceOf(place), atMs(place), now, from);
        places.putUnsigned(place.block());
        places.putUnsigned(place.at());
        places.putUnsigned(from);
    }

    /** Moves what waits into the roll-up maps, all or nothing. */
    void flush() {
        pending.each((series, startMs, rollUp) -> {
            merge(minutes, Slots.rollUp(series, startMs, Slots.MINUTE_MS), rollUp);
            merge(hours, Slots.rollUp(series, startMs / Slots.HOUR_MS * Slots.HOUR_MS, Slots.HOUR_MS), rollUp);
        });
        unrolled.clear();
        commit();
        pending.clear();
        store.compact(FILL_PERCENT, COMPACT_BYTES);
    }

    private static void merge(MVMap<Place, byte[]> into, Place place, RollUp more) {
        RollUp rollUp = RollUp.of(into.get(place));
        rollUp.add(more);
        into.put(place, rollUp.toBytes());
    }

    /** Deletes what is older than that, at most so much of each kind; whether there may be more. */
    boolean delete(long beforeMs, int most) {
        boolean more = delete(rows, Slots.rowBlock(Slots.rowSlot(beforeMs), 0), most);
        more |= delete(minutes, Slots.rollUpBlock(Slots.rollUpSlot(beforeMs, Slots.MINUTE_MS), 0), most);
        more |= delete(hours, Slots.rollUpBlock(Slots.rollUpSlot(beforeMs, Slots.HOUR_MS), 0), most);
        commit();
        return more;
    }

    private static boolean delete(MVMap<Place, byte[]> from, long beforeBlock, int most) {
        List<Place> old = new ArrayList<>();
        Cursor<Place, byte[]> cursor = from.cursor(null, new Place(beforeBlock - 1, Long.MAX_VALUE), false);
        while (old.size() < most && cursor.hasNext()) {
            old.add(cursor.next());
        }
        old.forEach(from::remove);
        return old.size() == most;
    }

    private void commit() {
        store.commit();
        store.sync();
    }

    /** Shows what a device told of a quantity in a stretch of time, slot by slot. */
    void readings(String device, String quantity, long fromMs, long toMs, Look each) {
        long deviceNumber = devices.find(device);
        long quantityNumber = quantities.find(quantity);
        if (deviceNumber == 0 || quantityNumber == 0) {
            return;
        }
        MVStore.TxCounter usage = store.registerVersionUsage();
        try {
            for (long slot = Slots.rowSlot(fromMs); slot <= Slots.rowSlot(toMs - 1); slot++) {
                long block = Slots.rowBlock(slot, deviceNumber);
                Place first = new Place(block, fromMs * NANOS_PER_MS);
                Place last = new Place(block, toMs * NANOS_PER_MS - 1);
                Cursor<Place, byte[]> cursor = rows.cursor(first, last, false);
                while (cursor.hasNext()) {
                    long atMs = atMs(cursor.next());
                    Row.look(cursor.getValue(), 0, (found, value) -> {
                        if (found == quantityNumber) {
                            each.at(atMs, value);
                        }
                    });
                }
            }
        } finally {
            store.deregisterVersionUsage(usage);
        }
    }

    /** Shows every moment at which a device told of a quantity. */
    void moments(String quantity, H2Store.Moment each) {
        Map<Long, String> names = devices.byNumber();
        long wanted = quantities.find(quantity);
        MVStore.TxCounter usage = store.registerVersionUsage();
        try {
            Cursor<Place, byte[]> cursor = rows.cursor(null);
            while (cursor.hasNext()) {
                Place place = cursor.next();
                String device = names.getOrDefault(Slots.deviceOf(place), "");
                Row.look(cursor.getValue(), 0, (found, value) -> {
                    if (found == wanted) {
                        each.at(device, place.at());
                    }
                });
            }
        } finally {
            store.deregisterVersionUsage(usage);
        }
    }

    /** Shows the roll-ups of a length that begin in a stretch of time, those that wait first. */
    void rollUps(String device, String quantity, long fromMs, long toMs, long lengthMs, Longer each) {
        long series = Slots.series(devices.find(device), quantities.find(quantity));
        pending.of(series).forEach((atMs, rollUp) -> {
            if (atMs >= fromMs && atMs < toMs) {
                each.at(atMs, rollUp);
            }
        });
        MVMap<Place, byte[]> from = lengthMs == Slots.HOUR_MS ? hours : minutes;
        for (long slot = Slots.rollUpSlot(fromMs, lengthMs); slot <= Slots.rollUpSlot(toMs - 1, lengthMs); slot++) {
            long block = Slots.rollUpBlock(slot, series);
            Cursor<Place, byte[]> cursor = from.cursor(new Place(block, fromMs), new Place(block, toMs - 1), false);
            while (cursor.hasNext()) {
                long atMs = cursor.next().at();
                each.at(atMs, RollUp.of(cursor.getValue()));
            }
        }
    }

    /** Takes one reading. */
    interface Look {
        void at(long atMs, double value);
    }

    /** Takes one roll-up. */
    interface Longer {
        void at(long startMs, RollUp rollUp);
    }

    @Override
    public void close() {
        store.closeImmediately();
    }
}
