package org.beaconhub.gateway.dispatch;

import org.beaconhub.rules.alarm.Severity;
import org.beaconhub.rules.decision.Actuation;
import org.beaconhub.rules.decision.AlarmMoved;
import org.beaconhub.rules.decision.DrillNoticeOrdered;
import org.beaconhub.rules.decision.IncidentCalled;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.fact.DeliveryReport;
import org.beaconhub.rules.fact.DrillDeliveryReport;
import org.beaconhub.rules.fact.Fact;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.site.Channel;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.site.Way;

/** What is to be delivered: a notice of something real, or one of a drill. Each goes to a method of its own and reports by a fact of its own. */
sealed interface Errand {
    /** Id of the notice. */
    String id();

    /** Name of its channel. */
    String channel();

    /** How soon it must go: the gravest first. */
    Severity severity();

    /** Those of one channel with the same order are delivered one after another. */
    String order(Carrier<Way> carrier, Way way);

    /**
     * Hands it over, once.
     *
     * @throws DispatchFault where the receiver does not have it
     */
    Carrier.Handed deliver(Carrier<Way> carrier, Channel channel, Site site) throws DispatchFault;

    /** The fact that tells what became of an attempt. */
    Fact report(int attempt, DeliveryReport.Result result);

    /** A notice of something real. What moves an actuator goes before all; its channel carries nothing else. */
    record Real(NoticeOrdered ordered) implements Errand {
        @Override
        public String id() {
            return ordered.notice().id();
        }

        @Override
        public String channel() {
            return ordered.channel();
        }

        @Override
        public Severity severity() {
            return switch (ordered.notice().about()) {
                case AlarmMoved moved -> moved.alarm().severity();
                case IncidentCalled called -> called.incident().severity();
                case Actuation _ -> Severity.EXTREME;
            };
        }

        @Override
        public String order(Carrier<Way> carrier, Way way) {
            return carrier.order(way, ordered.notice());
        }

        @Override
        public Carrier.Handed deliver(Carrier<Way> carrier, Channel channel, Site site) throws DispatchFault {
            return carrier.deliver(ordered, channel, channel.way(), site);
        }

        @Override
        public Fact report(int attempt, DeliveryReport.Result result) {
            return new DeliveryReport(id(), channel(), attempt, result);
        }
    }

    /** A notice of a drill. It waits for whatever is real, however grave the drill takes it for. */
    record Drill(DrillNoticeOrdered ordered) implements Errand {
        @Override
        public String id() {
            return ordered.notice().id();
        }

        @Override
        public String channel() {
            return ordered.channel();
        }

        @Override
        public Severity severity() {
            return Severity.MINOR;
        }

        @Override
        public String order(Carrier<Way> carrier, Way way) {
            return ordered.notice().subject();
        }

        @Override
        public Carrier.Handed deliver(Carrier<Way> carrier, Channel channel, Site site) throws DispatchFault {
            if (!channel.takesDrills()) {
                throw new DispatchFault(
                        DispatchFault.Sort.LASTING,
                        new Text(
                                "渠道 " + channel.name() + " 不再参加演练",
                                "channel " + channel.name() + " takes no drills any more"));
            }
            return carrier.deliverDrill(ordered, channel, channel.way(), site);
        }

        @Override
        public Fact report(int attempt, DeliveryReport.Result result) {
            return new DrillDeliveryReport(id(), channel(), attempt, result);
        }
    }
}
