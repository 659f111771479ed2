package org.beaconhub.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.beaconhub.rules.alarm.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who goes next where a channel takes no more at once. */
@Timeout(60)
class PermitsTest {
    private final Permits permits = new Permits(1);
    private final List<String> through = new CopyOnWriteArrayList<>();

    private Thread comes(String name, Severity severity) {
        int before = permits.waiting();
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                permits.acquire(severity);
                through.add(name);
            } catch (InterruptedException e) {
                through.add(name + " gave up");
            }
        });
        await().until(() -> permits.waiting() == before + 1);
        return thread;
    }

    private void passes(int count) {
        permits.release();
        await().until(() -> through.size() == count);
    }

    @Test
    void theGravestOfThoseThatWaitGoesFirstAndOfTheSameWhicheverCameFirst() throws InterruptedException {
        permits.acquire(Severity.MINOR);
        comes("first minor", Severity.MINOR);
        comes("severe", Severity.SEVERE);
        comes("second minor", Severity.MINOR);
        comes("critical", Severity.CRITICAL);
        for (int count = 1; count <= 4; count++) {
            passes(count);
        }
        assertThat(through).containsExactly("critical", "severe", "first minor", "second minor");
    }

    @Test
    void whoGivesUpKeepsBackNobody() throws InterruptedException {
        permits.acquire(Severity.MINOR);
        Thread gone = comes("gone", Severity.CRITICAL);
        comes("stays", Severity.MINOR);
        gone.interrupt();
        await().until(() -> through.contains("gone gave up"));
        passes(2);
        assertThat(through).containsExactly("gone gave up", "stays");
        permits.release();
        permits.acquire(Severity.MINOR);
    }
}
