package org.beaconhub.gateway.dispatch.robot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.beaconhub.rules.site.Way.Robot.Style;

/**
 * How a chat wants to be spoken to, after each one's own description of its group robots.
 *
 * @param address where to post
 * @param key what signs; empty where the robot was set up without
 */
record Chat(Style style, String address, String key) {
    /** The server is busy, or too much was said in a minute: -1 of all, 130101 DingTalk, 45009 WeCom, 9499 and 11232 Feishu. */
    private static final Set<Integer> PASSING = Set.of(-1, 130101, 45009, 9499, 11232);

    /** What is posted. */
    record Post(String url, String body) {}

    Post post(String text, long nowMs) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        String url = address;
        switch (style) {
            case DINGTALK -> {
                body.put("msgtype", "text").putObject("text").put("content", text);
                url += key.isEmpty()
                        ? ""
                        : "&timestamp=" + nowMs + "&sign="
                                + URLEncoder.encode(signature(key, nowMs + "\n" + key), StandardCharsets.UTF_8);
            }
            case WECOM -> body.put("msgtype", "text").putObject("text").put("content", text);
            case FEISHU -> {
                if (!key.isEmpty()) {
                    String second = Long.toString(nowMs / 1000);
                    body.put("timestamp", second).put("sign", signature(second + "\n" + key, ""));
                }
                body.put("msg_type", "text").putObject("content").put("text", text);
            }
        }
        return new Post(url, body.toString());
    }

    private static String signature(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /** The chat's own word on a message: 0 where it has it. An answer of another shape is -1, which may pass. */
    int code(JsonNode answer) {
        return switch (style) {
            case DINGTALK, WECOM -> answer.path("errcode").asInt(-1);
            case FEISHU -> answer.path("code").asInt(-1);
        };
    }

    /** The chat's sentence with it. */
    String sentence(JsonNode answer) {
        return switch (style) {
            case DINGTALK, WECOM -> answer.path("errmsg").asText();
            case FEISHU -> answer.path("msg").asText();
        };
    }

    /** Whether what a code says may pass. */
    static boolean passes(int code) {
        return PASSING.contains(code);
    }
}
