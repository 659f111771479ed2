package org.beaconhub.gateway.cap;

import java.time.OffsetDateTime;
import java.util.List;

/**
 * A message of CAP 1.2. Texts that it does not have are empty.
 *
 * @param id by which others refer to it
 * @param status for what it is meant
 * @param msgType how it belongs to earlier ones
 * @param source what within its sender it comes from
 * @param audience who may read it
 * @param codes marks by agreement of sender and receivers
 * @param note what it is for
 * @param references the earlier messages that it updates or cancels
 * @param incidents names of what it is about; messages with the same name belong together
 * @param infos what it says, mostly once in each language
 */
public record CapAlert(
        Reference id,
        Status status,
        MsgType msgType,
        String source,
        Audience audience,
        List<String> codes,
        String note,
        List<Reference> references,
        List<String> incidents,
        List<CapInfo> infos) {
    /** Copies the lists; all but the first message of a matter refer to earlier ones (CAP 1.2, 3.2.1). */
    public CapAlert {
        codes = List.copyOf(codes);
        references = List.copyOf(references);
        incidents = List.copyOf(incidents);
        infos = List.copyOf(infos);
        if (msgType != MsgType.ALERT && references.isEmpty()) {
            throw new IllegalArgumentException(
                    "a message of msgType " + msgType.word() + " needs references, got none");
        }
    }

    /**
     * The name of a message, by all three parts of it.
     *
     * @param sender who sent it
     * @param identifier unique with its sender
     * @param sent when, to the second
     */
    public record Reference(String sender, String identifier, OffsetDateTime sent) {
        /** Rejects what CAP 1.2 (3.2.1) does not let stand in a name. */
        public Reference {
            check("sender", sender);
            check("identifier", identifier);
            if (sent.getNano() != 0) {
                throw new IllegalArgumentException("sent must have whole seconds, got " + sent);
            }
        }

        private static void check(String field, String value) {
            if (!value.matches("[^\\s,<&]+")) {
                throw new IllegalArgumentException(
                        field + " must be a text without space, comma, < and &, got '" + value + "'");
            }
        }
    }

    /**
     * Who may read it.
     *
     * @param scope how widely
     * @param restriction by what rule; there is one where the scope is restricted
     * @param addresses to whom; there are some where the scope is private
     */
    public record Audience(Scope scope, String restriction, List<String> addresses) {
        /** Copies the list; rejects what says less than its scope needs (CAP 1.2, 3.2.1). */
        public Audience {
            addresses = List.copyOf(addresses);
            if (scope == Scope.RESTRICTED && restriction.isEmpty()) {
                throw new IllegalArgumentException("scope Restricted needs a restriction, got none");
            }
            if (scope == Scope.PRIVATE && addresses.isEmpty()) {
                throw new IllegalArgumentException("scope Private needs addresses, got none");
            }
        }
    }

    /** For what a message is meant. */
    public enum Status implements CapWord {
        /** Real: act. */
        ACTUAL("Actual"),
        /** For those who take part in an exercise. */
        EXERCISE("Exercise"),
        /** Between machines alone. */
        SYSTEM("System"),
        /** A test of the way; receivers disregard it. */
        TEST("Test"),
        /** Not to be acted on in this form. */
        DRAFT("Draft");

        private final String word;

        Status(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    /** How a message belongs to earlier ones. */
    public enum MsgType implements CapWord {
        /** The first. */
        ALERT("Alert"),
        /** It takes the place of those that it refers to. */
        UPDATE("Update"),
        /** It takes back those that it refers to. */
        CANCEL("Cancel"),
        /** Those that it refers to have arrived. */
        ACK("Ack"),
        /** Those that it refers to are refused. */
        ERROR("Error");

        private final String word;

        MsgType(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    /** How widely a message may be read. */
    public enum Scope implements CapWord {
        /** By everybody. */
        PUBLIC("Public"),
        /** By those whom a rule names. */
        RESTRICTED("Restricted"),
        /** By those to whom it is addressed. */
        PRIVATE("Private");

        private final String word;

        Scope(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }
}
