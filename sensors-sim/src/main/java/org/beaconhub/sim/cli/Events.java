package org.beaconhub.sim.cli;

import java.io.PrintStream;
import java.util.Locale;
import org.beaconhub.sim.sink.Actuator;
import org.beaconhub.sim.sink.Receiver;
import org.beaconhub.sim.wire.JsonText;
import org.beaconhub.sim.world.Fire;

/** Prints one line for each event, as JSON for a parent process or as text for people. */
final class Events {
    /** How lines look. */
    enum Form {
        JSON,
        TEXT
    }

    private final Form form;
    private final PrintStream out;

    Events(Form form, PrintStream out) {
        this.form = form;
        this.out = out;
    }

    private void print(JsonText json, String text) {
        synchronized (out) {
            out.println(form == Form.JSON ? json.toString() : text);
            out.flush();
        }
    }

    private static JsonText event(String name) {
        return new JsonText().open().key("event").value(name);
    }

    void ready(int devices, int receiverPort) {
        JsonText json = event("ready").key("devices").value(devices);
        json.key("receiver_port").value(receiverPort).close();
        print(json, devices + " devices are connected");
    }

    void fireStarted(Fire fire) {
        JsonText json = event("fire-started").key("at").value(fire.startMs());
        json.key("lat")
                .value(fire.origin().lat())
                .key("lon")
                .value(fire.origin().lon())
                .close();
        print(
                json,
                String.format(
                        Locale.ROOT,
                        "a fire starts at %.5f, %.5f",
                        fire.origin().lat(),
                        fire.origin().lon()));
    }

    void acted(Actuator.Act act) {
        JsonText json =
                event("acted").key("device").value(act.device()).key("id").value(act.id());
        json.key("act")
                .value(act.act())
                .key("alarm")
                .value(act.alarm())
                .key("severity")
                .value(act.severity());
        json.key("at").value(act.atMs()).close();
        print(
                json,
                act.device() + " is told to " + act.act() + (act.alarm().isEmpty() ? "" : " for alarm " + act.alarm()));
    }

    void notice(Receiver.Notice notice) {
        JsonText json =
                event("notice").key("id").value(notice.id()).key("first").value(notice.first());
        json.key("what")
                .value(notice.event())
                .key("alarm")
                .value(notice.alarm())
                .key("rule")
                .value(notice.rule());
        json.key("subject").value(notice.subject()).key("severity").value(notice.severity());
        json.key("at").value(notice.atMs()).close();
        print(
                json,
                "the brigade hears " + (notice.first() ? "" : "again ") + "of alarm " + notice.alarm() + " ("
                        + notice.rule() + " at " + notice.subject() + "): " + notice.event());
    }

    void messages(long sent, long acknowledged, long refused, int connected) {
        JsonText json =
                event("messages").key("sent").value(sent).key("acknowledged").value(acknowledged);
        json.key("refused").value(refused).key("connected").value(connected).close();
        print(json, sent + " messages sent, " + acknowledged + " acknowledged, " + connected + " devices connected");
    }

    void stopped() {
        print(event("stopped").close(), "the simulated site stops");
    }
}
