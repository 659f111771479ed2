package org.beaconhub.rules.weather;

import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;

/**
 * The three moisture codes, each the memory of one layer of fuel; they rise as it dries.
 *
 * @param ffmc Fine Fuel Moisture Code: litter, a memory of about a day; 0 to 101
 * @param dmc Duff Moisture Code: loose duff, about twelve days; 0 or more
 * @param dc Drought Code: deep, compact duff, about 52 days; 0 or more
 */
public record Codes(double ffmc, double dmc, double dc) {
    /** The scale of the FFMC. */
    static final Range FFMC = new Range("FFMC", "", 0, 101);

    private static final Range DMC = new Range("DMC", "", 0, 1e4);
    private static final Range DC = new Range("DC", "", 0, 1e5);

    /** The standard start in spring, three days after snow has gone (Van Wagner 1987, FTR 35, and Canada's weather guide). */
    public static final Codes START = new Codes(85, 6, 15);

    /** Rejects codes off their scales. */
    public Codes {
        FFMC.check(ffmc);
        DMC.check(dmc);
        DC.check(dc);
    }

    void write(ByteSink sink) {
        sink.putDouble(ffmc);
        sink.putDouble(dmc);
        sink.putDouble(dc);
    }

    static Codes read(ByteSource source) {
        return new Codes(source.getDouble(), source.getDouble(), source.getDouble());
    }
}
