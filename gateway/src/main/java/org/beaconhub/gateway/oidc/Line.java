package org.beaconhub.gateway.oidc;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks a provider: for so long, for so much, and nobody else than it names. */
final class Line implements HTTPRequestSender, ResourceRetriever {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    /** All of an answer has come after so long, seconds. */
    private static final long ANSWER_TIMEOUT_S = 5;
    /** An answer has so many bytes at the most. */
    private static final long BYTES_MAX = 256 << 10;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    @Override
    public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest asked) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(asked.getURI())
                .method(asked.getMethod().name(), BodyPublishers.ofString(asked.getBody()));
        asked.getHeaderMap().forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        HttpResponse<byte[]> got = answer(request.build());
        HTTPResponse response = new HTTPResponse(got.statusCode());
        response.setHeader("Content-Type", type(got));
        response.setBody(new String(got.body(), StandardCharsets.UTF_8));
        return response;
    }

    @Override
    public Resource retrieveResource(URL url) throws IOException {
        HttpResponse<byte[]> got =
                answer(HttpRequest.newBuilder(URI.create(url.toString())).build());
        if (got.statusCode() != 200) {
            throw new IOException(url + " answers with " + got.statusCode() + " where 200 would be right");
        }
        return new Resource(new String(got.body(), StandardCharsets.UTF_8), type(got));
    }

    private static String type(HttpResponse<?> got) {
        return got.headers().firstValue("Content-Type").orElse("text/plain");
    }

    private HttpResponse<byte[]> answer(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> coming =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), BYTES_MAX));
        try {
            return coming.get(ANSWER_TIMEOUT_S, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            coming.cancel(true);
            throw new IOException(request.uri() + " has not answered within " + ANSWER_TIMEOUT_S + " s", e);
        } catch (ExecutionException e) {
            throw new IOException(request.uri() + " cannot be asked: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the hub stops");
        }
    }
}
