package org.beaconhub.gateway.cap;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * What a message says, in one language. Texts that it does not have are empty.
 *
 * @param language RFC 3066, as {@code zh-CN}
 * @param categories what kind of danger
 * @param event what it is, in words
 * @param responseTypes what is to be done
 * @param assessment how grave, how soon, how sure
 * @param audience for whom it is written
 * @param eventCodes what it is, in codes of others
 * @param times when it counts
 * @param words what people read
 * @param parameters what else its sender tells programs
 * @param resources files that belong to it
 * @param areas where
 */
public record CapInfo(
        String language,
        List<Category> categories,
        String event,
        List<ResponseType> responseTypes,
        Assessment assessment,
        String audience,
        List<Named> eventCodes,
        Times times,
        Words words,
        List<Named> parameters,
        List<Resource> resources,
        List<CapArea> areas) {
    /** Copies the lists; an info has a category. */
    public CapInfo {
        categories = List.copyOf(categories);
        responseTypes = List.copyOf(responseTypes);
        eventCodes = List.copyOf(eventCodes);
        parameters = List.copyOf(parameters);
        resources = List.copyOf(resources);
        areas = List.copyOf(areas);
        if (categories.isEmpty()) {
            throw new IllegalArgumentException("an info has a category, got none for event '" + event + "'");
        }
    }

    /**
     * How soon, how grave, how sure.
     *
     * @param urgency how soon to act
     * @param severity how grave
     * @param certainty how sure
     */
    public record Assessment(Urgency urgency, Severity severity, Certainty certainty) {}

    /**
     * When it counts.
     *
     * @param effective from when; from when it was sent where it is left out
     * @param onset when the danger begins
     * @param expires until when
     */
    public record Times(
            Optional<OffsetDateTime> effective, Optional<OffsetDateTime> onset, Optional<OffsetDateTime> expires) {}

    /**
     * What people read.
     *
     * @param senderName who says it
     * @param headline all of it in one line
     * @param description what happens
     * @param instruction what to do
     * @param web the address of a page about it
     * @param contact whom to ask
     */
    public record Words(
            String senderName, String headline, String description, String instruction, String web, String contact) {}

    /**
     * A value under a name that both sides know.
     *
     * @param name the name
     * @param value the value
     */
    public record Named(String name, String value) {}

    /**
     * A file.
     *
     * @param description what it shows
     * @param mimeType its media type
     * @param size its length in bytes, as written; empty where it is not told
     * @param uri where it is
     * @param derefUri the file itself, in Base64
     * @param digest its SHA-1, in hex
     */
    public record Resource(
            String description, String mimeType, String size, String uri, String derefUri, String digest) {}

    /** What kind of danger. */
    public enum Category implements CapWord {
        /** Of the earth: quakes, slides. */
        GEO("Geo"),
        /** Of the weather, floods too. */
        MET("Met"),
        /** Of safety in general. */
        SAFETY("Safety"),
        /** Of police and security. */
        SECURITY("Security"),
        /** Rescue. */
        RESCUE("Rescue"),
        /** Fire, and putting it out. */
        FIRE("Fire"),
        /** Of health. */
        HEALTH("Health"),
        /** Of the environment: pollution. */
        ENV("Env"),
        /** Of traffic. */
        TRANSPORT("Transport"),
        /** Of supply and networks. */
        INFRA("Infra"),
        /** Chemical, biological, radiological, nuclear, explosive. */
        CBRNE("CBRNE"),
        /** Another. */
        OTHER("Other");

        private final String word;

        Category(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    /** What is to be done. */
    public enum ResponseType implements CapWord {
        /** Stay inside. */
        SHELTER("Shelter"),
        /** Leave. */
        EVACUATE("Evacuate"),
        /** Make ready. */
        PREPARE("Prepare"),
        /** Do what the instruction says. */
        EXECUTE("Execute"),
        /** Keep away from it. */
        AVOID("Avoid"),
        /** Look after it. */
        MONITOR("Monitor"),
        /** Judge by what it says; not for warnings of the public. */
        ASSESS("Assess"),
        /** The danger is over. */
        ALL_CLEAR("AllClear"),
        /** Nothing. */
        NONE("None");

        private final String word;

        ResponseType(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    /** How soon to act. */
    public enum Urgency implements CapWord {
        /** At once. */
        IMMEDIATE("Immediate"),
        /** Within the hour. */
        EXPECTED("Expected"),
        /** Later. */
        FUTURE("Future"),
        /** No more. */
        PAST("Past"),
        /** Not known. */
        UNKNOWN("Unknown");

        private final String word;

        Urgency(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    /** How grave. */
    public enum Severity implements CapWord {
        /** Extraordinary danger to life or property. */
        EXTREME("Extreme"),
        /** Significant. */
        SEVERE("Severe"),
        /** Possible. */
        MODERATE("Moderate"),
        /** Little or none. */
        MINOR("Minor"),
        /** Not known. */
        UNKNOWN("Unknown");

        private final String word;

        Severity(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    /** How sure. */
    public enum Certainty implements CapWord {
        /** It happened, or happens. */
        OBSERVED("Observed"),
        /** More than half. */
        LIKELY("Likely"),
        /** Up to half. */
        POSSIBLE("Possible"),
        /** About not at all. */
        UNLIKELY("Unlikely"),
        /** Not known. */
        UNKNOWN("Unknown");

        private final String word;

        Certainty(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }
}
