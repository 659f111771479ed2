package org.beaconhub.gateway.cameras;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.beaconhub.gateway.dispatch.DispatchFault;
import org.beaconhub.gateway.dispatch.Secrets;
import org.beaconhub.gateway.pictures.Darkroom;
import org.beaconhub.rules.site.Device;

/** One request to a camera. What it refuses to read by the head of an answer, it does not read: the connection is closed. */
final class Request {
    private static final Set<String> TYPES = Set.of("image/jpeg", "image/jpg", "image/png");

    private final HttpClient client;
    private final Secrets secrets;

    Request(HttpClient client, Secrets secrets) {
        this.client = client;
        this.secrets = secrets;
    }

    /** The bytes of a camera's picture, as it gave them. */
    byte[] answer(Device.Snapshot from) throws CameraSilent, InterruptedException {
        URI url = URI.create(from.url());
        Addresses.check(url);
        HttpRequest.Builder request = HttpRequest.newBuilder(url).header("Accept", String.join(", ", TYPES));
        if (!from.secret().isEmpty()) {
            request.header("Authorization", basic(from.secret()));
        }
        AtomicReference<CameraSilent> refused = new AtomicReference<>();
        try {
            byte[] body = client.send(request.build(), info -> {
                        refusal(info).ifPresent(refused::set);
                        return BodySubscribers.limiting(
                                BodySubscribers.ofByteArray(), refused.get() == null ? Darkroom.BYTES_MAX : 0);
                    })
                    .body();
            if (refused.get() != null) {
                throw refused.get();
            }
            return body;
        } catch (HttpConnectTimeoutException e) {
            throw late();
        } catch (SSLException e) {
            throw new CameraSilent(
                    "与摄像头的加密连接失败，证书不可信？", "no secure connection to the camera; is its certificate trusted?");
        } catch (IOException e) {
            // Its own sentence can hold the address.
            throw refused.get() != null ? refused.get() : broken(e);
        }
    }

    /** The camera did not answer in time. */
    static CameraSilent late() {
        return new CameraSilent("摄像头未在规定时间内应答", "the camera did not answer in time");
    }

    private static CameraSilent broken(IOException e) {
        String sort = e.getClass().getSimpleName();
        return new CameraSilent(
                "摄像头无应答、应答中断或超过 8 MB（" + sort + "）",
                "the camera does not answer, broke off, or sends more than 8 MB (" + sort + ")");
    }

    /** Why an answer is not read, by its head. */
    private static Optional<CameraSilent> refusal(ResponseInfo info) {
        int status = info.statusCode();
        if (status == 401 || status == 403) {
            return Optional.of(new CameraSilent(
                    "摄像头拒绝了用户名或密码（HTTP " + status + "）",
                    "the camera refuses the user or the password (HTTP " + status + ")"));
        }
        if (status >= 300 && status < 400) {
            return Optional.of(new CameraSilent(
                    "摄像头把请求转到别处，烽台不跟随（HTTP " + status + "）",
                    "the camera redirects elsewhere, which the hub does not follow (HTTP " + status + ")"));
        }
        if (status != 200) {
            return Optional.of(new CameraSilent("摄像头返回 HTTP " + status, "the camera answers HTTP " + status));
        }
        String type = info.headers()
                .firstValue("Content-Type")
                .orElse("")
                .split(";")[0]
                .strip();
        if (!TYPES.contains(type.toLowerCase(Locale.ROOT))) {
            return Optional.of(
                    new CameraSilent("摄像头返回的不是 JPEG 或 PNG 图片", "the camera's answer is no JPEG or PNG picture"));
        }
        if (info.headers().firstValueAsLong("Content-Length").orElse(0) > Darkroom.BYTES_MAX) {
            return Optional.of(new CameraSilent("摄像头返回的图片超过 8 MB", "the camera's picture has more than 8 MB"));
        }
        return Optional.empty();
    }

    private String basic(String secret) throws CameraSilent {
        try {
            return "Basic " + Base64.getEncoder().encodeToString(secrets.read(secret));
        } catch (DispatchFault e) {
            throw new CameraSilent("摄像头的密码文件不可用：" + e.why().zh(), e.why().en());
        }
    }
}
