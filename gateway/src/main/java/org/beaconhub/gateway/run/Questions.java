package org.beaconhub.gateway.run;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.explain.Why;

/**
 * Questions about single devices that only the loop's thread can answer: a view of all clauses of all devices would be
 * large. A few are answered between two turns, so facts never wait for long.
 */
final class Questions {
    private static final int WAITING_MAX = 64;
    private static final int ANSWERS_A_TURN_MAX = 4;

    private final BlockingQueue<Question> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final Runnable wake;

    private record Question(String device, CompletableFuture<List<Why>> answer) {}

    /** {@code wake} lets the loop go on at once. */
    Questions(Runnable wake) {
        this.wake = wake;
    }

    /** Asks why a device has alarms, or none; empty where too many ask, or the loop does not come to it in time. */
    Optional<List<Why>> ask(String device, long timeoutMs) throws InterruptedException {
        Question question = new Question(device, new CompletableFuture<>());
        if (!waiting.offer(question)) {
            return Optional.empty();
        }
        wake.run();
        try {
            return Optional.of(question.answer().get(timeoutMs, TimeUnit.MILLISECONDS));
        } catch (TimeoutException | ExecutionException e) {
            waiting.remove(question);
            return Optional.empty();
        }
    }

    /** Answers some, on the loop's thread. */
    void answer(Engine engine, long nowMs) {
        for (int i = 0; i < ANSWERS_A_TURN_MAX; i++) {
            Question question = waiting.poll();
            if (question == null) {
                return;
            }
            question.answer().complete(engine.why(question.device(), nowMs));
        }
        if (!waiting.isEmpty()) {
            wake.run();
        }
    }
}
