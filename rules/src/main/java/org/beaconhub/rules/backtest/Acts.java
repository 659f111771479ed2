package org.beaconhub.rules.backtest;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.alarm.AlarmState;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.IncidentAct;
import org.beaconhub.rules.fact.WatchAct;

/**
 * Carries people's commands over into a run, whose alarms have other ids. What was said of an alarm is said of the
 * alarm of the same rule and subject that is open in the run; where there is none, it is dropped.
 */
final class Acts {
    private final Recorded recorded;
    private final Map<String, AlarmName> known = new HashMap<>();
    private final Map<AlarmName, String> open = new HashMap<>();
    /** What the run calls maintenances and entries of the watch list, by what the journal calls them. */
    private final Map<String, String> renamed = new HashMap<>();

    Acts(Recorded recorded) {
        this.recorded = recorded;
    }

    /** An alarm that is open where the run begins, when its id is still the recorded one. */
    void begins(Alarm alarm) {
        AlarmName name = new AlarmName(alarm.rule(), alarm.subject());
        known.put(alarm.id(), name);
        open.put(name, alarm.id());
    }

    /** An alarm of the run moved. */
    void moved(AlarmName name, Alarm alarm) {
        if (alarm.state() instanceof AlarmState.Closed) {
            open.remove(name);
        } else {
            open.put(name, alarm.id());
        }
    }

    /**
     * The command as the run understands it; empty where the run has nothing that it could be about.
     *
     * @param journalSeq the command's place in the journal
     * @param ownSeq the place that it will have in the run
     */
    Optional<Command> carried(Command command, long journalSeq, long ownSeq) {
        Optional<Command.Act> act = switch (command.act()) {
            case Command.Acknowledge each -> own(each.alarm()).map(Command.Acknowledge::new);
            case Command.Close each ->
                own(each.alarm()).map(id -> new Command.Close(id, each.disposition(), each.note()));
            case Command.Reset each -> own(each.alarm()).map(id -> new Command.Reset(id, each.note()));
            case Command.Shelve each ->
                own(each.alarm()).map(id -> new Command.Shelve(id, each.forMs(), each.reason()));
            case Command.Unshelve each -> own(each.alarm()).map(id -> new Command.Unshelve(id, each.note()));
            // Neither incidents nor what moves outside are compared.
            case IncidentAct each -> Optional.empty();
            case Command.Actuate each -> Optional.empty();
            case WatchAct.Watch each -> {
                renamed.put("W" + journalSeq, "W" + ownSeq);
                yield Optional.of(each);
            }
            case WatchAct.Unwatch each -> Optional.of(new WatchAct.Unwatch(ownId(each.id()), each.note()));
            case Command.TakeOut each -> Optional.of(each);
            case Command.PutBack each -> Optional.of(each);
            case Command.BeginMaintenance each -> {
                renamed.put("M" + journalSeq, "M" + ownSeq);
                yield Optional.of(each);
            }
            case Command.EndMaintenance each -> Optional.of(new Command.EndMaintenance(ownId(each.id()), each.note()));
        };
        return act.map(each -> new Command(command.by(), each));
    }

    /** What the run calls what the journal calls so. */
    private String ownId(String id) {
        String own = renamed.remove(id);
        return own == null ? id : own;
    }

    private Optional<String> own(String id) {
        AlarmName name = known.get(id);
        return (name == null ? recorded.alarm(id) : Optional.of(name)).map(open::get);
    }
}
