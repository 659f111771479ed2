package org.beaconhub.rules.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.alarm.Evidence;
import org.beaconhub.rules.alarm.HubRule;
import org.beaconhub.rules.fact.Text;

/**
 * Why one of the hub's own alarms is there, which no rule of the site makes: what it rests on, with its value, since when and
 * by which entry, and what ends it.
 *
 * @param rule which of them
 * @param alarm the alarm
 * @param zone the site's time zone, an IANA id
 */
public record HubAlarm(HubRule rule, Alarm alarm, String zone) {
    /** Of an alarm; empty where a rule of the site made it. */
    public static Optional<HubAlarm> of(Alarm alarm, String zone) {
        return HubRule.of(alarm.rule()).map(rule -> new HubAlarm(rule, alarm, zone));
    }

    /** What must hold for it, and held. */
    public Text clause() {
        return switch (rule) {
            case NOTICE_FAILED -> new Text("通知未能经此渠道送达", "a notice could not be delivered over this channel");
            case OUT_OF_SERVICE -> new Text("守护生命的设备被停用", "a device that watches over lives was taken out of service");
            case WATCH_LIST -> new Text("布控名单中的车牌或卡通过", "a plate or card of the watch list passed");
        };
    }

    /** What it was raised by: a reason that people or channels gave, or entries of the watch list. */
    public String value() {
        return alarm.explanation().stream().map(Evidence::value).collect(Collectors.joining(", "));
    }

    /** What ends it, or has. */
    public Text ends() {
        return switch (rule) {
            case NOTICE_FAILED ->
                new Text(
                        "下一条经渠道 " + alarm.subject() + " 送达的通知使其解除",
                        "the next notice that is delivered over channel " + alarm.subject() + " ends it");
            case OUT_OF_SERVICE ->
                new Text(
                        "设备 " + alarm.subject() + " 恢复使用使其解除",
                        "it ends when device " + alarm.subject() + " is put back into service");
            case WATCH_LIST ->
                new Text("通过只是一瞬：已经解除，待人确认", "a passage is a moment: it is over, and waits for somebody to see it");
        };
    }

    /** All of it in sentences: the alarm, what it rests on, and what ends it. */
    public List<Text> sentences() {
        List<Text> sentences = new ArrayList<>();
        Telling telling = new Telling(zone, sentences);
        telling.alarm(alarm);
        alarm.explanation().forEach(each -> telling.evidence(clause(), each));
        sentences.add(new Text("解除：" + ends().zh(), "over when: " + ends().en()));
        return sentences;
    }
}
