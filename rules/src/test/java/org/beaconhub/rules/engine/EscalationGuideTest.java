package org.beaconhub.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.beaconhub.rules.contact.CallPlan;
import org.beaconhub.rules.escalation.EscalationEvent;
import org.beaconhub.rules.escalation.EscalationState;
import org.beaconhub.rules.escalation.EscalationTable;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.site.Parsed;
import org.beaconhub.rules.site.Site;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/escalation.md} to what the code does. */
class EscalationGuideTest {
    private static final Path GUIDE = Path.of("..", "docs", "escalation.md");
    private static final Path SITE = Path.of("..", "site");

    /** The YAML of the guide by the key that each block begins with. */
    private static Map<String, String> blocks() throws IOException {
        Map<String, String> blocks = new LinkedHashMap<>();
        String[] parts = Files.readString(GUIDE).split("```");
        for (String part : parts) {
            if (part.startsWith("yaml\n")) {
                String text = part.substring("yaml\n".length());
                blocks.put(text.substring(0, text.indexOf(':')), text);
            }
        }
        return blocks;
    }

    private static List<SiteFile> exampleSite() throws IOException {
        try (Stream<Path> all = Files.walk(SITE)) {
            List<SiteFile> files = new ArrayList<>();
            for (Path file : all.filter(each -> each.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                String name = SITE.relativize(file).toString().replace('\\', '/');
                if (!name.startsWith("tests/") && !name.startsWith("drills/")) {
                    files.add(new SiteFile(name, Files.readString(file)));
                }
            }
            return files;
        }
    }

    @Test
    void theExampleOfTheGuideIsAPlanForTheExampleSite() throws IOException {
        List<SiteFile> files = exampleSite();
        files.removeIf(each ->
                List.of("contacts.yaml", "rotas.yaml", "escalation.yaml").contains(each.name()));
        files.add(new SiteFile("contacts.yaml", String.valueOf(blocks().get("contacts"))));
        files.add(new SiteFile("rotas.yaml", String.valueOf(blocks().get("rotas"))));
        files.add(new SiteFile("escalation.yaml", String.valueOf(blocks().get("policies"))));
        Parsed parsed = Site.parse(files);
        assertThat(parsed).isInstanceOf(Parsed.Valid.class);
        CallPlan plan = ((Parsed.Valid) parsed).site().callPlan();
        assertThat(plan.policy("gates-by-day").orElseThrow().steps()).hasSize(4);
        assertThat(plan.contacts()).hasSize(4);
    }

    @Test
    void theExampleSiteCallsThePeopleOfItsChainWithoutAWarning() throws IOException {
        assertThat(Site.parse(exampleSite())).isInstanceOfSatisfying(Parsed.Valid.class, valid -> {
            assertThat(valid.warnings()).isEmpty();
            assertThat(valid.site().callPlan().policies()).hasSize(2);
        });
    }

    @Test
    void theTableOfTheGuideIsTheTableOfTheCode() throws IOException {
        Map<String, EscalationEvent> events = new LinkedHashMap<>();
        events.put("step due", new EscalationEvent.StepDue());
        events.put("nobody reached", new EscalationEvent.Unreached());
        events.put("answered", new EscalationEvent.AnsweredBy("li"));
        events.put("graver, a step applies", new EscalationEvent.Graver(true));
        events.put("graver", new EscalationEvent.Graver(false));
        events.put("rekindled", new EscalationEvent.Rekindled());
        events.put("over", new EscalationEvent.Over(EscalationState.End.OVER));
        List<EscalationState> states = List.of(
                new EscalationState.Calling(0),
                new EscalationState.Exhausted(0, EscalationState.NEVER),
                new EscalationState.Answered(0, "li"),
                new EscalationState.Ended(0, EscalationState.End.OVER),
                new EscalationState.Ended(0, EscalationState.End.POLICY_GONE));
        List<String> rows = new ArrayList<>();
        events.forEach((name, event) -> {
            StringBuilder row = new StringBuilder("| **" + name + "** |");
            for (EscalationState state : states) {
                EscalationTable.Does does = EscalationTable.next(state, event);
                row.append(' ')
                        .append(
                                does == EscalationTable.Does.NOTHING
                                        ? ""
                                        : does.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                        .append(" |");
            }
            rows.add(row.toString());
        });
        assertThat(Files.readString(GUIDE)).contains(String.join("\n", rows));
    }
}
