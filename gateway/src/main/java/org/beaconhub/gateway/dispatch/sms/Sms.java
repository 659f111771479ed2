package org.beaconhub.gateway.dispatch.sms;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocketFactory;
import org.beaconhub.gateway.answer.Answers;
import org.beaconhub.gateway.answer.ShortId;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.dispatch.Carrier;
import org.beaconhub.gateway.dispatch.ChannelTest;
import org.beaconhub.gateway.dispatch.DispatchFault;
import org.beaconhub.gateway.dispatch.DispatchOptions;
import org.beaconhub.gateway.dispatch.PerChannel;
import org.beaconhub.gateway.dispatch.Said;
import org.beaconhub.gateway.dispatch.Secrets;
import org.beaconhub.gateway.dispatch.wording.DrillWording;
import org.beaconhub.gateway.dispatch.wording.TestWording;
import org.beaconhub.gateway.dispatch.wording.Wording;
import org.beaconhub.rules.contact.Contact;
import org.beaconhub.rules.decision.DrillNoticeOrdered;
import org.beaconhub.rules.decision.IncidentCalled;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.site.Channel;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.site.Way;

/** Sends short messages to people's phones. */
public final class Sms implements Carrier<Way.Sms>, AutoCloseable {
    /** A link that leaves less than this for what happened is left out, in characters. */
    private static final int ROOM_MIN = 40;
    /** Where phones can send an answer to the sender, a call says how. */
    private static final Text HOW = new Text("回复 1 应答 ", "Reply 1 to answer ");

    private final Secrets secrets;
    private final Answers answers;
    private final Clock clock;
    private final DispatchOptions options;
    private final SSLSocketFactory tls;
    private final PerChannel<Bind> binds = new PerChannel<>();
    private final AtomicInteger reference;

    /**
     * Sends over binds that begin with the first message.
     *
     * @param secrets the passwords
     * @param answers how people answer
     * @param tls whom to trust where TLS is asked for
     */
    public Sms(Secrets secrets, Answers answers, Clock clock, DispatchOptions options, SSLSocketFactory tls) {
        this.secrets = secrets;
        this.answers = answers;
        this.clock = clock;
        this.options = options;
        this.tls = tls;
        this.reference = new AtomicInteger((int) clock.nowMs());
    }

    @Override
    public Handed deliver(NoticeOrdered ordered, Channel channel, Way.Sms way, Site site) throws DispatchFault {
        String text = text(Wording.of(ordered.notice(), site).title(), way.language());
        String how = asks(ordered, way) ? text(HOW, way.language()) : "";
        Parts parts = parts(
                text, how + "#" + ShortId.of(ordered.notice().id()), answers.links().link(ordered, clock.nowMs()));
        return new Received(submitted(phone(ordered.recipient(), site), channel, way, site, parts));
    }

    @Override
    public Handed deliverDrill(DrillNoticeOrdered ordered, Channel channel, Way.Sms way, Site site)
            throws DispatchFault {
        String text = text(DrillWording.of(ordered.notice(), site).title(), way.language());
        Optional<String> answer = answers.links().ofDrills().link(ordered, clock.nowMs());
        Parts parts = parts(text, "#" + ShortId.of(ordered.notice().id()), answer);
        return new Received(submitted(phone(ordered.recipient(), site), channel, way, site, parts));
    }

    @Override
    public ChannelTest.Proof prove(ChannelTest test, Channel channel, Way.Sms way, Site site) throws DispatchFault {
        String phone = phone(test.recipient(), site);
        String text = text(TestWording.of(test, site).title(), way.language());
        Parts parts = Parts.of(text, "\n#" + test.id(), reference.getAndIncrement() & 0xff);
        String answer = submitted(phone, channel, way, site, parts);
        return new ChannelTest.Proved(phone + " by " + way.host() + ":" + way.port(), text, answer);
    }

    private String submitted(String phone, Channel channel, Way.Sms way, Site site, Parts parts) throws DispatchFault {
        return Said.line("SMPP " + String.join(" ", bind(channel, way, site).submit(phone, parts)));
    }

    private static String phone(String recipient, Site site) throws DispatchFault {
        return site.contact(recipient)
                .map(Contact::phone)
                .filter(number -> !number.isEmpty())
                .orElseThrow(() -> new DispatchFault(
                        DispatchFault.Sort.LASTING, "contact '" + recipient + "' has no phone any more"));
    }

    /**
     * Each attempt has a reference of its own, so that no phone joins what is left of one with the next.
     *
     * @param last what stands whole at the end
     * @param answer the link to answer by; it is left out where too little room would be left for the text
     */
    private Parts parts(String text, String last, Optional<String> answer) {
        String id = "\n" + last;
        String end = answer.map(link -> "\n" + link + id)
                .filter(each -> Parts.roomBefore(text, each) >= Math.min(ROOM_MIN, text.length()))
                .orElse(id);
        return Parts.of(text, end, reference.getAndIncrement() & 0xff);
    }

    /** A name as the sender takes no answers. */
    private static boolean asks(NoticeOrdered ordered, Way.Sms way) {
        return way.from().matches("\\+?[0-9]+")
                && ordered.notice().about() instanceof IncidentCalled called
                && called.reason().calls();
    }

    static String text(Text title, Way.Language language) {
        return switch (language) {
            case ZH -> title.zh();
            case EN -> title.en();
        };
    }

    private Bind bind(Channel channel, Way.Sms way, Site site) {
        return binds.of(
                channel,
                site,
                () -> new Bind(way, secrets, clock, options, new Wire(way.tls(), tls, options), answers.replies()));
    }

    /** Ends all binds. */
    @Override
    public void close() {
        binds.close();
    }
}
