package org.beaconhub.rules.explain;

/** What stands, beside a rule's condition, between it and an alarm that calls. Moments are hub time, ms since 1970 UTC. */
public sealed interface Hindrance {
    /** The device is out of service. */
    record DeviceOut(long sinceMs, String by, String reason) implements Hindrance {}

    /** Work goes on in an area around it. */
    record InMaintenance(String id, String area, long untilMs, String by, String reason) implements Hindrance {}

    /** Its alarm follows from another; rule and subject are empty where that one is closed. */
    record Inhibited(String alarm, String rule, String subject) implements Hindrance {}

    /** Its alarm is on the shelf. */
    record OnTheShelf(long untilMs, String by, String reason) implements Hindrance {}

    /** The condition holds, but by readings that came too late to raise an alarm. */
    record OldNews() implements Hindrance {}

    /** The condition has held since its last alarm was closed: it must end before it can raise another. */
    record StillHolds() implements Hindrance {}

    /** The condition is over, but the alarm came too often of late: its return waits. */
    record ReturnWaits() implements Hindrance {}
}
