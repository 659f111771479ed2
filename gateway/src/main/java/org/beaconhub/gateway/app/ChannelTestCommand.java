package org.beaconhub.gateway.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.camel.impl.DefaultCamelContext;
import org.beaconhub.gateway.answer.AnswerLinks;
import org.beaconhub.gateway.answer.Answers;
import org.beaconhub.gateway.answer.Replies;
import org.beaconhub.gateway.audit.AuditLine;
import org.beaconhub.gateway.audit.AuditLog;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.clock.SystemClock;
import org.beaconhub.gateway.dispatch.ChannelTest;
import org.beaconhub.gateway.dispatch.DispatchFault;
import org.beaconhub.gateway.dispatch.DispatchOptions;
import org.beaconhub.gateway.dispatch.Secrets;
import org.beaconhub.gateway.dispatch.cap.CapMessages;
import org.beaconhub.gateway.dispatch.cap.Ledger;
import org.beaconhub.gateway.ground.Ground;
import org.beaconhub.rules.contact.Contact;
import org.beaconhub.rules.decision.DrillNoticeOrdered;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.site.Channel;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.source.Nearest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code beacon channel test NAME}. */
@Command(
        name = "test",
        description = {
            "Sends one test message over a channel of a site, and tells what its receiver answered; while a hub runs or not.",
            "It says in Chinese or English or both that it is a test and that nothing has happened. No actuator is moved."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the receiver has the test message",
            "1:it does not, or nothing could be sent",
            "2:there is no such site, channel or contact"
        },
        mixinStandardHelpOptions = true)
final class ChannelTestCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "The channel, as the site's channels.yaml names it.")
    private String name;

    @Option(names = "--site", required = true, paramLabel = "DIR", description = "The site's folder.")
    private Path folder;

    @Option(
            names = "--secrets",
            required = true,
            paramLabel = "DIR",
            description = "Folder with a file for each secret: DATA/secrets, where the hub was told no other.")
    private Path secrets;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "The hub's data folder, whose audit gets a line of the test. Where the secrets are DATA/secrets of a hub"
                            + " that has run, it is that DATA by itself.")
    private @Nullable Path data;

    @Option(
            names = "--to",
            paramLabel = "CONTACT",
            description = "Id of the contact who gets it; a channel without receivers of its own needs one.")
    private @Nullable String to;

    @Option(names = "--json", description = "Print one JSON object in place of the text.")
    private boolean json;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    ChannelTestCommand() {}

    /**
     * What came of it.
     *
     * @param sentence what it means
     * @param figures all of it, in the order in which it is told
     */
    private record Outcome(boolean ok, String sentence, Map<String, Object> figures) {}

    @Override
    public Integer call() throws IOException {
        Site site = SiteFiles.parse(SiteFiles.read(folder));
        Channel channel = site.channel(name).orElseThrow(() -> unknown("channel", name, names(site)));
        String recipient = to == null ? "" : to;
        check(channel, recipient, site);
        Optional<DataFolder> hub = hub();
        Outcome outcome = outcome(channel, recipient, site);
        if (hub.isPresent()) {
            audited(hub.get(), recipient, outcome);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Figures.line("channel-test", outcome.ok(), outcome.figures()));
        } else {
            outcome.figures().forEach((key, value) -> out.printf("%-9s %s%n", key, indented(value)));
            out.println(outcome.sentence());
        }
        return outcome.ok() ? 0 : 1;
    }

    /** The hub whose channel is tried; empty where none has run yet. */
    private Optional<DataFolder> hub() {
        if (data != null) {
            return Optional.of(DataFolder.used(data));
        }
        return Optional.ofNullable(secrets.toAbsolutePath().normalize().getParent())
                .map(DataFolder::new)
                .filter(each -> Files.isDirectory(each.journal()))
                .filter(each -> each.secrets().equals(secrets.toAbsolutePath().normalize()));
    }

    private void audited(DataFolder hub, String recipient, Outcome outcome) throws IOException {
        String about = name + (recipient.isEmpty() ? "" : " to " + recipient);
        String came =
                outcome.ok() ? AuditLine.DONE : "failed: " + outcome.figures().get("failed");
        AuditLog.in(hub.audit())
                .append(new AuditLine(
                        new SystemClock().nowMs(),
                        AccessDesk.operator(),
                        "console",
                        AuditLine.What.CHANNEL_TEST,
                        about,
                        came,
                        0));
    }

    private static String indented(Object value) {
        return String.valueOf(value).replace("\n", "\n" + " ".repeat(10));
    }

    private static List<String> names(Site site) {
        return site.channels().stream().map(Channel::name).toList();
    }

    private static IllegalArgumentException unknown(String what, String wrong, List<String> right) {
        return new IllegalArgumentException("the site has no " + what + " '" + wrong + "'" + Nearest.hint(wrong, right)
                + "; it has " + (right.isEmpty() ? "none" : String.join(", ", right)));
    }

    /** Whom a test would be for is known before anything is sent. */
    private void check(Channel channel, String recipient, Site site) {
        List<String> reached = site.contacts().stream()
                .filter(channel::reaches)
                .map(Contact::id)
                .toList();
        if (recipient.isEmpty()) {
            if (channel.tellsPeople() && !channel.hasReceivers()) {
                throw new IllegalArgumentException("channel '" + name + "' has no receivers of its own"
                        + (reached.isEmpty()
                                ? ", and reaches none of the site's contacts"
                                : "; say who gets the test with --to and one of " + String.join(", ", reached)));
            }
            return;
        }
        List<String> all = site.contacts().stream().map(Contact::id).toList();
        if (!all.contains(recipient)) {
            throw unknown("contact", recipient, all);
        }
        if (!reached.contains(recipient)) {
            throw new IllegalArgumentException("channel '" + name + "' does not reach contact '" + recipient + "'"
                    + (reached.isEmpty() ? "; leave --to out" : "; it reaches " + String.join(", ", reached)));
        }
    }

    private Outcome outcome(Channel channel, String recipient, Site site) throws IOException {
        Clock clock = new SystemClock();
        ChannelTest test = ChannelTest.at(clock.nowMs(), name, recipient);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("channel", name);
        figures.put("test", test.id());
        long begunNanos = clock.steadyNanos();
        try {
            ChannelTest.Proof proof = prove(test, channel, site, clock);
            return outcome(proof, figures, tookMs(clock, begunNanos));
        } catch (DispatchFault fault) {
            figures.put("failed", fault.why().en());
            figures.put("tookMs", tookMs(clock, begunNanos));
            String outlook = switch (fault.sort()) {
                case PASSING -> "a notice would be tried again";
                case LASTING -> "a notice would be given up at once";
            };
            return new Outcome(false, "The receiver does not have the test message; " + outlook + ".", figures);
        }
    }

    private static long tookMs(Clock clock, long begunNanos) {
        return TimeUnit.NANOSECONDS.toMillis(clock.steadyNanos() - begunNanos);
    }

    private static Outcome outcome(ChannelTest.Proof proof, Map<String, Object> figures, long tookMs) {
        return switch (proof) {
            case ChannelTest.Proved proved -> {
                figures.put("sentTo", proved.to());
                figures.put("said", proved.said());
                figures.put("answer", proved.answer());
                figures.put("tookMs", tookMs);
                yield new Outcome(
                        true, "The receiver took the test message. Ask whom it was for whether it was seen.", figures);
            }
            case ChannelTest.Unprovable unprovable -> {
                figures.put("failed", unprovable.why());
                yield new Outcome(false, "Nothing was sent, so nothing is proved.", figures);
            }
        };
    }

    /** By the same carriers as a hub's notices; without a broker, as no test goes there. */
    private ChannelTest.Proof prove(ChannelTest test, Channel channel, Site site, Clock clock)
            throws IOException, DispatchFault {
        Answers none = new Answers(new AnswerLinks(new byte[] {1}, () -> ""), Replies.NONE);
        try (Outbound outbound = Routes.outbound(
                new DefaultCamelContext(),
                ChannelTestCommand::unheard,
                new Secrets(secrets),
                none,
                clock,
                DispatchOptions.DEFAULT,
                new CapMessages(new Unordered(), Optional.empty(), () -> Ground.NONE))) {
            return outbound.carriers().prove(test, channel, channel.way(), site);
        }
    }

    /** A test orders no notice, so nobody asks for those before it. */
    private record Unordered() implements Ledger {
        @Override
        public Told told(NoticeOrdered ordered) {
            throw new IllegalStateException(
                    "a test orders no notice: " + ordered.notice().id());
        }

        @Override
        public Told told(DrillNoticeOrdered ordered) {
            throw new IllegalStateException(
                    "a test orders no notice: " + ordered.notice().id());
        }
    }

    private static void unheard(String topic, byte[] payload) throws IOException {
        throw new IOException("a test publishes nothing, not even " + payload.length + " bytes to " + topic);
    }
}
