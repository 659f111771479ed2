package org.beaconhub.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.camel.impl.DefaultCamelContext;
import org.beaconhub.gateway.answer.AnswerLinks;
import org.beaconhub.gateway.answer.DrillAnswerLinks;
import org.beaconhub.gateway.clock.SystemClock;
import org.beaconhub.gateway.run.Stories;
import org.beaconhub.rules.decision.DrillNoticeOrdered;
import org.beaconhub.rules.drill.Mind;
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.fact.DrillOrdered;
import org.beaconhub.rules.fact.DrillOrdered.Saying;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.site.Channel;
import org.beaconhub.testkit.MessageCentre;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is called in a drill by short message or mail gets a link that answers the drill, and nothing that is real. */
@Timeout(60)
class DrillLinksTest extends DispatchTrial {
    private static final String BASE = "https://hub.example.org";
    private static final Pattern LINK = Pattern.compile(BASE + "/answer/(\\S+)");

    /** Sends the drill's one call to Li over a channel, and what it calls. */
    private DrillNoticeOrdered called(String channel) throws Exception {
        List<SiteFile> site = Calls.site(channel, "tell: [contact li], over: [out]", "zh: 林区, en: Forest");
        Mind mind = Mind.around(Engine.empty());
        mind.apply(new Entry(1, Stories.START_MS, new SiteChanged("start", site)));
        DrillOrdered drill = new DrillOrdered(
                "dong",
                "hill-fire",
                new Text("山火演练", "Hill fire"),
                0,
                60_000,
                List.of(new Saying(0, "fn-0", List.of(new Measurement(Quantity.TEMPERATURE, 90)))));
        mind.apply(new Entry(2, Stories.START_MS + 1, drill));
        DrillNoticeOrdered ordered = mind.drills().pendingNotices().iterator().next();
        Channel out = mind.live().view().site().channel("out").orElseThrow();
        DefaultCamelContext camel = opened(new DefaultCamelContext());
        Carriers carriers = carriers(camel, secrets, new SystemClock(), QUICK, (_, _) -> {}, () -> BASE);
        camel.start();
        carriers.deliverDrill(ordered, out, out.way(), mind.live().view().site());
        return ordered;
    }

    private static void hasOneLinkThatAnswersTheDrillAlone(String text, DrillNoticeOrdered ordered) {
        List<String> links = LINK.matcher(text)
                .results()
                .map(each -> each.group(1))
                .distinct()
                .toList();
        assertThat(links).as(text).singleElement().asString().startsWith("drill/");
        String token = links.getFirst().substring("drill/".length());
        AnswerLinks keys = new AnswerLinks(new byte[] {1}, () -> BASE);
        long nowMs = new SystemClock().nowMs();
        assertThat(keys.ofDrills().read(token, nowMs)).isInstanceOfSatisfying(DrillAnswerLinks.Holds.class, holds -> {
            assertThat(holds.drill()).isEqualTo(ordered.drill());
            assertThat(holds.contact()).isEqualTo("li");
            assertThat(holds.notice()).isEqualTo(ordered.notice().id());
        });
        assertThat(keys.read(token, nowMs)).isInstanceOf(AnswerLinks.Forged.class);
    }

    @Test
    void aShortMessageHasIt() throws Exception {
        Files.writeString(secrets.resolve("smsc"), "s3cret!x");
        MessageCentre centre = opened(new MessageCentre(new SystemClock()::steadyNanos));
        DrillNoticeOrdered ordered = called(centre.channel("out", ", drills: true"));
        assertThat(centre.texts()).singleElement().asString().startsWith("【演练 DRILL·");
        hasOneLinkThatAnswersTheDrillAlone(centre.texts().getFirst(), ordered);
    }

    @Test
    void aMailHasIt() throws Exception {
        GreenMail post = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        post.start();
        opened(post::stop);
        DrillNoticeOrdered ordered = called(
                "{ name: out, type: mail, host: 127.0.0.1, tls: none, from: hub@example.org, drills: true, kinds: [alarm],"
                        + " min-severity: minor, port: " + post.getSmtp().getPort() + " }");
        String text = post.getReceivedMessages()[0].getContent().toString();
        assertThat(text).contains("演练应答请点：" + BASE, "To answer in the drill: " + BASE);
        hasOneLinkThatAnswersTheDrillAlone(text, ordered);
    }
}
