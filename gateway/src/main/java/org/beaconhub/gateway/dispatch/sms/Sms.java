package org.beaconhub.gateway.dispatch.sms;

import java.util.Optional;
import java.util.function.IntFunction;
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
    private final Begun begun;

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
        this.begun = new Begun((int) clock.nowMs());
    }

    @Override
    public Handed deliver(NoticeOrdered ordered, Channel channel, Way.Sms way, Site site) throws DispatchFault {
        String id = ordered.notice().id();
        String text = text(Wording.of(ordered.notice(), site).title(), way.language());
        String how = asks(ordered, way) ? text(HOW, way.language()) : "";
        Optional<String> answer = answers.links().link(ordered, clock.nowMs());
        Asked asked = new Asked(id, phone(ordered.recipient(), site), channel, way, site);
        return new Received(submitted(asked, reference -> parts(text, how + "#" + ShortId.of(id), answer, reference)));
    }

    @Override
    public Handed deliverDrill(DrillNoticeOrdered ordered, Channel channel, Way.Sms way, Site site)
            throws DispatchFault {
        String text = text(DrillWording.of(ordered.notice(), site).title(), way.language());
        String id = ordered.notice().id();
        Optional<String> answer = answers.links().ofDrills().link(ordered, clock.nowMs());
        Asked asked = new Asked(id, phone(ordered.recipient(), site), channel, way, site);
        return new Received(submitted(asked, reference -> parts(text, "#" + ShortId.of(id), answer, reference)));
    }

    @Override
    public ChannelTest.Proof prove(ChannelTest test, Channel channel, Way.Sms way, Site site) throws DispatchFault {
        String phone = phone(test.recipient(), site);
        String text = text(TestWording.of(test, site).title(), way.language());
        Asked asked = new Asked(test.id(), phone, channel, way, site);
        String answer = submitted(asked, reference -> Parts.of(text, "\n#" + test.id(), reference));
        return new ChannelTest.Proved(phone + " by " + way.host() + ":" + way.port(), text, answer);
    }

    /** What is to go to which phone. */
    private record Asked(String id, String phone, Channel channel, Way.Sms way, Site site) {}

    /** Sends what the centre does not have of it yet. */
    private String submitted(Asked asked, IntFunction<Parts> made) throws DispatchFault {
        Message message = begun.take(asked.id(), asked.way(), asked.phone(), made);
        try {
            bind(asked.channel(), asked.way(), asked.site()).submit(message);
        } catch (DispatchFault e) {
            if (e.sort() == DispatchFault.Sort.PASSING) {
                begun.keep(asked.id(), message);
            }
            throw e;
        }
        return Said.line("SMPP " + String.join(" ", message.ids()));
    }

    private static String phone(String recipient, Site site) throws DispatchFault {
        return site.contact(recipient)
                .map(Contact::phone)
                .filter(number -> !number.isEmpty())
                .orElseThrow(() -> new DispatchFault(
                        DispatchFault.Sort.LASTING,
                        new Text("联系人“" + recipient + "”已没有电话", "contact '" + recipient + "' has no phone any more")));
    }

    /**
     * The parts of a message.
     *
     * @param last what stands whole at the end
     * @param answer the link to answer by; it is left out where too little room would be left for the text
     * @param reference what a phone joins them by
     */
    private static Parts parts(String text, String last, Optional<String> answer, int reference) {
        String id = "\n" + last;
        String end = answer.map(link -> "\n" + link + id)
                .filter(each -> Parts.roomBefore(text, each) >= Math.min(ROOM_MIN, text.length()))
                .orElse(id);
        return Parts.of(text, end, reference);
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
