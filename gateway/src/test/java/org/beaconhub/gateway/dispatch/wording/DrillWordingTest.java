package org.beaconhub.gateway.dispatch.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.beaconhub.gateway.dispatch.Calls;
import org.beaconhub.rules.alarm.MoveReason;
import org.beaconhub.rules.decision.CallReason;
import org.beaconhub.rules.decision.Cause;
import org.beaconhub.rules.decision.DrillAlarmMoved;
import org.beaconhub.rules.decision.DrillCalled;
import org.beaconhub.rules.decision.DrillNotice;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.fact.Text;
import org.junit.jupiter.api.Test;

/** What a notice of a drill says where it is for many. */
class DrillWordingTest {
    private static final View VIEW = Calls.begun(Calls.site(
                    "{ name: out, type: robot, style: wecom, secret: group, kinds: [alarm], min-severity: minor }",
                    "over: [out]",
                    "zh: 林区, en: Forest"))
            .view();

    private static Text title(DrillNotice.About about) {
        DrillNotice notice = DrillNotice.of(about, new Text("山火演练", "Hill fire"), "out", "");
        return DrillWording.of(notice, VIEW.site()).title();
    }

    @Test
    void itSaysOfHowManyMoreItTellsAndBeginsAndEndsAsADrill() {
        Cause cause = new Cause(9, 0);
        DrillCalled called = new DrillCalled(
                cause, "D1", VIEW.incidents().incidents().getFirst().head(), CallReason.BEGAN, 1, 4);
        DrillAlarmMoved moved = new DrillAlarmMoved(cause, "D1", VIEW.alarms().getFirst(), MoveReason.RAISED, 4);
        for (DrillNotice.About about : List.of(called, moved)) {
            Text title = title(about);
            assertThat(title.zh()).startsWith("【演练 DRILL").contains("，另有 4 起").endsWith("（演练，非真实警情）");
            assertThat(title.en()).startsWith("DRILL").contains(", and 4 more").endsWith("(A drill, not real.)");
        }
    }

    @Test
    void itSaysNothingOfOthersWhereThereAreNone() {
        DrillAlarmMoved moved =
                new DrillAlarmMoved(new Cause(9, 0), "D1", VIEW.alarms().getFirst(), MoveReason.RAISED, 0);
        assertThat(title(moved).zh()).doesNotContain("另有");
    }
}
