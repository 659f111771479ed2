package org.beaconhub.sim.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RecordedTimeTest {
    @Test
    void aNumberCountsAsManySecondsAsTheMappingSays() {
        assertThat(new RecordedTime.Counted("reading", 5).ms("3")).contains(15_000L);
        assertThat(new RecordedTime.Counted("TIME", 1).ms(" 2.00E+02")).contains(200_000L);
        assertThat(new RecordedTime.Counted("time", 1).ms("-73.2")).contains(-73_200L);
        assertThat(new RecordedTime.Counted("time", 1).ms("")).isEmpty();
        assertThat(new RecordedTime.Counted("time", 1).ms("NaN")).isEmpty();
    }

    @Test
    void aWrittenTimeIsReadByItsPatternAndAnImpossibleOneIsNoTime() {
        RecordedTime time = RecordedTime.Written.of("timestamp", "uuuu-MM-dd HH:mm:ss");

        assertThat(time.ms("1970-01-02 00:00:01")).contains(86_401_000L);
        assertThat(time.ms("2013-12-02 21:61:00")).isEmpty();
    }

    @Test
    void timeThatStandsStillIsRefused() {
        assertThatThrownBy(() -> new RecordedTime.Counted("t", 0)).hasMessageContaining("above 0");
    }
}
