package org.beaconhub.gateway.console.door;

import io.javalin.security.RouteRole;
import org.beaconhub.gateway.access.Right;

/** What a route asks of who comes; a route that says nothing is closed to everybody who must sign in. */
public sealed interface Needs extends RouteRole {
    /** Everybody may come, also strangers. */
    record Nothing() implements Needs {}

    /**
     * Whoever has a right.
     *
     * @param right the right
     */
    record Having(Right right) implements Needs {}

    /** Everybody may come. */
    Needs OPEN = new Nothing();

    /** Whoever has a right may come. */
    static Needs right(Right right) {
        return new Having(right);
    }
}
