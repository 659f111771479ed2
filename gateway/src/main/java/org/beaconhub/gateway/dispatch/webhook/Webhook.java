package org.beaconhub.gateway.dispatch.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.beaconhub.gateway.answer.AnswerLinks;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.dispatch.Carrier;
import org.beaconhub.gateway.dispatch.ChannelTest;
import org.beaconhub.gateway.dispatch.DispatchFault;
import org.beaconhub.gateway.dispatch.wording.TestWording;
import org.beaconhub.rules.decision.DrillNoticeOrdered;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.site.Channel;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.site.Way;

/** Posts notices as signed JSON. */
public final class Webhook implements Carrier<Way.Webhook> {
    private static final String TYPE = "application/json";

    private final Poster poster;
    private final AnswerLinks links;
    private final Clock clock;

    /** Posts by a client, with links by which people answer. */
    public Webhook(Poster poster, AnswerLinks links, Clock clock) {
        this.poster = poster;
        this.links = links;
        this.clock = clock;
    }

    @Override
    public Handed deliver(NoticeOrdered ordered, Channel channel, Way.Webhook way, Site site) throws DispatchFault {
        try {
            byte[] body = Body.of(ordered, site, links.link(ordered, clock.nowMs()));
            return new Received(posted(ordered.notice().id(), way, body));
        } catch (JsonProcessingException e) {
            throw DispatchFault.of(e);
        }
    }

    @Override
    public Handed deliverDrill(DrillNoticeOrdered ordered, Channel channel, Way.Webhook way, Site site)
            throws DispatchFault {
        try {
            byte[] body = DrillBody.of(ordered, site, links.ofDrills().link(ordered, clock.nowMs()));
            return new Received(posted(ordered.notice().id(), way, body));
        } catch (JsonProcessingException e) {
            throw DispatchFault.of(e);
        }
    }

    /** What stands behind the path of an address may be a key, so it is not told. */
    @Override
    public ChannelTest.Proof prove(ChannelTest test, Channel channel, Way.Webhook way, Site site) throws DispatchFault {
        try {
            String answer = posted(test.id(), way, TestBody.of(test, site));
            Text said = TestWording.of(test, site).title();
            return new ChannelTest.Proved(way.url().replaceFirst("[?#].*", "?…"), said.zh() + "\n" + said.en(), answer);
        } catch (JsonProcessingException e) {
            throw DispatchFault.of(e);
        }
    }

    private String posted(String id, Way.Webhook way, byte[] body) throws DispatchFault {
        return poster.post(new Poster.Envelope(id, way.url(), way.secret(), TYPE), body);
    }
}
