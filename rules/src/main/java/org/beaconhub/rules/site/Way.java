package org.beaconhub.rules.site;

import java.util.List;

/** How a channel reaches whom it is for; one record for each type of channel. Secrets stand here by name alone. */
public sealed interface Way {
    /**
     * A signed HTTP request. Its receiver finds people by their ids.
     *
     * @param url where to post
     * @param secret name of the secret that signs what is posted
     */
    record Webhook(String url, String secret) implements Way {}

    /**
     * An MQTT actuator that confirms.
     *
     * @param device id of the siren's device
     */
    record Siren(String device) implements Way {}

    /**
     * Short messages to people's phones, handed to a message centre over SMPP 3.4.
     *
     * @param host name or address of the message centre
     * @param port its TCP port
     * @param tls whether nothing goes there but within TLS
     * @param systemId what the hub calls itself there
     * @param secret name of the secret that is its password there
     * @param from the sender that phones show: a number, or up to 11 letters and digits
     * @param perSecondMax so many messages may the hub hand over in a second; each part of a long one counts
     * @param language what its messages are written in
     */
    record Sms(
            String host,
            int port,
            boolean tls,
            String systemId,
            String secret,
            String from,
            int perSecondMax,
            Language language)
            implements Way {}

    /** What a channel whose receivers read one language writes in. */
    enum Language {
        /** Chinese. */
        ZH,
        /** English. */
        EN
    }

    /**
     * Mail over SMTP.
     *
     * @param host name or address of the mail server
     * @param port its TCP port
     * @param tls how what goes there is protected
     * @param user the account there; empty for none
     * @param secret name of the secret that is its password; empty without an account
     * @param from the address that it comes from, RFC 5322 without a display name
     * @param to addresses of its own; where there are none, only those whom a policy names hear
     */
    record Mail(String host, int port, Tls tls, String user, String secret, String from, List<String> to)
            implements Way {
        /** Copies the list. */
        public Mail {
            to = List.copyOf(to);
        }
    }

    /** How a connection to a mail server is protected. */
    enum Tls {
        /** It begins in the clear, and nothing is said before TLS has begun. */
        STARTTLS,
        /** TLS from the first byte. */
        IMPLICIT,
        /** In the clear. */
        NONE
    }
}
