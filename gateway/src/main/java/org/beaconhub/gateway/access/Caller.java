package org.beaconhub.gateway.access;

/** Who a request comes from. */
public sealed interface Caller {
    /** The name under which acts go into the journal; empty where nobody has signed in. */
    String name();

    /** Whether it may do something. */
    boolean may(Right right);

    /**
     * Somebody at the machine of a hub without accounts: may do everything, and says himself who he is.
     */
    record Unnamed() implements Caller {
        @Override
        public String name() {
            return "";
        }

        @Override
        public boolean may(Right right) {
            return true;
        }
    }

    /**
     * Nobody knows who.
     */
    record Stranger() implements Caller {
        @Override
        public String name() {
            return "";
        }

        @Override
        public boolean may(Right right) {
            return false;
        }
    }

    /**
     * A person who is signed in.
     *
     * @param account as it is now
     */
    record Person(Account account) implements Caller {
        @Override
        public String name() {
            return account.name();
        }

        @Override
        public boolean may(Right right) {
            return account.role().may(right);
        }
    }

    /**
     * A program.
     *
     * @param token as it is now
     */
    record Program(ApiToken token) implements Caller {
        /** No account's name has a colon, so no token passes for a person. */
        @Override
        public String name() {
            return "token:" + token.name();
        }

        @Override
        public boolean may(Right right) {
            return token.role().may(right);
        }
    }
}
