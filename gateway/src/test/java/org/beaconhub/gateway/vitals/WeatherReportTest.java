package org.beaconhub.gateway.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.beaconhub.gateway.run.Inbox;
import org.beaconhub.gateway.run.Receipt;
import org.beaconhub.gateway.run.TestClock;
import org.beaconhub.gateway.run.Views;
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.Fact;
import org.beaconhub.rules.fact.LiveFact;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.fact.TimePassed;
import org.junit.jupiter.api.Test;

/** The fire weather of an area becomes an observation of the device that stands for it. */
class WeatherReportTest {
    private static final long MIDNIGHT_MS = 1_800_000_000_000L + 28_800_000L;
    private static final long HOUR_MS = 3_600_000;

    private final Engine engine = Engine.empty();
    private final Desk desk = new Desk();
    private final WeatherReport report = new WeatherReport(desk, desk, new TestClock());

    private void tell(long ms, LiveFact fact) {
        while (engine.nextTimerMs() <= ms) {
            engine.apply(new Entry(engine.seq() + 1, engine.nextTimerMs(), new TimePassed()));
        }
        engine.apply(new Entry(engine.seq() + 1, ms, fact));
    }

    private void tellUntilNoon() throws InterruptedException {
        tell(MIDNIGHT_MS - 24 * HOUR_MS, site());
        for (int hour = 12; hour > -12; hour--) {
            long ms = MIDNIGHT_MS - hour * HOUR_MS;
            tell(ms, new Observation("ws", ms, Observation.TimeSource.DEVICE, Observation.NO_SEQ, weather()));
        }
        report.look(engine.view());
        assertThat(desk.said).isEmpty();
        long noonMs = MIDNIGHT_MS + 12 * HOUR_MS;
        tell(noonMs, new Observation("ws", noonMs, Observation.TimeSource.DEVICE, Observation.NO_SEQ, weather()));
        tell(noonMs + HOUR_MS / 2, new TimePassed());
        report.look(engine.view());
        report.look(engine.view());
    }

    @Test
    void eachNoonIsSaidOnce() throws InterruptedException {
        tellUntilNoon();
        assertThat(desk.said).singleElement().satisfies(said -> {
            assertThat(said.device()).isEqualTo("fw");
            assertThat(said.readings())
                    .extracting(reading -> reading.quantity().key())
                    .containsExactly("fwi", "ffmc", "dmc", "dc", "isi", "bui", "fire_danger");
            assertThat(said.readings()).last().isEqualTo(new Measurement(Quantity.FIRE_DANGER, 3));
        });
    }

    @Test
    void eachHourIsSaidOnceToThoseWhoMeasureIt() throws InterruptedException {
        tellUntilNoon();
        desk.said.clear();
        tell(MIDNIGHT_MS + 13 * HOUR_MS + HOUR_MS / 12, new TimePassed());
        report.look(engine.view());
        report.look(engine.view());
        assertThat(desk.said).singleElement().satisfies(said -> {
            assertThat(said.device()).isEqualTo("fw");
            assertThat(said.readings())
                    .extracting(reading -> reading.quantity().key())
                    .containsExactly("hourly_ffmc", "hourly_isi", "hourly_fwi");
        });
    }

    private static List<org.beaconhub.rules.fact.Reading> weather() {
        return List.of(
                new Measurement(Quantity.TEMPERATURE, 20),
                new Measurement(Quantity.HUMIDITY, 25),
                new Measurement(Quantity.WIND_SPEED, 10),
                new Measurement(Quantity.RAIN, 0));
    }

    private static SiteChanged site() {
        return new SiteChanged(
                "start",
                List.of(
                        new SiteFile("site.yaml", """
                        name: { zh: 试验, en: Trial }
                        zone: Asia/Shanghai
                        areas: { forest: { zh: 林区, en: Forest } }
                        """),
                        new SiteFile("types.yaml", """
                        types:
                          station: { measures: [temperature, humidity, wind_speed, rain], dialect: senml }
                          fire-weather: { measures: [fwi, ffmc, dmc, dc, isi, bui, fire_danger, hourly_fwi, hourly_ffmc, hourly_isi], dialect: beacon }
                        """),
                        new SiteFile("devices.yaml", """
                        devices:
                          - { id: ws, type: station, area: forest, lat: 36, lon: 120.1, name: { zh: 一, en: One } }
                          - { id: fw, type: fire-weather, area: forest, lat: 36, lon: 120.1, name: { zh: 险, en: Danger } }
                        """),
                        new SiteFile("rules/all.yaml", "[]")));
    }

    private static final class Desk implements Views, Inbox {
        private final List<Observation> said = new ArrayList<>();

        @Override
        public View view() {
            throw new UnsupportedOperationException("not asked here");
        }

        @Override
        public View awaitBeyond(long seq, long timeoutMs) {
            throw new UnsupportedOperationException("not asked here");
        }

        @Override
        public void put(List<? extends Fact> facts, Receipt receipt) {
            throw new UnsupportedOperationException("the hub's own word goes first");
        }

        @Override
        public void putFirst(List<? extends Fact> facts, Receipt receipt) {
            facts.forEach(fact -> said.add((Observation) fact));
        }
    }
}
