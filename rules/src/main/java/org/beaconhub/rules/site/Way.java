package org.beaconhub.rules.site;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.beaconhub.rules.fact.AreaPath;
import org.beaconhub.rules.fact.Text;

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
     * Messages of the Common Alerting Protocol 1.2, in signed HTTP requests.
     *
     * @param url where to post
     * @param secret name of the secret that signs what is posted
     * @param sender what the hub is called in messages, unique in the world; without space, comma, {@code <} and {@code &}
     * @param contact whom readers of a message may ask; empty for nobody
     * @param signingKey name of the secret with the key that signs the messages themselves; empty where they are not signed
     */
    record Cap(String url, String secret, String sender, String contact, String signingKey) implements Way {}

    /** Something that moves outside the hub, told over MQTT, and again until it confirms. */
    sealed interface Actuator extends Way permits Siren, Gate, Speaker {
        /** Id of its device. */
        String device();

        /** For which alarms it acts. */
        Scope scope();
    }

    /**
     * Sounds while an alarm calls.
     *
     * @param device id of the siren
     * @param scope for which alarms
     */
    record Siren(String device, Scope scope) implements Actuator {}

    /**
     * Opens for people to get out, and stays open until a person locks it.
     *
     * @param device id of the gate
     * @param scope for which alarms; it names types of incident
     */
    record Gate(String device, Scope scope) implements Actuator {}

    /**
     * Speaks to the public while an alarm calls.
     *
     * @param device id of the loudspeaker
     * @param scope for which alarms
     * @param announcement what it says
     */
    record Speaker(String device, Scope scope, Text announcement) implements Actuator {}

    /**
     * The alarms that an actuator acts for, among those that its channel takes.
     *
     * @param areas paths of areas, areas below them included; none for everywhere
     * @param incidents types of incident; none for all
     */
    record Scope(List<String> areas, Set<String> incidents) {
        /** Copies the collections. */
        public Scope {
            areas = List.copyOf(areas);
            incidents = Collections.unmodifiableSet(new TreeSet<>(incidents));
        }

        /** Whether it acts for an alarm there whose incident is of that type. */
        public boolean covers(String area, String incident) {
            return (areas.isEmpty() || areas.stream().anyMatch(own -> AreaPath.isWithin(area, own)))
                    && (incidents.isEmpty() || incidents.contains(incident));
        }
    }

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

    /**
     * A robot in a group chat.
     *
     * @param style whose chat it is
     * @param secret name of the secret with the address that the chat gave out, and on its second line the key that signs, where
     *     there is one
     */
    record Robot(Style style, String secret) implements Way {
        /** Whose chat it is. */
        public enum Style {
            /** DingTalk, 钉钉. */
            DINGTALK,
            /** WeCom, 企业微信. */
            WECOM,
            /** Feishu, 飞书, and Lark. */
            FEISHU
        }
    }
}
