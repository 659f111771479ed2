package org.beaconhub.bench.peers;

import io.siddhi.core.SiddhiAppRuntime;
import io.siddhi.core.SiddhiManager;
import io.siddhi.core.event.Event;
import io.siddhi.core.stream.input.InputHandler;
import io.siddhi.core.stream.output.StreamCallback;
import java.util.HashSet;
import java.util.Set;

/** The rule in Siddhi: a table with a row for each device; each reading is joined with its row and updates it. */
public final class SiddhiHold implements HoldPeer {
    private static final String APP = """
            @app:name('hold')
            define stream Devices (device string, since long, standing bool);
            define stream Readings (device string, timeMs long, celsius double);
            @PrimaryKey('device')
            define table Machines (device string, since long, standing bool);

            from Devices select device, since, standing insert into Machines;

            from Readings join Machines on Machines.device == Readings.device
            select Readings.device as device,
              not Machines.standing and Machines.since >= 0L and celsius > 60.0 and timeMs - Machines.since >= 30000L
                as raised,
              Machines.standing and celsius >= 55.0 as stays,
              ifThenElse(Machines.standing or celsius <= 60.0, -1L,
                ifThenElse(Machines.since < 0L, timeMs, Machines.since)) as held
            insert into Moves;

            from Moves
            select device, raised, raised or stays as standing, ifThenElse(raised, -1L, held) as since
            insert into Next;

            from Next select device, since, standing
            update Machines set Machines.since = since, Machines.standing = standing
            on Machines.device == device;

            from Next[raised] select device insert into Alarms;
            """;

    private final SiddhiManager manager = new SiddhiManager();
    private final SiddhiAppRuntime app;
    private final InputHandler devices;
    private final InputHandler readings;
    private final Set<String> known = new HashSet<>();
    private long alarms;

    /** An engine with the rule, and no device yet. */
    public SiddhiHold() {
        this.app = manager.createSiddhiAppRuntime(APP);
        app.addCallback("Alarms", new StreamCallback() {
            @Override
            public void receive(Event[] events) {
                alarms += events.length;
            }
        });
        this.devices = app.getInputHandler("Devices");
        this.readings = app.getInputHandler("Readings");
        app.start();
    }

    @Override
    public void observe(String device, long timeMs, double value) {
        try {
            if (known.add(device)) {
                devices.send(new Object[] {device, -1L, false});
            }
            readings.send(new Object[] {device, timeMs, value});
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a reading was handed over", e);
        }
    }

    @Override
    public long alarms() {
        return alarms;
    }

    @Override
    public void close() {
        app.shutdown();
        manager.shutdown();
    }
}
