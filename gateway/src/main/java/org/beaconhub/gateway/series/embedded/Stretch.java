package org.beaconhub.gateway.series.embedded;

/**
 * What a chart shows, and how long each of its points is, in milliseconds.
 *
 * @param fromMs first moment
 * @param toMs last moment, not included
 * @param bucketMs length of a point
 */
record Stretch(long fromMs, long toMs, long bucketMs) {
    /** The same, a little wider, so that its points are made of whole roll-ups. */
    Stretch aligned(long lengthMs, int pointsMax) {
        long from = Math.floorDiv(fromMs, lengthMs) * lengthMs;
        long bucket = Math.ceilDiv(Math.ceilDiv(toMs - from, pointsMax), lengthMs) * lengthMs;
        return new Stretch(from, toMs, bucket);
    }
}
