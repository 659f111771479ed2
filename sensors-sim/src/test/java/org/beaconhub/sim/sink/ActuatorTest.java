package org.beaconhub.sim.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.beaconhub.sim.scene.StandingClock;
import org.beaconhub.sim.wire.Telegram;
import org.junit.jupiter.api.Test;

class ActuatorTest {
    private final List<Telegram> sent = new ArrayList<>();
    private final List<Actuator.Act> acts = new ArrayList<>();
    private final Actuator siren = new Actuator(
            "siren-1",
            "siren",
            telegram -> {
                sent.add(telegram);
                return CompletableFuture.completedFuture(null);
            },
            new StandingClock(42),
            acts::add);

    private void command(String json) {
        siren.command(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void itSoundsConfirmsAndFallsSilent() {
        command("{\"id\":\"N1-0-siren\",\"act\":\"sound\",\"alarm\":\"A1-0\",\"severity\":\"critical\",\"at\":1}");
        assertThat(siren.isActive()).isTrue();
        command("{\"id\":\"N9-0-siren\",\"act\":\"silence\",\"alarm\":\"A1-0\",\"severity\":\"critical\",\"at\":2}");
        assertThat(siren.isActive()).isFalse();

        assertThat(acts.getFirst())
                .isEqualTo(new Actuator.Act("siren-1", "N1-0-siren", "sound", "A1-0", "critical", 42));
        assertThat(sent)
                .extracting(Telegram::payload)
                .containsExactly("{\"id\":\"N1-0-siren\"}", "{\"id\":\"N9-0-siren\"}");
        assertThat(sent).extracting(Telegram::topic).containsOnly("beacon/v1/siren-1/confirm");
    }

    @Test
    void aGateOpensAndLocksAndASpeakerSpeaksAndIsSilent() {
        assertThat(Actuator.types()).containsExactlyInAnyOrder("siren", "gate", "speaker");
        Actuator gate = new Actuator(
                "gate-1",
                "gate",
                telegram -> CompletableFuture.completedFuture(null),
                new StandingClock(42),
                acts::add);
        gate.command("{\"id\":\"N1-0-exit\",\"act\":\"sound\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(gate.isActive()).isFalse();
        gate.command("{\"id\":\"N1-0-exit\",\"act\":\"release\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(gate.isActive()).isTrue();
        gate.command("{\"id\":\"N2-0-exit\",\"act\":\"lock\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(gate.isActive()).isFalse();
        assertThat(acts).last().isEqualTo(new Actuator.Act("gate-1", "N2-0-exit", "lock", "", "", 42));
    }

    @Test
    void whatItDoesNotUnderstandItNeitherDoesNorConfirms() {
        command("{\"id\":\"N1-0-siren\",\"act\":\"whistle\"}");
        command("{\"act\":\"sound\"}");
        command("{{{");

        assertThat(siren.isActive()).isFalse();
        assertThat(sent).isEmpty();
        assertThat(acts).isEmpty();
    }
}
