package org.beaconhub.gateway.dispatch.cap;

import java.util.stream.Collectors;
import org.beaconhub.gateway.cap.CapAlert;
import org.beaconhub.gateway.cap.CapWriter;
import org.beaconhub.gateway.dispatch.Carrier;
import org.beaconhub.gateway.dispatch.ChannelTest;
import org.beaconhub.gateway.dispatch.DispatchFault;
import org.beaconhub.gateway.dispatch.Secrets;
import org.beaconhub.gateway.dispatch.webhook.Poster;
import org.beaconhub.rules.decision.DrillNoticeOrdered;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.site.Channel;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.site.Way;

/** Posts notices as messages of CAP 1.2, signed like a webhook's. */
public final class Cap implements Carrier<Way.Cap> {
    private final Poster poster;
    private final CapMessages messages;
    private final Sealer sealer;

    /** Posts by a client; keys that sign messages are among the secrets. */
    public Cap(Poster poster, CapMessages messages, Secrets secrets) {
        this.poster = poster;
        this.messages = messages;
        this.sealer = new Sealer(secrets);
    }

    @Override
    public Handed deliver(NoticeOrdered ordered, Channel channel, Way.Cap way, Site site) throws DispatchFault {
        return new Received(posted(messages.of(ordered, way, site), way));
    }

    @Override
    public Handed deliverDrill(DrillNoticeOrdered ordered, Channel channel, Way.Cap way, Site site)
            throws DispatchFault {
        return new Received(posted(messages.of(ordered, way, site), way));
    }

    /** What stands behind the path of an address may be a key, so it is not told. */
    @Override
    public ChannelTest.Proof prove(ChannelTest test, Channel channel, Way.Cap way, Site site) throws DispatchFault {
        CapAlert alert = CapMessages.of(test, way, site);
        String answer = posted(alert, way);
        String said =
                alert.infos().stream().map(each -> each.words().headline()).collect(Collectors.joining("\n"));
        return new ChannelTest.Proved(way.url().replaceFirst("[?#].*", "?…"), said, answer);
    }

    private String posted(CapAlert alert, Way.Cap way) throws DispatchFault {
        return poster.post(
                new Poster.Envelope(alert.id().identifier(), way.url(), way.secret(), CapWriter.TYPE),
                sealer.bytes(alert, way));
    }
}
