package org.beaconhub.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NeedsServerTest {
    @Test
    void aTestThatNeedsNothingRunsOnAMachineWithoutServers() {
        assertThat(ServerCondition.judge(Stream.of(), server -> false, true).isDisabled())
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void aTestWhoseServerIsThereRuns(Server server) {
        assertThat(ServerCondition.judge(Stream.of(server), each -> true, true).isDisabled())
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void aMissingServerIsASkipThatNamesThePackageAndUnderCiAFailure(Server server) {
        assertThat(ServerCondition.judge(Stream.of(server), each -> false, false)
                        .getReason())
                .hasValueSatisfying(reason -> assertThat(reason).contains(server.debianPackage()));
        assertThatThrownBy(() -> ServerCondition.judge(Stream.of(server), each -> false, true))
                .hasMessageContaining("CI=true skips nothing")
                .hasMessageContaining(server.debianPackage());
    }

    @Test
    void ofSeveralServersOnlyTheMissingOnesAreNamed() {
        assertThat(ServerCondition.judge(Stream.of(Server.values()), each -> each != Server.NGINX, false)
                        .getReason())
                .hasValueSatisfying(
                        reason -> assertThat(reason).contains("nginx-light").doesNotContain("mosquitto"));
    }
}
