package org.beaconhub.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NeedsServerTest {
    @Test
    void aTestThatNeedsNothingRuns() {
        assertThat(ServerCondition.judge(Stream.of(), true).isDisabled()).isFalse();
    }

    @Test
    void aMissingServerIsASkipThatNamesThePackageAndUnderCiAFailure() {
        for (Server server : Server.values()) {
            if (server.find().isPresent()) {
                assertThat(ServerCondition.judge(Stream.of(server), true).isDisabled())
                        .isFalse();
                assertThat(server.program()).isExecutable();
            } else {
                assertThat(ServerCondition.judge(Stream.of(server), false).getReason())
                        .hasValueSatisfying(reason -> assertThat(reason).contains(server.debianPackage()));
                assertThatThrownBy(() -> ServerCondition.judge(Stream.of(server), true))
                        .hasMessageContaining(server.debianPackage());
            }
        }
    }
}
