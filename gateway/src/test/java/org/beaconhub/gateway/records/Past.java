package org.beaconhub.gateway.records;

import java.util.List;
import org.beaconhub.gateway.journal.JournalFull;
import org.beaconhub.gateway.journal.MemoryJournal;
import org.beaconhub.gateway.run.Stories;
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.Command.Disposition;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.IncidentAct;
import org.beaconhub.rules.fact.LiveFact;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.incident.Incident;

/** A journal that a real engine decides for, as the hub's loop does; its hub time goes on a second with each fact. */
final class Past {
    final MemoryJournal journal = new MemoryJournal();
    final Engine engine = Engine.empty();
    private long number;
    private long laterMs;

    Past() {
        tell(Stories.site(4));
    }

    /** When the newest entry was. */
    long nowMs() {
        return Stories.START_MS + laterMs + engine.seq() * 1000;
    }

    /** Lets days pass; the next entry is so much later. */
    void later(int days) {
        laterMs += days * 86_400_000L;
    }

    void tell(LiveFact fact) {
        Entry entry = new Entry(engine.seq() + 1, nowMs() + 1000, fact);
        try {
            journal.append(entry);
            journal.commit();
            journal.record(engine.apply(entry));
            journal.commit();
        } catch (JournalFull e) {
            throw new AssertionError(e);
        }
    }

    void measures(int node, double celsius) {
        tell(Stories.says(node, ++number, nowMs() + 1000, Quantity.TEMPERATURE, celsius));
    }

    void act(String by, Command.Act act) {
        tell(new Command(by, act));
    }

    String alarmOf(int node) {
        return engine.view().alarms().stream()
                .filter(alarm -> alarm.subject().equals("fn-" + node))
                .findFirst()
                .orElseThrow()
                .id();
    }

    List<Incident> incidents() {
        return engine.view().incidents().incidents();
    }

    /** An alarm from its raise to its end, in three acts; its id. */
    String wholeAlarm(int node) {
        measures(node, 70);
        String id = alarmOf(node);
        act("li", new Command.Acknowledge(id));
        measures(node, 20);
        act("wang", new Command.Close(id, Disposition.FALSE, "a grill"));
        return id;
    }

    /** The incidents that are open end, as nothing. */
    void endIncidents() {
        for (Incident each : incidents()) {
            if (each.state().isOpen()) {
                act("wang", new IncidentAct.CloseIncident(each.id(), Disposition.FALSE, "nothing there"));
            }
        }
    }
}
