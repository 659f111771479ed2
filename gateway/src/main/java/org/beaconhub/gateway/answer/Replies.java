package org.beaconhub.gateway.answer;

import java.util.Optional;
import org.beaconhub.rules.fact.Text;

/** Takes what people send back to a notice from their phones. */
public interface Replies {
    /** Takes none: whoever forwards them keeps them. */
    Replies NONE = (from, text) -> {
        throw new Untaken("nobody here reads what people send back");
    };

    /**
     * Takes one. It is durable when this comes back.
     *
     * @param from the number that it is from: a plus and digits, or the digits that a network of its own country shows
     * @param text what it says
     * @return what to say to it; empty where there is nothing to say
     * @throws Untaken where it must be brought again
     */
    Optional<Said> take(String from, String text) throws Untaken, InterruptedException;

    /**
     * What is said to a person.
     *
     * @param phone number of E.164, a plus and digits
     * @param text what
     */
    record Said(String phone, Text text) {}

    /** It could not be made durable. */
    final class Untaken extends Exception {
        private static final long serialVersionUID = 1;

        /** Says why. */
        public Untaken(String why) {
            super(why);
        }
    }
}
