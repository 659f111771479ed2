package org.beaconhub.gateway.dispatch.robot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.beaconhub.gateway.answer.AnswerLinks;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.dispatch.Carrier;
import org.beaconhub.gateway.dispatch.ChannelTest;
import org.beaconhub.gateway.dispatch.DispatchFault;
import org.beaconhub.gateway.dispatch.DispatchFault.Sort;
import org.beaconhub.gateway.dispatch.DispatchOptions;
import org.beaconhub.gateway.dispatch.Said;
import org.beaconhub.gateway.dispatch.Secrets;
import org.beaconhub.gateway.dispatch.wording.DrillWording;
import org.beaconhub.gateway.dispatch.wording.TestWording;
import org.beaconhub.gateway.dispatch.wording.Wording;
import org.beaconhub.rules.decision.DrillNoticeOrdered;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.site.Channel;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.site.Way;

/** Posts notices into group chats. The address holds what lets anybody post there, so it is never told. */
public final class Robot implements Carrier<Way.Robot>, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** WeCom's limit, the least of the three, in bytes of UTF-8. */
    private static final int TEXT_BYTES_MAX = 2048;

    private static final int ANSWER_BYTES_MAX = 4096;

    private final Secrets secrets;
    private final AnswerLinks links;
    private final Clock clock;
    private final DispatchOptions options;
    private final HttpClient client;

    /** Posts to the addresses in a folder of secrets, with links by which people answer. */
    public Robot(Secrets secrets, AnswerLinks links, Clock clock, DispatchOptions options) {
        this.secrets = secrets;
        this.links = links;
        this.clock = clock;
        this.options = options;
        this.client = HttpClient.newBuilder()
                .connectTimeout(Duration.ofMillis(options.connectMs()))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public Handed deliver(NoticeOrdered ordered, Channel channel, Way.Robot way, Site site) throws DispatchFault {
        Wording wording = Wording.of(ordered.notice(), site);
        Optional<String> answer = links.link(ordered, clock.nowMs()).map(link -> "\n应答 Answer: " + link);
        return new Received(posted(way, text(wording.title(), wording.lines(), answer.orElse(""))));
    }

    @Override
    public Handed deliverDrill(DrillNoticeOrdered ordered, Channel channel, Way.Robot way, Site site)
            throws DispatchFault {
        DrillWording wording = DrillWording.of(ordered.notice(), site);
        Optional<String> answer =
                links.ofDrills().link(ordered, clock.nowMs()).map(link -> "\n演练应答 Drill answer: " + link);
        return new Received(posted(way, text(wording.title(), wording.lines(), answer.orElse(""))));
    }

    @Override
    public ChannelTest.Proof prove(ChannelTest test, Channel channel, Way.Robot way, Site site) throws DispatchFault {
        String text = TestWording.of(test, site).both();
        return new ChannelTest.Proved("the robot of secret '" + way.secret() + "'", text, posted(way, text));
    }

    /** Posts a text, and tells what the chat answered. */
    private String posted(Way.Robot way, String text) throws DispatchFault {
        Chat chat = chat(way);
        Chat.Post post = chat.post(untagged(text), clock.nowMs());
        JsonNode answer = answered(post);
        int code = chat.code(answer);
        String said = "code " + code + " " + Said.line(chat.sentence(answer));
        if (code != 0) {
            throw new DispatchFault(Chat.passes(code) ? Sort.PASSING : Sort.LASTING, new Text("群聊平台答复：" + said, said));
        }
        return said;
    }

    /** The chat that a secret names; what is wrong with it is told without it. */
    private Chat chat(Way.Robot way) throws DispatchFault {
        List<String> lines = new String(secrets.read(way.secret()), StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .toList();
        String address = lines.getFirst();
        boolean local = address.matches("http://(localhost|127\\.0\\.0\\.1)(:[0-9]+)?/\\S*");
        if (!local && !address.matches("https://[A-Za-z0-9.-]+(:[0-9]+)?/\\S*")) {
            throw new DispatchFault(
                    Sort.LASTING,
                    new Text(
                            "密钥“" + way.secret() + "”：第一行须为群聊平台给出的机器人地址 https://…",
                            "secret '" + way.secret()
                                    + "': its first line must be the robot's address, https://…, as the chat gave it"));
        }
        return new Chat(way.style(), address, lines.size() > 1 ? lines.get(1) : "");
    }

    private JsonNode answered(Chat.Post post) throws DispatchFault {
        try {
            HttpRequest request = HttpRequest.newBuilder(new URI(post.url()))
                    .timeout(Duration.ofMillis(options.responseMs()))
                    .header("Content-Type", "application/json; charset=utf-8")
                    .POST(BodyPublishers.ofString(post.body()))
                    .build();
            HttpResponse<byte[]> answer =
                    client.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER_BYTES_MAX));
            int status = answer.statusCode();
            if (status != 200) {
                boolean passes = status == 408 || status == 429 || status >= 500;
                throw new DispatchFault(
                        passes ? Sort.PASSING : Sort.LASTING, new Text("群聊平台答复：HTTP " + status, "HTTP " + status));
            }
            return JSON.readTree(answer.body());
        } catch (IOException | java.net.URISyntaxException e) {
            // Its own sentence can hold the address.
            String cause = e.getClass().getSimpleName();
            throw new DispatchFault(Sort.PASSING, new Text("没有答复：" + cause, "no answer: " + cause));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DispatchFault(Sort.PASSING, new Text("烽台正在停止", "the hub stops"));
        }
    }

    /** Title and lines in Chinese, the title in English, and the link; lines that are too much are left out. */
    private static String text(Text title, List<Text> lines, String answer) {
        String end = "\n" + title.en() + answer;
        StringBuilder text = new StringBuilder(title.zh());
        for (Text line : lines) {
            String more = "\n" + line.zh();
            if (bytes(text + more + end) <= TEXT_BYTES_MAX) {
                text.append(more);
            }
        }
        return text + end;
    }

    private static int bytes(String text) {
        return untagged(text).getBytes(StandardCharsets.UTF_8).length;
    }

    /** Chats read some tags, such as Feishu's that mentions everybody, so no name may begin one. */
    private static String untagged(String text) {
        return text.replace('<', '＜');
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
