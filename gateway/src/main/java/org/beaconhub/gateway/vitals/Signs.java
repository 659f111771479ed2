package org.beaconhub.gateway.vitals;

import java.util.Optional;

/** What the hub's rooms say of themselves, asked by {@link Vitals}; every answer comes at once. */
public interface Signs {
    /** Whether the writer's loop lives. */
    boolean running();

    /** Whether the broker is connected. */
    boolean brokerConnected();

    /** Whether what was last put into the journal could be made durable, and in time. */
    boolean journalWritable();

    /** How often the delivery of notices failed unexpectedly since the start, and was begun again. */
    long dispatchFaults();

    /** Age of the oldest entry that the history lacks, in milliseconds; 0 where it lacks none. */
    long historyLagMs();

    /** Why the history refuses to be written until a person acts; empty where it does not. */
    Optional<String> historyStopped();

    /** Age of the newest entry that the records have where newer ones wait, in milliseconds; 0 where none does. */
    long recordsLagMs();

    /** Why the records cannot be written now; empty where they can. */
    Optional<String> recordsTrouble();

    /** What is not known any more, since the engine began anew at this start; empty where it went on. */
    Optional<String> lost();

    /** Room left on the disk of the journal, in bytes. */
    long roomBytes();

    /** Size of the disk of the journal, in bytes. */
    long diskBytes();

    /** Whether devices are held back, since the disk has no room. */
    boolean heldBack();

    /** Whether no more incidents can be open, so that signs join others' ones. */
    boolean incidentsFull();

    /** Whether a timer of the rules does not advance, so that time passes for them in coarse steps. */
    boolean timerStuck();

    /** The longest wait for a commit since it was last asked, in milliseconds. */
    long takeSlowestCommitMs();

    /** How many puts from devices wait. */
    int inboxDepth();

    /** Entries committed since the start. */
    long entries();

    /** Commits since the start. */
    long commits();

    /** Messages of devices that were decided on since the journal began, the unreadable ones too. */
    long messages();

    /** How much the journal takes, and how well it is kept. */
    JournalFigures journalFigures();

    /** Time spent in commits since the start, in nanoseconds. */
    long commitNanos();
}
