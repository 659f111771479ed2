package org.beaconhub.gateway.dispatch.robot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.beaconhub.gateway.answer.AnswerLinks;
import org.beaconhub.gateway.clock.SystemClock;
import org.beaconhub.gateway.dispatch.Calls;
import org.beaconhub.gateway.dispatch.Carrier;
import org.beaconhub.gateway.dispatch.DispatchFault;
import org.beaconhub.gateway.dispatch.DispatchFault.Sort;
import org.beaconhub.gateway.dispatch.DispatchOptions;
import org.beaconhub.gateway.dispatch.Secrets;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.site.Channel;
import org.beaconhub.rules.site.Way;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Group chats that take, refuse and are busy. */
@Timeout(60)
class RobotTest {
    private static final DispatchOptions QUICK = new DispatchOptions(50, 400, 3000, 8, 1000, 1000, 200);
    private static final String NAMES = "zh: 林区, en: Forest";

    @TempDir
    Path secrets;

    private final ObjectMapper mapper = new ObjectMapper();
    private final List<String> queries = new CopyOnWriteArrayList<>();
    private final List<JsonNode> bodies = new CopyOnWriteArrayList<>();
    private volatile String answer = "{\"errcode\":0,\"errmsg\":\"ok\",\"code\":0,\"msg\":\"success\"}";
    private volatile int status = 200;
    private HttpServer chat;
    private Robot robot;

    @BeforeEach
    void open() throws IOException {
        chat = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        chat.createContext("/", exchange -> {
            queries.add(exchange.getRequestURI().getRawQuery());
            bodies.add(mapper.readTree(exchange.getRequestBody()));
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        chat.start();
        address("");
        robot = new Robot(
                new Secrets(secrets),
                new AnswerLinks(new byte[] {1}, () -> "http://127.0.0.1/"),
                new SystemClock(),
                QUICK);
    }

    @AfterEach
    void close() {
        robot.close();
        chat.stop(0);
    }

    private void address(String key) throws IOException {
        Files.writeString(
                secrets.resolve("group"),
                "http://127.0.0.1:" + chat.getAddress().getPort() + "/robot/send?access_token=t0ken\n" + key);
    }

    private static Engine called(String style, String areaName) {
        return Calls.begun(Calls.site(
                "{ name: group, type: robot, style: " + style
                        + ", secret: group, kinds: [alarm], min-severity: minor }",
                "over: [group]",
                areaName));
    }

    private String send(String style) throws DispatchFault {
        return send(called(style, NAMES));
    }

    private String send(Engine engine) throws DispatchFault {
        NoticeOrdered ordered = engine.view().pendingNotices().iterator().next();
        Channel channel = engine.view().site().channel("group").orElseThrow();
        return ((Carrier.Received) robot.deliver(
                        ordered,
                        channel,
                        (Way.Robot) channel.way(),
                        engine.view().site()))
                .receipt();
    }

    private DispatchFault fault(String style) {
        return catchThrowableOfType(DispatchFault.class, () -> send(style));
    }

    private static String hmac(String key, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void eachChatGetsItsOwnShapeWithTheSameWords() throws Exception {
        assertThat(send("dingtalk")).isEqualTo("code 0 ok");
        send("wecom");
        assertThat(send("feishu")).isEqualTo("code 0 success");
        List<String> texts = List.of(
                bodies.get(0).at("/text/content").asText(),
                bodies.get(1).at("/text/content").asText(),
                bodies.get(2).at("/content/text").asText());
        assertThat(bodies.get(2).path("msg_type").asText()).isEqualTo("text");
        assertThat(texts)
                .allSatisfy(text -> assertThat(text)
                        .startsWith("【真实·")
                        .contains("请处置", "，未经人员核实，", "地点：林区", "REAL, ", ", not verified by a person, ")
                        .contains("首个迹象：", "可信程度：未经人员核实，1 台设备报警")
                        .doesNotContain("t0ken"));
        assertThat(queries).containsOnly("access_token=t0ken");
    }

    @Test
    void whatAChatSignsWithIsMadeAsItsDescriptionSays() throws Exception {
        address("SEC0123");
        send("dingtalk");
        String query = queries.getFirst();
        String time = query.replaceFirst(".*timestamp=([0-9]+).*", "$1");
        String sign = URLDecoder.decode(query.replaceFirst(".*sign=", ""), StandardCharsets.UTF_8);
        assertThat(sign).isEqualTo(hmac("SEC0123", time + "\nSEC0123"));
        send("feishu");
        String second = bodies.get(1).path("timestamp").asText();
        assertThat(bodies.get(1).path("sign").asText()).isEqualTo(hmac(second + "\nSEC0123", ""));
    }

    @Test
    void aRefusalWithinA200IsARefusalAndABusyChatIsTriedAgain() {
        answer = "{\"errcode\":310000,\"errmsg\":\"sign not match\"}";
        assertThat(fault("dingtalk").sort()).isEqualTo(Sort.LASTING);
        assertThat(fault("dingtalk").why().en()).isEqualTo("code 310000 sign not match");
        answer = "{\"errcode\":45009,\"errmsg\":\"api freq out of limit\"}";
        assertThat(fault("wecom").sort()).isEqualTo(Sort.PASSING);
        answer = "{\"code\":11232,\"msg\":\"frequency limited\"}";
        assertThat(fault("feishu").sort()).isEqualTo(Sort.PASSING);
        answer = "{\"hello\":1}";
        assertThat(fault("feishu").sort()).as("no answer of a robot's").isEqualTo(Sort.PASSING);
        status = 502;
        assertThat(fault("wecom").why().en()).isEqualTo("HTTP 502");
    }

    @Test
    void noFaultTellsTheAddressThatLetsAnybodyPost() throws Exception {
        chat.stop(0);
        assertThat(fault("dingtalk").sort()).isEqualTo(Sort.PASSING);
        assertThat(fault("dingtalk").why().en()).doesNotContain("t0ken");
        Files.writeString(secrets.resolve("group"), "http://chat.example.org/robot?access_token=t0ken");
        assertThat(fault("dingtalk").why().en())
                .contains("its first line must be the robot's address")
                .doesNotContain("t0ken");
    }

    @Test
    void aMessageIsNeverLongerThanTheShortestLimitAndKeepsTheEnglishTitle() throws Exception {
        send(called("wecom", "zh: \"" + "林".repeat(190) + "\", en: \"" + "Forest ".repeat(60) + "\""));
        String text = bodies.getFirst().at("/text/content").asText();
        assertThat(text.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(2048);
        assertThat(text).contains("REAL, ");
    }
}
