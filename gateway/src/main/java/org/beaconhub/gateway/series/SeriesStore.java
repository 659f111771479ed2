package org.beaconhub.gateway.series;

import java.util.List;

/** Where the history is kept. One thread writes; a call takes a bounded time, also where the store hangs. */
public interface SeriesStore extends AutoCloseable {
    /**
     * Makes samples durable; samples that are there already overwrite themselves.
     *
     * @param samples at least one
     */
    Outcome write(List<Sample> samples);

    /** Lets go of the store; a call that hangs ends with {@link Outcome.RetryLater}. */
    @Override
    void close();
}
