package org.beaconhub.gateway.series;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;

/** A store that answers as a story wants: first its script, then always "written". */
final class ScriptedStore implements SeriesStore {
    private final Queue<Outcome> script = new ArrayDeque<>();
    private final Map<String, Sample> kept = new LinkedHashMap<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private boolean hangs;
    private int writes;

    synchronized void answer(Outcome... outcomes) {
        script.addAll(List.of(outcomes));
    }

    synchronized void hang() {
        hangs = true;
    }

    synchronized int writes() {
        return writes;
    }

    synchronized List<Sample> kept() {
        return List.copyOf(kept.values());
    }

    @Override
    public Outcome write(List<Sample> samples) {
        if (begins()) {
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Outcome.RetryLater("closed while it hung");
        }
        return answer(samples);
    }

    private synchronized boolean begins() {
        writes++;
        return hangs;
    }

    private synchronized Outcome answer(List<Sample> samples) {
        Outcome outcome = script.isEmpty() ? new Outcome.Written() : script.remove();
        if (outcome instanceof Outcome.Written || outcome instanceof Outcome.DropLines) {
            samples.forEach(each ->
                    kept.put(each.device() + each.atNs() + each.reading().quantity(), each));
        }
        return outcome;
    }

    @Override
    public void close() {
        released.countDown();
    }
}
