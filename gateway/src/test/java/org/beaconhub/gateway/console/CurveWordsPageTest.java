package org.beaconhub.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.beaconhub.testkit.NeedsServer;
import org.beaconhub.testkit.Server;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written into a curve, which no test of a page's layout sees: a canvas has no text that could be asked for. */
@NeedsServer(Server.CHROMIUM)
class CurveWordsPageTest extends PageTrial {
    /** Remembers what is written where, of the newest drawing. */
    private static final String WRITTEN = """
            const write = CanvasRenderingContext2D.prototype.fillText, clear = CanvasRenderingContext2D.prototype.clearRect;
            window.written = [];
            CanvasRenderingContext2D.prototype.clearRect = function (...all) { window.written = []; clear.apply(this, all); };
            CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
              const wide = this.measureText(text).width, left = this.textAlign === 'left' ? x : this.textAlign === 'right' ? x - wide : x - wide / 2;
              window.written.push({ text, left, right: left + wide, y, font: this.font, canvas: this.canvas.width });
              write.call(this, text, x, y);
            };""";

    /** A curve of an hour with the limits and slopes of clauses, as the pages draw them. */
    private static final String DRAW = """
            async ([unit, clauses, width]) => {
              const { limitsOf, plotOf, readyToDraw, slopesOf } = await import('/assets/plot.js');
              await readyToDraw();
              const to = Date.UTC(2026, 10, 28, 1), from = to - 3600000, times = [to - 120000, to - 60000, to - 1000], quantity = unit === 'flag' ? 'door' : 'temperature';
              const data = { quantity, unit, times, mean: unit === 'flag' ? [0, 0, 0] : [16, 16.2, 16.1] }, node = document.getElementById('chart');
              plotOf(node, data, { from, to, size: { width, height: 200 }, limits: limitsOf(clauses, quantity, unit), slopes: slopesOf(clauses.map(clause => ({ clause })), quantity) });
              await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
              return window.written;
            }""";

    private static final String TWO_LIMITS_AND_THREE_RULES_ABOUT_A_RISE =
            "temperature > 57 °C|temperature > 45 °C|min(temperature, 10 min) < 3 °C|rise(temperature, 3 min) > 3 °C/min"
                    + "|rise(temperature, 3 min) > 8.3 °C/min|rise(temperature, 3 min) > 8.3 °C/min and smoke > 4 %/m";

    @BeforeEach
    void watchWhatIsWritten() {
        context.addInitScript(WRITTEN);
        open("#/watch-list", "en", 1366); // a page without a curve of its own
    }

    private record Word(String text, double left, double right, double y, String font, double canvas) {
        static Word of(Object told) {
            Map<?, ?> word = (Map<?, ?>) told;
            return new Word(
                    String.valueOf(word.get("text")),
                    number(word, "left"),
                    number(word, "right"),
                    number(word, "y"),
                    String.valueOf(word.get("font")),
                    number(word, "canvas"));
        }

        private static double number(Map<?, ?> word, String key) {
            return word.get(key) instanceof Number value ? value.doubleValue() : Double.NaN;
        }

        boolean standsOver(Word other) {
            return left < other.right && other.left < right && Math.abs(y - other.y) < 10;
        }
    }

    private List<Word> written(String unit, String clauses, int width) {
        Object told = page.evaluate(DRAW, List.of(unit, List.of(clauses.split("\\|")), width));
        return ((List<?>) told).stream().map(Word::of).toList();
    }

    /** As wide as on a desk, and as on a phone. */
    @ParameterizedTest
    @ValueSource(ints = {460, 300})
    void noTwoWordsStandOverEachOtherAndARiseThatTwoRulesAskForIsDrawnOnce(int width) {
        List<Word> words = written("°C", TWO_LIMITS_AND_THREE_RULES_ABOUT_A_RISE, width);
        assertThat(words)
                .extracting(Word::text)
                .contains("> 57 °C", "> 45 °C", "lowest 10 min < 3 °C", "3 min > 3 °C/min")
                .containsOnlyOnce("3 min > 8.3 °C/min");
        for (int i = 0; i < words.size(); i++) {
            for (Word later : words.subList(i + 1, words.size())) {
                assertThat(words.get(i).standsOver(later))
                        .as("%s over %s", words.get(i), later)
                        .isFalse();
            }
        }
    }

    @Test
    void aLimitOfADifferenceIsNoLimitOfTheQuantity() {
        assertThat(written("°C", "temperature > 57 °C|temperature - min(temperature, 10 min) < 3 °C", 460))
                .extracting(Word::text)
                .contains("> 57 °C")
                .noneMatch(text -> text.contains("3 °C"));
    }

    @Test
    void theWordsAreInThePagesFontAndNoneIsCutAtTheEdge() {
        assertThat(written("°C", TWO_LIMITS_AND_THREE_RULES_ABOUT_A_RISE, 460)).allSatisfy(word -> {
            assertThat(word.font()).contains("Noto Sans SC");
            assertThat(word.left()).isNotNegative();
            assertThat(word.right()).isLessThanOrEqualTo(word.canvas());
        });
    }

    @Test
    void whatIsYesOrNoIsReadInWordsAndHasNoScaleBetweenThem() {
        assertThat(written("flag", "door", 460))
                .extracting(Word::text)
                .contains("shut", "open")
                .noneMatch(text -> text.contains("0.5"));
    }
}
