package org.beaconhub.gateway.dispatch.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.beaconhub.gateway.clock.Clock;

/**
 * Reads no more of an answer than is worth keeping, and no longer than an answer may take; the rest is cut off with
 * its connection, since closing the stream would read on to its end.
 */
final class AnswerLimit implements ExecChainHandler {
    private final int bytesMax;
    private final long timeNanos;
    private final Clock clock;

    AnswerLimit(int bytesMax, long timeMs, Clock clock) {
        this.bytesMax = bytesMax;
        this.timeNanos = TimeUnit.MILLISECONDS.toNanos(timeMs);
        this.clock = clock;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        ClassicHttpResponse response = chain.proceed(request, scope);
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return response;
        }
        byte[] answer = new byte[bytesMax];
        int length = 0;
        long began = clock.steadyNanos();
        InputStream stream = entity.getContent();
        int count = stream.read(answer, 0, bytesMax);
        while (count >= 0) {
            length += count;
            if (length == bytesMax || clock.steadyNanos() - began > timeNanos) {
                scope.execRuntime.discardEndpoint();
                break;
            }
            count = stream.read(answer, length, bytesMax - length);
        }
        response.setEntity(new ByteArrayEntity(Arrays.copyOf(answer, length), ContentType.TEXT_PLAIN));
        return response;
    }
}
