package org.beaconhub.rules.detect;

import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;

/**
 * Average, sum, number or last of the readings of a window that ends now. The window is cut into at
 * most {@value #PANES} panes ({@value #LEVEL_PANES} where a level is compared with others): a device that sends no more
 * often than that is reckoned reading by reading, a faster one's readings are joined within a pane, which leaves whole,
 * so memory is bounded and the window is at most one pane too long. A pane that leaves has the rest summed up anew, so
 * that no rounding error gathers.
 */
final class Window extends Ring implements Memory {
    /** Panes of a window. */
    static final int PANES = 64;

    /** Panes of the window of a {@link Memory.Form#LEVEL}. */
    static final int LEVEL_PANES = 8;

    private static final int PANES_HELD_FIRST = 2;
    /** Places that a pane takes: the time of its newest reading, how many there are, and the bits of what they make. */
    private static final int PANE = 3;

    private final Form form;
    private final long windowMs;
    private final long paneMs;
    private final int panesHeldMax;
    /** When the last pane began. */
    private long lastBeganMs;

    private long readings;
    private double value;
    private boolean told;

    Window(Form form, long windowMs) {
        super(PANE, PANES_HELD_FIRST);
        this.form = form;
        this.windowMs = windowMs;
        int cuts = form == Form.LEVEL ? LEVEL_PANES : PANES;
        this.paneMs = paneMs(windowMs, cuts);
        this.panesHeldMax = cuts + 2;
    }

    /** How long a pane is of a window that is cut into so many. */
    static long paneMs(long windowMs, int cuts) {
        return (windowMs + cuts - 1) / cuts;
    }

    private long newestMs(int pane) {
        return ring[at(pane)];
    }

    private double value(int pane) {
        return Double.longBitsToDouble(ring[at(pane) + 2]);
    }

    private void put(int at, long newestMs, long inPane, double figure) {
        ring[at] = newestMs;
        ring[at + 1] = inPane;
        ring[at + 2] = Double.doubleToRawLongBits(figure);
    }

    @Override
    public boolean add(long timeMs, double reading) {
        long turnedMs = turnsMs();
        evict(timeMs);
        told = true;
        if (count > 0 && (form == Form.LAST || timeMs - lastBeganMs < paneMs || count == panesHeldMax)) {
            int at = at(count - 1);
            put(at, timeMs, ring[at + 1] + 1, joined(value(count - 1), reading));
        } else {
            begin(timeMs, reading);
        }
        value = readings == 0 ? reading : joined(value, reading);
        readings++;
        return turnsMs() < turnedMs;
    }

    private void begin(long timeMs, double reading) {
        put(append(panesHeldMax), timeMs, 1, reading);
        lastBeganMs = timeMs;
    }

    private double joined(double before, double reading) {
        return switch (form) {
            case AVG, LEVEL, SUM -> before + reading;
            case COUNT, LAST, MIN, MAX, RISE, CHANGED, STUCK -> reading;
        };
    }

    private void evict(long nowMs) {
        boolean gone = false;
        while (count > 0 && nowMs - newestMs(0) >= windowMs) {
            readings -= ring[first + 1];
            dropFirst();
            gone = true;
        }
        if (gone) {
            value = count == 0 ? 0 : value(0);
            for (int i = 1; i < count; i++) {
                value = joined(value, value(i));
            }
        }
    }

    @Override
    public long fetch() {
        return count == 0 ? 0 : newestMs(0) + newestMs(count - 1);
    }

    @Override
    public boolean known(long nowMs) {
        evict(nowMs);
        return switch (form) {
            case SUM, COUNT -> told;
            case AVG, LEVEL, MIN, MAX, LAST, RISE, CHANGED, STUCK -> readings > 0;
        };
    }

    @Override
    public double now(long nowMs) {
        return switch (form) {
            case AVG, LEVEL -> value / readings;
            case COUNT -> readings;
            case MIN, MAX, SUM, LAST, RISE, CHANGED, STUCK -> value;
        };
    }

    @Override
    public boolean isTimed() {
        return true;
    }

    /** A sum or number falls when its oldest reading leaves; the others wait for a reading, or for the last to leave. */
    @Override
    public long turnsMs() {
        if (count == 0) {
            return NEVER;
        }
        return windowMs
                + switch (form) {
                    case SUM, COUNT -> newestMs(0);
                    case AVG, LEVEL, MIN, MAX, LAST, RISE, CHANGED, STUCK -> newestMs(count - 1);
                };
    }

    /** The newest reading and the one before are in the window, and panes leave whole. */
    @Override
    public Reach reach(Bands bands, int slot) {
        if (count == 0 || !bands.passesAtMost(windowMs - 1)) {
            return Reach.OPEN;
        }
        double lowest = bands.lowest(slot);
        double highest = bands.highest(slot);
        return switch (form) {
            case LAST -> bands.bounds(lowest, highest);
            case COUNT -> bands.bounds(2, Double.POSITIVE_INFINITY);
            case AVG, LEVEL -> {
                for (int i = 0; i < count; i++) {
                    double average = value(i) / ring[at(i) + 1];
                    lowest = Math.min(lowest, average);
                    highest = Math.max(highest, average);
                }
                yield bands.nearly(lowest, highest);
            }
            case SUM, MIN, MAX, RISE, CHANGED, STUCK -> Reach.OPEN;
        };
    }

    @Override
    public Memory copy() {
        Window copy = new Window(form, windowMs);
        copy.adopt(this);
        return copy;
    }

    @Override
    public void write(ByteSink sink, long nearMs) {
        evict(nearMs);
        sink.putUnsigned((long) count << 1 | (told ? 1 : 0));
        if (count == 0) {
            return;
        }
        sink.putMoment(lastBeganMs, nearMs);
        long beforeMs = lastBeganMs;
        long stepMs = 0;
        long inPane = 0;
        double before = 0;
        for (int i = 0; i < count; i++) {
            int at = at(i);
            // Panes come at even intervals and have as many readings each: what changes of these is short.
            boolean asMany = ring[at + 1] == inPane;
            long unevenMs = ring[at] - beforeMs - stepMs;
            sink.putSigned(unevenMs << 1 | (asMany ? 1 : 0));
            if (!asMany) {
                sink.putUnsigned(ring[at + 1]);
            }
            sink.putNumber(value(i), before);
            stepMs = i == 0 ? 0 : ring[at] - beforeMs;
            beforeMs = ring[at];
            inPane = ring[at + 1];
            before = value(i);
        }
        sink.putNumber(value, before);
    }

    @Override
    public void read(ByteSource source, long nearMs) {
        long head = source.getUnsigned();
        told = (head & 1) != 0;
        hold((int) Math.min(head >>> 1, panesHeldMax));
        readings = 0;
        value = 0;
        if (count == 0) {
            return;
        }
        lastBeganMs = source.getMoment(nearMs);
        long atMs = lastBeganMs;
        long stepMs = 0;
        long inPane = 0;
        double figure = 0;
        for (int i = 0; i < count; i++) {
            long beforeMs = atMs;
            long uneven = source.getSigned();
            atMs += stepMs + (uneven >> 1);
            inPane = (uneven & 1) == 1 ? inPane : source.getUnsigned();
            figure = source.getNumber(figure);
            put(i * PANE, atMs, inPane, figure);
            readings += inPane;
            stepMs = i == 0 ? 0 : atMs - beforeMs;
        }
        value = source.getNumber(figure);
    }
}
