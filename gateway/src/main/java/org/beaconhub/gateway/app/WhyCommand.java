package org.beaconhub.gateway.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.beaconhub.gateway.console.WhyJson;
import org.beaconhub.gateway.journal.FolderLock;
import org.beaconhub.gateway.journal.MvJournal;
import org.beaconhub.gateway.journal.Snapshots;
import org.beaconhub.gateway.run.Hindsight;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.decision.AlarmMoved;
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.explain.HubAlarm;
import org.beaconhub.rules.explain.Lengths;
import org.beaconhub.rules.explain.Why;
import org.beaconhub.rules.fact.Text;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code beacon why DATA (ALARM | DEVICE [RULE])}. */
@Command(
        name = "why",
        description = {
            "Tells from a stopped hub's journal why there was an alarm, or none: every clause of the rule, what it was",
            "measured against, since when, and what was missing. A running hub tells the same at /api/v1/why."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:told", "2:there is no such alarm, device or rule, or the journal does not reach back"},
        mixinStandardHelpOptions = true)
final class WhyCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ALARM = Pattern.compile("A(\\d{1,18})-\\d+");

    /** The languages that it speaks. */
    enum Language {
        /** Chinese. */
        ZH,
        /** English. */
        EN
    }

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DATA", description = "The hub's data folder.")
    private Path data;

    @Parameters(
            index = "1",
            paramLabel = "ALARM|DEVICE",
            description = "Id of an alarm, such as A12-0, of a device, or of a channel.")
    private String subject;

    @Parameters(index = "2", arity = "0..1", paramLabel = "RULE", description = "Only this rule; all without it.")
    private @Nullable String rule;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "When: 2027-03-01T10:00 by the site's clock, or 2027-03-01T02:00:00Z. The last entry without"
                    + " it; of an alarm, the entry that raised it.")
    private @Nullable String at;

    @Option(names = "--json", description = "One JSON object in place of the sentences.")
    private boolean json;

    @Option(names = "--lang", paramLabel = "zh|en", description = "Language of the sentences; both without it.")
    private @Nullable Language language;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    WhyCommand() {}

    @Override
    public Integer call() {
        DataFolder folder = DataFolder.used(data);
        try (FolderLock _ = FolderLock.take(data);
                MvJournal journal = MvJournal.openToRead(folder.journal())) {
            Hindsight hindsight = new Hindsight(journal, new Snapshots(folder.snapshots()));
            Matcher alarm = ALARM.matcher(subject);
            if (alarm.matches()) {
                ofAlarm(hindsight, Long.parseLong(alarm.group(1)));
            } else {
                ofDevice(hindsight);
            }
            return 0;
        }
    }

    private void ofAlarm(Hindsight hindsight, long raisedSeq) {
        Engine then = hindsight.after(raisedSeq);
        Alarm alarm = then.view().alarms().stream()
                .filter(each -> each.id().equals(subject))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "entry " + raisedSeq + " raised no alarm " + subject + "; an id is as in A12-0"));
        Engine engine = at == null ? then : hindsight.at(moment(then));
        Optional<Why> why =
                engine.why(alarm.subject(), Math.max(engine.hubTimeMs(), at == null ? 0 : moment(then))).stream()
                        .filter(each -> each.rule().equals(alarm.rule()))
                        .findFirst();
        List<AlarmMoved> course = hindsight.course(alarm.id(), raisedSeq);
        if (json) {
            ObjectNode node = JSON.createObjectNode().put("alarm", alarm.id());
            why.map(WhyJson::of)
                    .or(() -> HubAlarm.of(alarm, engine.site().zone()).map(WhyJson::of))
                    .ifPresent(each -> node.set("why", each));
            ArrayNode moves = node.putArray("course");
            course.forEach(each -> moves.addObject()
                    .put("at", each.alarm().state().sinceMs())
                    .put("reason", each.reason().name().toLowerCase(java.util.Locale.ROOT))
                    .put("seq", each.cause().seq()));
            out().println(node);
            return;
        }
        why.map(Why::sentences)
                .or(() -> HubAlarm.of(alarm, engine.site().zone()).map(HubAlarm::sentences))
                .ifPresentOrElse(
                        this::tell,
                        () -> out().println(alarm.message().zh() + " / "
                                + alarm.message().en() + ": " + alarm.explanation()));
        say(new Text("警情经过：", "its course:"));
        course.forEach(each -> out().printf(
                        "  %s  %s (%d)%n",
                        Lengths.moment(
                                each.alarm().state().sinceMs(), engine.site().zone()),
                        each.reason().name().toLowerCase(java.util.Locale.ROOT),
                        each.cause().seq()));
    }

    private void ofDevice(Hindsight hindsight) {
        Engine last = hindsight.at(Long.MAX_VALUE);
        long atMs = at == null ? last.hubTimeMs() : moment(last);
        Engine engine = at == null ? last : hindsight.at(atMs);
        if (engine.site().device(subject).isEmpty()
                && engine.site().channel(subject).isEmpty()) {
            throw new IllegalArgumentException(
                    "the site had no device or channel '" + subject + "'; an alarm's id is as in A12-0");
        }
        List<Why> all = engine.why(subject, atMs).stream()
                .filter(each -> rule == null || each.rule().equals(rule))
                .toList();
        List<HubAlarm> own = engine.view().hubAlarms(subject).stream()
                .filter(each -> rule == null || each.alarm().rule().equals(rule))
                .toList();
        if (all.isEmpty() && own.isEmpty()) {
            throw new IllegalArgumentException(
                    rule == null ? "no rule watched " + subject : "no rule '" + rule + "' watched " + subject);
        }
        if (json) {
            ObjectNode node = JSON.createObjectNode().put("device", subject);
            ArrayNode rules = node.putArray("rules");
            all.forEach(each -> rules.add(WhyJson.of(each)));
            ArrayNode hubAlarms = node.putArray("hub_alarms");
            own.forEach(each -> hubAlarms.add(WhyJson.of(each)));
            out().println(node);
        } else {
            all.forEach(each -> tell(each.sentences()));
            own.forEach(each -> tell(each.sentences()));
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** The moment asked for, by the clock of the site. */
    private long moment(Engine engine) {
        String text = String.valueOf(at).replace(' ', 'T');
        try {
            return text.endsWith("Z")
                    ? Instant.parse(text).toEpochMilli()
                    : LocalDateTime.parse(text)
                            .atZone(ZoneId.of(engine.site().zone()))
                            .toInstant()
                            .toEpochMilli();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "--at '" + at + "' is no time; write 2027-03-01T10:00 or 2027-03-01T02:00:00Z", e);
        }
    }

    private void tell(List<Text> sentences) {
        if (language != Language.EN) {
            sentences.forEach(text -> out().println(text.zh()));
        }
        if (language != Language.ZH) {
            sentences.forEach(text -> out().println(text.en()));
        }
        out().println();
    }

    private void say(Text text) {
        out().println(language == null ? text.zh() + " " + text.en() : language == Language.ZH ? text.zh() : text.en());
    }
}
