package org.beaconhub.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.explain.HubAlarm;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.DeliveryReport;
import org.beaconhub.rules.fact.Label;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.fact.WatchAct;
import org.junit.jupiter.api.Test;

/** The alarms that no rule of the site makes tell what they rest on, with its value, since when and by which entry, and what ends them. */
class HubAlarmTest {
    private final Story story = Story.begin();

    private HubAlarm only(String subject) {
        List<HubAlarm> all = story.engine.view().hubAlarms(subject);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private static List<String> en(HubAlarm alarm) {
        return alarm.sentences().stream().map(Text::en).toList();
    }

    private static List<String> zh(HubAlarm alarm) {
        return alarm.sentences().stream().map(Text::zh).toList();
    }

    private void notice(DeliveryReport.Result result, double second) {
        NoticeOrdered ordered = (NoticeOrdered) story.decisions.reversed().stream()
                .filter(NoticeOrdered.class::isInstance)
                .findFirst()
                .orElseThrow();
        story.tell(second, new DeliveryReport(ordered.notice().id(), "brigade", 1, result));
    }

    @Test
    void aNoticeThatFailedTellsItsReasonAndThatTheNextDeliveredOneEndsIt() {
        story.observe(1, "fn-1", Quantity.TEMPERATURE, 70);
        notice(new DeliveryReport.Failed(new Text("连接被拒绝", "connection refused")), 5);
        HubAlarm alarm = only("brigade");
        assertThat(alarm.value()).isEqualTo("连接被拒绝 · connection refused");
        assertThat(en(alarm))
                .containsExactly(
                        "alarm A4-0 of notice-failed at brigade has stood since 2027-01-15 16:00:05, severe;"
                                + " unacknowledged since 2027-01-15 16:00:05",
                        "raised because a notice could not be delivered over this channel: 连接被拒绝 · connection refused,"
                                + " since 2027-01-15 16:00:05 (entry 4)",
                        "over when: the next notice that is delivered over channel brigade ends it");
        assertThat(zh(alarm))
                .containsExactly(
                        "警情 A4-0（notice-failed @ brigade）自 2027-01-15 16:00:05 起，级别严重；自 2027-01-15 16:00:05 未确认",
                        "触发依据：通知未能经此渠道送达：连接被拒绝 · connection refused，自 2027-01-15 16:00:05（日志第 4 条）",
                        "解除：下一条经渠道 brigade 送达的通知使其解除");

        story.observe(6, "fn-2", Quantity.TEMPERATURE, 70);
        notice(new DeliveryReport.Delivered("ok"), 7);
        assertThat(only("brigade").alarm().state().holds()).isFalse();
    }

    @Test
    void aDeviceTakenOutTellsWhyAndThatPuttingItBackEndsIt() {
        story.tell(3, new Command("wang", new Command.TakeOut("fn-1", "rebuilt")));
        HubAlarm alarm = only("fn-1");
        assertThat(en(alarm))
                .endsWith(
                        "raised because a device that watches over lives was taken out of service: rebuilt, since"
                                + " 2027-01-15 16:00:03 (entry 3)",
                        "over when: it ends when device fn-1 is put back into service");
        assertThat(zh(alarm)).endsWith("触发依据：守护生命的设备被停用：rebuilt，自 2027-01-15 16:00:03（日志第 3 条）", "解除：设备 fn-1 恢复使用使其解除");
        story.tell(4, new Command("wang", new Command.PutBack("fn-1", "done")));
        assertThat(only("fn-1").alarm().state().holds()).isFalse();
    }

    @Test
    void aPassageNamesTheEntryOfTheWatchListAloneAndIsOverAtOnce() {
        story.tell(1, new Command("wang", new WatchAct.Watch(Quantity.CARD, "P1", "lost child", 3_600_000)))
                .observe(2, "gate-1", List.of(new Label(Quantity.CARD, "P1")));
        HubAlarm alarm = only("gate-1");
        assertThat(alarm.value()).isEqualTo("W3");
        assertThat(alarm.alarm().state().holds()).isFalse();
        assertThat(en(alarm))
                .contains(
                        "raised because a plate or card of the watch list passed: W3, since 2027-01-15 16:00:02 (entry 4)")
                .noneMatch(each -> each.contains("P1") || each.contains("lost child"));
        assertThat(zh(alarm)).last().asString().contains("已经解除");
    }

    @Test
    void anAlarmOfARuleIsNoneOfTheHubsOwn() {
        story.observe(1, "fn-1", Quantity.TEMPERATURE, 70);
        assertThat(story.engine.view().hubAlarms("fn-1")).isEmpty();
    }
}
