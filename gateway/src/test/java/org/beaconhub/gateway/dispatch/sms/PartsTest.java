package org.beaconhub.gateway.dispatch.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PartsTest {
    private static final String END = "\n#N12-0";

    private static String ucs2(Parts parts) {
        return parts.bodies().stream()
                .map(body -> parts.bodies().size() == 1 ? body : Arrays.copyOfRange(body, 6, body.length))
                .map(body -> new String(body, StandardCharsets.UTF_16BE))
                .collect(Collectors.joining());
    }

    @Test
    void whatGsmHasIsWrittenInSevenBitsAndAllElseInUcs2() {
        assertThat(Parts.of("Fire at gate 1 [ridge]", END, 1).alphabet()).isEqualTo(Alphabet.GSM_7);
        assertThat(Parts.of("Fire, 71 °C", END, 1).alphabet()).isEqualTo(Alphabet.UCS_2);
        assertThat(Parts.of("林区着火", END, 1).alphabet()).isEqualTo(Alphabet.UCS_2);
        assertThat(Parts.of("Feu à l'entrée @ 5", "", 1).bodies().getFirst())
                .as("the codes of 3GPP TS 23.038")
                .startsWith('F', 'e', 'u', ' ', 0x7f)
                .endsWith(0x00, ' ', '5');
        assertThat(Parts.of("[]", "", 1).bodies().getFirst()).containsExactly(0x1b, 0x3c, 0x1b, 0x3e);
    }

    @Test
    void aMessageThatFitsIsOneAndOneCharacterMoreMakesTwo() {
        assertThat(Parts.of("a".repeat(160), "", 1).bodies()).hasSize(1);
        assertThat(Parts.of("a".repeat(161), "", 1).bodies()).hasSize(2);
        assertThat(Parts.of("火".repeat(70), "", 1).bodies()).hasSize(1);
        assertThat(Parts.of("火".repeat(71), "", 1).bodies()).hasSize(2);
        assertThat(Parts.of("[".repeat(80), "", 1).bodies())
                .as("each takes two")
                .hasSize(1);
        assertThat(Parts.of("[".repeat(81), "", 1).bodies()).hasSize(2);
    }

    @Test
    void partsSayWhichTheyAreOfHowMany() {
        Parts parts = Parts.of("火".repeat(150), "", 0xab);
        assertThat(parts.bodies()).hasSize(3);
        for (int i = 0; i < 3; i++) {
            assertThat(parts.bodies().get(i))
                    .startsWith(5, 0, 3, 0xab, 3, i + 1)
                    .hasSizeLessThanOrEqualTo(140);
        }
        assertThat(ucs2(parts)).isEqualTo("火".repeat(150));
    }

    @Test
    void noPartEndsWithinACharacter() {
        Parts fires = Parts.of("a" + "🔥".repeat(60), END, 1);
        fires.bodies()
                .forEach(body -> assertThat(
                                new String(Arrays.copyOfRange(body, 6, body.length), StandardCharsets.UTF_16BE))
                        .doesNotContain("\ufffd"));
        assertThat(ucs2(fires)).isEqualTo("a" + "🔥".repeat(60) + END);
        Parts brackets = Parts.of("a" + "[".repeat(160), END, 1);
        brackets.bodies().forEach(body -> assertThat(body[body.length - 1]).isNotEqualTo((byte) 0x1b));
    }

    @Test
    void whatIsTooMuchIsCutAndTheEndStandsWhole() {
        for (String text : new String[] {"火".repeat(1000), "🔥".repeat(1000)}) {
            Parts parts = Parts.of(text, END, 1);
            assertThat(parts.bodies()).hasSize(3).allMatch(body -> body.length <= 140);
            assertThat(ucs2(parts)).endsWith("…" + END).hasSizeGreaterThan(190);
        }
        Parts latin = Parts.of("[a".repeat(1000), END, 1);
        assertThat(latin.alphabet()).isEqualTo(Alphabet.GSM_7);
        assertThat(latin.bodies()).hasSize(3).allMatch(body -> body.length <= 159);
        assertThat(new String(latin.bodies().getLast(), StandardCharsets.US_ASCII))
                .endsWith("..." + END);
    }

    @Test
    void theRoomBeforeAnEndIsWhatIsLeftOfThreeParts() {
        String end = "x".repeat(100);
        int room = Parts.roomBefore("火", end);
        assertThat(ucs2(Parts.of("火".repeat(room), end, 1))).doesNotContain("…").endsWith(end);
        assertThat(room).isEqualTo(99);
    }
}
