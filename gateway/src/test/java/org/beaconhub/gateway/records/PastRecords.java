package org.beaconhub.gateway.records;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.beaconhub.gateway.run.Stories;
import org.beaconhub.rules.fact.DeliveryReport;
import org.beaconhub.rules.fact.PersonReport;
import org.beaconhub.rules.fact.Place;

/** The records of a short past, for the tests of other rooms. */
public final class PastRecords {
    /** When the past began, in milliseconds UTC. */
    public static final long BEGAN_MS = Stories.START_MS;

    private PastRecords() {}

    /**
     * Writes them: two alarms from raise to end in one incident, whose notices were delivered; an alarm that stands; and an
     * incident that somebody reported, from {@code 138}, as {@code =1+1 behind my house}. The ids of the incidents,
     * oldest first.
     */
    public static List<String> write(RecordsTarget target) {
        Past past = new Past();
        past.wholeAlarm(0);
        past.wholeAlarm(1);
        past.engine
                .view()
                .pendingNotices()
                .forEach(each -> past.tell(new DeliveryReport(
                        each.notice().id(), each.channel(), 1, new DeliveryReport.Delivered("HTTP 200"))));
        past.endIncidents();
        past.tell(new PersonReport("ABCDEFGHJK", "other", "forest", Place.NONE, "=1+1 behind my house", "138"));
        past.measures(2, 70);
        try (Records records = Records.start(past.journal, target, RecordsOptions.USUAL)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> records.doneSeq() == past.engine.seq());
        }
        return past.incidents().stream().map(each -> each.id()).toList();
    }
}
