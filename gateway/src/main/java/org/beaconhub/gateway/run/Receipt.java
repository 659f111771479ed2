package org.beaconhub.gateway.run;

/** Told when facts are durable. */
public interface Receipt {
    /** Nobody waits. */
    Receipt NONE = lastSeq -> {};

    /**
     * The facts are in the journal for good. Called by the writer, so it must be quick and must not wait.
     *
     * @param lastSeq sequence of the last of them
     */
    void committed(long lastSeq);
}
