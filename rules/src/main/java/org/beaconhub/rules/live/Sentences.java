package org.beaconhub.rules.live;

import java.util.List;
import java.util.Optional;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.alarm.Evidence;
import org.beaconhub.rules.alarm.HubRule;
import org.beaconhub.rules.alarm.Kind;
import org.beaconhub.rules.alarm.Severity;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.site.Device;
import org.beaconhub.rules.site.Site;

/** What the desk itself says, in both languages. */
final class Sentences {
    private static final String RULE_GONE = "规则已删除 · the rule was removed";
    static final String DEVICE_GONE = "设备已删除 · the device was removed";
    private static final String NOT_WATCHED = "规则不再监视该设备 · the rule does not watch the device any more";
    private static final String CHANNEL_GONE = "渠道已删除 · the channel was removed";

    private Sentences() {}

    /** Why a rule does not watch a device any more. */
    static String whyWithdrawn(Site site, String rule, String subject) {
        if (site.rulebook().rules().stream().noneMatch(each -> each.name().equals(rule))) {
            return RULE_GONE;
        }
        return site.deviceOrNull(subject) == null ? DEVICE_GONE : NOT_WATCHED;
    }

    /** Why an alarm of the hub's own has nothing left in a site that it could be of; empty where it stays. */
    static Optional<String> gone(Identity alarm, Site site) {
        return HubRule.of(alarm.rule()).flatMap(rule -> switch (rule) {
            case NOTICE_FAILED ->
                site.channel(alarm.subject()).isEmpty() ? Optional.of(CHANNEL_GONE) : Optional.empty();
            case WATCH_LIST -> site.device(alarm.subject()).isEmpty() ? Optional.of(DEVICE_GONE) : Optional.empty();
            case OUT_OF_SERVICE -> Optional.empty(); // what is out leaves with its device
        });
    }

    static Text of(Alarm alarm, Text why) {
        return new Text("警情 " + alarm.id() + "：" + why.zh(), "alarm " + alarm.id() + ": " + why.en());
    }

    static Text noDevice(String id) {
        return new Text("没有设备 " + id, "there is no device '" + id + "'");
    }

    static Text isOut(String id) {
        return new Text("设备 " + id + " 已经停用", "device '" + id + "' is out of service already");
    }

    static Text isIn(String id) {
        return new Text("设备 " + id + " 没有停用", "device '" + id + "' is not out of service");
    }

    static Text noArea(String path) {
        return new Text("没有区域 " + path, "there is no area '" + path + "'");
    }

    static Text noMaintenance(String id) {
        return new Text("没有检修 " + id, "there is no maintenance '" + id + "'; it may be over");
    }

    static Text tooMany(int max) {
        return new Text("已有 " + max + " 项检修，请先结束一些", "there are " + max + " maintenances already; end some first");
    }

    static Text noActuator(String channel) {
        return new Text("没有执行器渠道 " + channel, "there is no channel '" + channel + "' with an actuator");
    }

    /** A device that watches over lives was taken out of service: protection is impaired. */
    static Proposal impaired(Device device, String by, String reason, long nowMs, long seq) {
        return new Proposal(
                HubRule.OUT_OF_SERVICE.key(),
                device.id(),
                device.area(),
                Kind.SUPERVISORY,
                Severity.SEVERE,
                new Text(
                        device.name().zh() + " 已停用，保护能力下降",
                        device.name().en() + " is out of service: protection is impaired"),
                nowMs,
                List.of(new Evidence("taken out of service by " + by, reason, nowMs, seq)));
    }

    /** A notice could not be delivered. */
    static Proposal failed(String channel, Text why, long nowMs, long seq) {
        return new Proposal(
                HubRule.NOTICE_FAILED.key(),
                channel,
                "",
                Kind.TROUBLE,
                Severity.SEVERE,
                new Text("通知未能送达：渠道 " + channel, "A notice could not be delivered over channel " + channel),
                nowMs,
                List.of(new Evidence("delivery failed", why.both(), nowMs, seq)));
    }
}
