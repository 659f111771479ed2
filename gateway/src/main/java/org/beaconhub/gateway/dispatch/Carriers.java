package org.beaconhub.gateway.dispatch;

import org.beaconhub.rules.decision.Actuation;
import org.beaconhub.rules.decision.DrillNoticeOrdered;
import org.beaconhub.rules.decision.IncidentNotice;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.site.Channel;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.site.Way;

/**
 * The carriers of all types of channels; each notice goes by the one that its channel's way needs.
 *
 * @param webhook posts signed JSON
 * @param cap posts messages of CAP 1.2
 * @param actuators tells actuators over MQTT
 * @param sms sends short messages
 * @param mail sends mail
 * @param robot posts into group chats
 */
public record Carriers(
        Carrier<Way.Webhook> webhook,
        Carrier<Way.Cap> cap,
        Carrier<Way.Actuator> actuators,
        Carrier<Way.Sms> sms,
        Carrier<Way.Mail> mail,
        Carrier<Way.Robot> robot)
        implements Carrier<Way> {
    @Override
    public Handed deliver(NoticeOrdered ordered, Channel channel, Way way, Site site) throws DispatchFault {
        if (ordered.notice().about() instanceof Actuation && !(way instanceof Way.Actuator)) {
            throw new DispatchFault(
                    DispatchFault.Sort.LASTING,
                    new Text(
                            "下令时渠道 " + channel.name() + " 操纵的是执行器",
                            "channel " + channel.name() + " moved an actuator when this was ordered"));
        }
        return switch (way) {
            case Way.Webhook each -> webhook.deliver(ordered, channel, each, site);
            case Way.Cap each -> cap.deliver(ordered, channel, each, site);
            case Way.Actuator each -> actuators.deliver(ordered, channel, each, site);
            case Way.Sms each -> sms.deliver(ordered, channel, each, site);
            case Way.Mail each -> mail.deliver(ordered, channel, each, site);
            case Way.Robot each -> robot.deliver(ordered, channel, each, site);
        };
    }

    @Override
    public Handed deliverDrill(DrillNoticeOrdered ordered, Channel channel, Way way, Site site) throws DispatchFault {
        return switch (way) {
            case Way.Webhook each -> webhook.deliverDrill(ordered, channel, each, site);
            case Way.Cap each -> cap.deliverDrill(ordered, channel, each, site);
            case Way.Actuator each -> actuators.deliverDrill(ordered, channel, each, site);
            case Way.Sms each -> sms.deliverDrill(ordered, channel, each, site);
            case Way.Mail each -> mail.deliverDrill(ordered, channel, each, site);
            case Way.Robot each -> robot.deliverDrill(ordered, channel, each, site);
        };
    }

    @Override
    public ChannelTest.Proof prove(ChannelTest test, Channel channel, Way way, Site site) throws DispatchFault {
        return switch (way) {
            case Way.Webhook each -> webhook.prove(test, channel, each, site);
            case Way.Cap each -> cap.prove(test, channel, each, site);
            case Way.Actuator each -> actuators.prove(test, channel, each, site);
            case Way.Sms each -> sms.prove(test, channel, each, site);
            case Way.Mail each -> mail.prove(test, channel, each, site);
            case Way.Robot each -> robot.prove(test, channel, each, site);
        };
    }

    @Override
    public String order(Way way, IncidentNotice notice) {
        return switch (way) {
            case Way.Webhook each -> webhook.order(each, notice);
            case Way.Cap each -> cap.order(each, notice);
            case Way.Actuator each -> actuators.order(each, notice);
            case Way.Sms each -> sms.order(each, notice);
            case Way.Mail each -> mail.order(each, notice);
            case Way.Robot each -> robot.order(each, notice);
        };
    }
}
