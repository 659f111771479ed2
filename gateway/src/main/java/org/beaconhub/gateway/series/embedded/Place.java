package org.beaconhub.gateway.series.embedded;

import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/**
 * Where something lies in the history: first by a slot of time, then by what it belongs to, then by its moment. What is
 * written together so lies together, and a batch touches few pages however many devices there are.
 *
 * @param block the slot of time, and within it the device or series
 * @param at the moment, in nanoseconds or milliseconds since 1970 UTC
 */
record Place(long block, long at) implements Comparable<Place> {
    /** As keys of a map; both numbers are positive. */
    static final BasicDataType<Place> TYPE = new Type();

    @Override
    public int compareTo(Place other) {
        int order = Long.compare(block, other.block);
        return order == 0 ? Long.compare(at, other.at) : order;
    }

    private static final class Type extends BasicDataType<Place> {
        private static final int MEMORY_BYTES = 32;

        @Override
        public int compare(Place left, Place right) {
            return left.compareTo(right);
        }

        @Override
        public int getMemory(Place place) {
            return MEMORY_BYTES;
        }

        @Override
        public void write(WriteBuffer buffer, Place place) {
            buffer.putVarLong(place.block).putVarLong(place.at);
        }

        @Override
        public Place read(ByteBuffer buffer) {
            return new Place(DataUtils.readVarLong(buffer), DataUtils.readVarLong(buffer));
        }

        @Override
        public Place[] createStorage(int size) {
            return new Place[size];
        }
    }
}
