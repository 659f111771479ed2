package org.beaconhub.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.beaconhub.rules.alarm.Severity;
import org.beaconhub.rules.bytes.ByteSource;
import org.beaconhub.rules.codec.DecisionCodec;
import org.beaconhub.rules.codec.FactCodec;
import org.beaconhub.rules.decision.Actuation;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.decision.Refused;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.DeliveryReport;
import org.beaconhub.rules.fact.Fact;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.site.Parsed;
import org.beaconhub.rules.site.Site;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sirens, gates and loudspeakers act for the alarms that they are for, and when a person wants it. */
class ActuatorTest {
    private static final String CHANNELS = """
            channels:
              - { name: siren, type: siren, device: gate-1, kinds: [alarm], min-severity: severe, incidents: [fire] }
              - { name: exit, type: gate, device: gate-1, kinds: [alarm], min-severity: severe, areas: [forest], incidents: [fire] }
              - name: horn
                type: speaker
                device: gate-1
                kinds: [alarm]
                min-severity: moderate
                areas: [town]
                announcement: { zh: "{area} 请留意", en: "Attention in {area}" }
            """;

    private final Story story = new Story();

    ActuatorTest() {
        story.tell(0, CallSite.withChannels(CHANNELS));
    }

    private void hot(double second, String device) {
        story.observe(second, device, Quantity.TEMPERATURE, 70);
    }

    private void cool(double second, String device) {
        story.observe(second, device, Quantity.TEMPERATURE, 20);
    }

    private void command(double second, Command.Act act) {
        story.tell(second, new Command("li", act));
    }

    private String alarm() {
        return story.engine.view().alarms().getFirst().id();
    }

    private List<String> acts() {
        return story.decisions.stream()
                .filter(Actuation.class::isInstance)
                .map(Actuation.class::cast)
                .map(each -> each.channel() + (each.active() ? " acts" : " rests"))
                .toList();
    }

    @Test
    void aSirenSoundsAnewForEachAlarmThatItIsForAndIsSilentWhenTheLastCallsNoMore() {
        hot(1, "fn-1");
        hot(2, "fn-2");
        command(3, new Command.Acknowledge(alarm()));
        assertThat(acts()).containsExactly("siren acts", "exit acts", "siren acts", "exit acts");
        cool(4, "fn-2");
        assertThat(acts())
                .endsWith("siren rests")
                .filteredOn("siren rests"::equals)
                .hasSize(1);
    }

    @Test
    void whatALastAlarmThatWasSeenDoesAfterwardsMovesNothing() {
        hot(1, "fn-1");
        command(2, new Command.Acknowledge(alarm()));
        cool(3, "fn-1");
        assertThat(acts()).containsExactly("siren acts", "exit acts", "siren rests");
    }

    @Test
    void aGateThatOpenedForPeopleToGetOutIsLockedByAPersonOnly() {
        hot(1, "fn-1");
        cool(2, "fn-1");
        assertThat(acts()).doesNotContain("exit rests");
        command(3, new Command.Actuate("exit", false, "everybody is out"));
        assertThat(acts()).endsWith("exit rests");
        assertThat(story.decisions).last().isInstanceOfSatisfying(NoticeOrdered.class, ordered -> {
            assertThat(ordered.notice().id()).isEqualTo("N4-0-exit");
            assertThat(ordered.notice().about())
                    .isEqualTo(new Actuation(
                            ordered.notice().about().cause(),
                            "exit",
                            false,
                            Story.START_MS + 3000,
                            new Actuation.ByPerson("li", "everybody is out")));
        });
    }

    @Test
    void anActuatorMindsNeitherOtherAreasNorOtherIncidents() {
        story.observe(1, "gate-1", Quantity.DOOR, 1);
        assertThat(acts()).containsExactly("horn acts");
        hot(2, "fn-1");
        assertThat(acts()).containsExactly("horn acts", "siren acts", "exit acts");
    }

    @Test
    void whatAPersonWantsOfAChannelWithoutAnActuatorIsRefused() {
        command(1, new Command.Actuate("bell", true, "drill of the bell"));
        assertThat(story.decisions)
                .last()
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.why()).contains("there is no channel 'bell'"));
    }

    @Test
    void whatEachActuatorWasLastToldIsKnownAfterARestartAndForgottenWithItsChannel() {
        hot(1, "fn-1");
        command(2, new Command.Actuate("exit", false, "everybody is out"));
        assertThat(story.engine.view().actuations())
                .extracting(each -> each.channel() + " " + each.active())
                .containsExactly("siren true", "exit false");
        Engine restored = Engine.restore(story.engine.snapshot());
        assertThat(restored.view().actuations()).isEqualTo(story.engine.view().actuations());
        story.tell(3, IncidentSite.site());
        assertThat(story.engine.view().actuations()).isEmpty();
    }

    @Test
    void anOrderIsInTheOutboxUntilTheActuatorConfirms() {
        command(1, new Command.Actuate("siren", true, "lightning"));
        assertThat(story.engine.view().pendingNotices())
                .extracting(each -> each.notice().id())
                .containsExactly("N2-0-siren");
        story.tell(2, new DeliveryReport("N2-0-siren", "siren", 0, new DeliveryReport.Delivered("confirmed")));
        assertThat(story.engine.view().pendingNotices()).isEmpty();
    }

    @Test
    void actsAndWhatTheyLeadToStandInTheJournalAsTheyAre() {
        hot(1, "fn-1");
        command(2, new Command.Actuate("exit", false, "everybody is out"));
        for (var decision : story.decisions) {
            assertThat(DecisionCodec.read(ByteSource.of(sink -> DecisionCodec.write(sink, decision))))
                    .isEqualTo(decision);
        }
        Fact fact = story.entries.getLast().fact();
        assertThat(FactCodec.read(ByteSource.of(sink -> FactCodec.write(sink, fact, 0)), 0))
                .isEqualTo(fact);
        assertThat(story.decisions)
                .filteredOn(Actuation.class::isInstance)
                .first()
                .isInstanceOfSatisfying(
                        Actuation.class,
                        each -> assertThat(each.why())
                                .isEqualTo(new Actuation.ByAlarm(alarm(), Severity.SEVERE, "fn-1", "forest/east")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "type: gate, device: gate-1 | a gate needs the incidents for which it opens",
                "type: gate, device: gate-9, incidents: [fire] | unknown device 'gate-9' (did you mean 'gate-1'?)",
                "type: siren, device: gate-1, incidents: [fyre] | unknown incident 'fyre' (did you mean 'fire'?)",
                "type: siren, device: gate-1, areas: [wood] | unknown area 'wood'",
                "type: siren, device: gate-1, announcement: {} | unknown key 'announcement'",
                "type: speaker, device: gate-1 | key 'announcement' is missing",
            })
    void whatIsWrongWithAnActuatorIsFoundBeforeItMatters(String way, String problem) {
        List<SiteFile> files = CallSite.withChannels(
                        "channels:\n  - { name: one, kinds: [alarm], min-severity: severe, " + way + " }\n")
                .files();
        assertThat(Site.parse(files))
                .isInstanceOfSatisfying(
                        Parsed.Invalid.class,
                        invalid -> assertThat(invalid.problems())
                                .anySatisfy(each -> assertThat(each.toString())
                                        .contains("channels.yaml:2:")
                                        .contains(problem)));
    }
}
