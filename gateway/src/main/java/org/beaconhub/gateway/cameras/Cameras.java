package org.beaconhub.gateway.cameras;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.dispatch.Secrets;
import org.beaconhub.gateway.pictures.Darkroom;
import org.beaconhub.gateway.pictures.Picture;
import org.beaconhub.gateway.pictures.PictureRefused;
import org.beaconhub.rules.site.Device;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks cameras for still pictures. Nothing is kept: who asks for a camera that is being asked gets the same picture, and the
 * next look asks it anew. Redirects are not followed, and neither a proxy nor cookies are used.
 */
public final class Cameras implements AutoCloseable {
    /** So many cameras are asked at once; each answer is held in memory. */
    static final int AT_ONCE_MAX = 4;

    private static final Logger LOG = LoggerFactory.getLogger(Cameras.class);

    private final Clock clock;
    private final Darkroom darkroom;
    private final Limits limits;
    private final Request requests;
    private final HttpClient client;
    private final ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore places = new Semaphore(AT_ONCE_MAX);
    private final Map<String, CompletableFuture<Still>> underWay = new ConcurrentHashMap<>();
    /** When each camera last gave a picture; one number for each camera of the site. */
    private final Map<String, Long> answeredAtMs = new ConcurrentHashMap<>();

    /**
     * How long is waited.
     *
     * @param connectMs for the connection
     * @param answerMs for the whole picture, from the first step on
     * @param placeMs for others to be done, where too many cameras are asked
     */
    record Limits(long connectMs, long answerMs, long placeMs) {
        static final Limits USUAL = new Limits(2_000, 8_000, 4_000);
    }

    Cameras(Secrets secrets, Darkroom darkroom, Clock clock, Limits limits) {
        this.clock = clock;
        this.darkroom = darkroom;
        this.limits = limits;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofMillis(limits.connectMs()))
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .build();
        this.requests = new Request(client, secrets);
    }

    /** Cameras whose passwords lie in a folder of secrets, and whose pictures a darkroom makes clean. */
    public static Cameras of(Secrets secrets, Darkroom darkroom, Clock clock) {
        return new Cameras(secrets, darkroom, clock, Limits.USUAL);
    }

    /**
     * What a camera sees now.
     *
     * @throws CameraSilent where it gives no picture within some seconds; it says when the camera last did
     */
    public Still look(Device camera) throws CameraSilent, InterruptedException {
        CompletableFuture<Still> own = new CompletableFuture<>();
        CompletableFuture<Still> first = underWay.putIfAbsent(camera.id(), own);
        try {
            if (first != null) {
                return first.get(limits.placeMs() + 2 * limits.answerMs(), TimeUnit.MILLISECONDS);
            }
            Still still = taken(camera);
            answeredAtMs.put(camera.id(), still.takenAtMs());
            own.complete(still);
            return still;
        } catch (CameraSilent e) {
            own.completeExceptionally(e);
            throw e;
        } catch (ExecutionException | TimeoutException e) {
            throw e.getCause() instanceof CameraSilent silent ? silent : silent(camera, Request.late());
        } finally {
            own.cancel(false); // whoever waits is never left behind
            if (first == null) {
                underWay.remove(camera.id(), own);
            }
        }
    }

    private Still taken(Device camera) throws CameraSilent, InterruptedException {
        if (!places.tryAcquire(limits.placeMs(), TimeUnit.MILLISECONDS)) {
            throw new CameraSilent("正在调取的摄像头太多，请稍后再试", "too many cameras are being asked; try again in a moment");
        }
        try {
            Device.Snapshot from = camera.snapshot()
                    .orElseThrow(
                            () -> new CameraSilent("该摄像头未配置画面地址", "the site has no picture's address of this camera"));
            long atMs = clock.nowMs();
            return new Still(developed(answer(from)), atMs);
        } catch (CameraSilent e) {
            LOG.warn("camera {} gave no picture: {}", camera.id(), e.getMessage());
            throw silent(camera, e);
        } finally {
            places.release();
        }
    }

    /** The bytes that a camera answers with, within the time for that: a name that is looked up for long counts too. */
    private byte[] answer(Device.Snapshot from) throws CameraSilent, InterruptedException {
        Future<byte[]> answer = asking.submit(() -> requests.answer(from));
        try {
            return answer.get(limits.answerMs(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw Request.late();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CameraSilent silent) {
                throw silent;
            }
            throw new IllegalStateException("asking a camera failed", e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    private Picture developed(byte[] came) throws CameraSilent {
        try {
            return darkroom.develop(came);
        } catch (PictureRefused e) {
            throw new CameraSilent(
                    "返回的内容不可用：" + e.text().zh(),
                    "its answer is no good: " + e.text().en());
        }
    }

    /** Why a camera gave no picture, and when it last did. */
    private CameraSilent silent(Device camera, CameraSilent why) {
        Long atMs = answeredAtMs.get(camera.id());
        if (atMs == null) {
            return new CameraSilent(
                    why.text().zh() + "；烽台启动以来尚未取得该摄像头画面",
                    why.text().en() + "; it gave no picture since the hub started");
        }
        long minutes = Math.max(0, clock.nowMs() - atMs) / 60_000;
        return new CameraSilent(
                why.text().zh() + "；上次取得画面在 " + (minutes < 1 ? "1 分钟内" : minutes + " 分钟前"),
                why.text().en() + "; it last gave a picture "
                        + (minutes < 1 ? "less than a minute ago" : minutes + " min ago"));
    }

    @Override
    public void close() {
        client.shutdownNow();
        asking.shutdownNow();
    }
}
