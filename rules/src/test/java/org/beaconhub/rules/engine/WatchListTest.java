package org.beaconhub.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.alarm.AlarmState;
import org.beaconhub.rules.alarm.MoveReason;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.codec.FactCodec;
import org.beaconhub.rules.decision.AlarmMoved;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.decision.Refused;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.Label;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.WatchAct;
import org.beaconhub.rules.watch.WatchList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a watched card passes, people are told once, and only that it is one of the list. */
class WatchListTest {
    private static final long HOUR_MS = 3_600_000;
    private static final String REASON = "the lost child's grandfather took this card";

    private final Story story = Story.begin();

    private void watch(double second, String pseudonym) {
        story.tell(second, new Command("wang", new WatchAct.Watch(Quantity.CARD, pseudonym, REASON, HOUR_MS)));
    }

    private void passes(double second, String pseudonym) {
        story.observe(second, "gate-1", List.of(new Label(Quantity.CARD, pseudonym)));
    }

    private List<Alarm> alarms() {
        return story.engine.view().alarms();
    }

    private String refusal() {
        return story.decisions.getLast() instanceof Refused refused ? refused.why() : "not refused";
    }

    @Test
    void aPassageRaisesAnAlarmThatCallsUntilSomebodyHasSeenItAndTellsNoReason() {
        watch(1, "P1");
        passes(2, "P2");
        assertThat(alarms()).isEmpty();
        passes(3, "P1");
        Alarm alarm = alarms().getFirst();
        assertThat(alarm.rule()).isEqualTo("watch-list");
        assertThat(alarm.subject()).isEqualTo("gate-1");
        assertThat(alarm.state()).isInstanceOf(AlarmState.ReturnedUnacknowledged.class);
        assertThat(alarm.explanation())
                .singleElement()
                .satisfies(each -> assertThat(each.value()).isEqualTo("W3"));
        assertThat(alarm.toString()).doesNotContain("P1").doesNotContain("grandfather");
        assertThat(story.engine.view().incidents().incidents()).hasSize(1);
    }

    @Test
    void whoPassesAgainIsTheSameAlarmAndACallOfItsOwn() {
        watch(1, "P1");
        passes(2, "P1");
        String first = alarms().getFirst().id();
        story.tell(3, new Command("li", new Command.Acknowledge(first)));
        assertThat(alarms())
                .singleElement()
                .satisfies(each -> assertThat(each.state()).isInstanceOf(AlarmState.Returned.class));
        passes(4, "P1");
        passes(5, "P1");
        assertThat(alarms()).singleElement().satisfies(each -> {
            assertThat(each.id()).isEqualTo(first);
            assertThat(each.state()).isInstanceOf(AlarmState.ReturnedUnacknowledged.class);
        });
    }

    @Test
    void theAlarmOfADeviceThatLeavesTheSiteIsWithdrawnWithTheReasonAndNotBefore() {
        watch(1, "P1");
        passes(2, "P1");
        story.tell(3, Sites.with(Sites.RULES + "# a remark\n"));
        assertThat(alarms()).hasSize(1);
        story.tell(4, SiteChangeTest.without("gate-1", Sites.RULES));
        assertThat(alarms()).isEmpty();
        assertThat(story.decisions)
                .filteredOn(AlarmMoved.class::isInstance)
                .last()
                .isInstanceOfSatisfying(AlarmMoved.class, moved -> {
                    assertThat(moved.reason()).isEqualTo(MoveReason.WITHDRAWN);
                    assertThat(moved.alarm().state())
                            .isInstanceOfSatisfying(
                                    AlarmState.Closed.class,
                                    closed -> assertThat(closed.note()).contains("设备已删除", "the device was removed"));
                });
        assertThat(Engine.restore(story.engine.snapshot()).digest()).isEqualTo(story.engine.digest());
    }

    @Test
    void itsTimeOverOrTakenOffItIsForgotten() {
        watch(1, "P1");
        watch(2, "P2");
        story.tell(3, new Command("wang", new WatchAct.Unwatch("W3", "found")));
        assertThat(story.engine.view().watched())
                .extracting(each -> each.pseudonym())
                .containsExactly("P2");
        passes(4, "P1");
        assertThat(alarms()).isEmpty();
        story.until(2 + 3600);
        assertThat(story.engine.view().watched()).isEmpty();
        passes(2 + 3601, "P2");
        assertThat(alarms()).noneMatch(each -> each.rule().equals("watch-list"));
    }

    @Test
    void theListOutlivesARestartWithWhoAskedWhyAndUntilWhen() {
        watch(1, "P1");
        Engine restored = Engine.restore(story.engine.snapshot());
        assertThat(restored.view().watched()).isEqualTo(story.engine.view().watched());
        assertThat(restored.view().watched()).singleElement().satisfies(each -> {
            assertThat(each.by()).isEqualTo("wang");
            assertThat(each.reason()).isEqualTo(REASON);
            assertThat(each.untilMs()).isEqualTo(Story.START_MS + 1000 + HOUR_MS);
        });
        assertThat(restored.nextTimerMs()).isEqualTo(story.engine.nextTimerMs());
        for (var act : List.of(
                new WatchAct.Watch(Quantity.PLATE, "P9", REASON, HOUR_MS), new WatchAct.Unwatch("W3", "found"))) {
            Command command = new Command("wang", act);
            assertThat(FactCodec.read(ByteSource.of(sink -> FactCodec.write(sink, command, 0)), 0))
                    .isEqualTo(command);
        }
    }

    @Test
    void whatIsThereAlreadyWhatIsNotThereAndTooManyAreRefused() {
        watch(1, "P1");
        watch(2, "P1");
        assertThat(refusal()).contains("watched already, as W3");
        story.tell(3, new Command("wang", new WatchAct.Unwatch("W9", "")));
        assertThat(refusal()).contains("no W9");
        for (int i = 0; i < WatchList.WATCHED_MAX; i++) {
            watch(4, "Q" + i);
        }
        assertThat(refusal()).contains("500 entries");
        assertThat(story.decisions).noneMatch(NoticeOrdered.class::isInstance);
    }

    @ParameterizedTest
    @ValueSource(longs = {HOUR_MS - 1, 90 * 24 * HOUR_MS + 1})
    void aWatchIsForAnHourToNinetyDays(long forMs) {
        assertThatThrownBy(() -> new WatchAct.Watch(Quantity.CARD, "P1", REASON, forMs))
                .hasMessageContaining("forMs must be");
        assertThatThrownBy(() -> new WatchAct.Watch(Quantity.CARD, "P1", "", HOUR_MS))
                .hasMessageContaining("reason");
        assertThatThrownBy(() -> new WatchAct.Watch(Quantity.SMOKE, "P1", REASON, HOUR_MS))
                .hasMessageContaining("a plate or a card");
    }
}
