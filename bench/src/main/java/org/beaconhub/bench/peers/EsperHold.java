package org.beaconhub.bench.peers;

import com.espertech.esper.common.client.EPCompiled;
import com.espertech.esper.common.client.configuration.Configuration;
import com.espertech.esper.compiler.client.CompilerArguments;
import com.espertech.esper.compiler.client.EPCompileException;
import com.espertech.esper.compiler.client.EPCompilerProvider;
import com.espertech.esper.runtime.client.EPDeployException;
import com.espertech.esper.runtime.client.EPDeployment;
import com.espertech.esper.runtime.client.EPRuntime;
import com.espertech.esper.runtime.client.EPRuntimeProvider;

/** The rule in Esper: a table with a row for each device, which each reading merges into. */
public final class EsperHold implements HoldPeer {
    private static final String MODULE = """
            create table Machine(device string primary key, since long, standing boolean);

            on Reading r merge Machine m where m.device = r.device
              when not matched then
                insert(device, since, standing)
                select r.device, case when r.celsius > 60 then r.timeMs else -1L end, false
              when matched and m.standing and r.celsius < 55 then update set standing = false
              when matched and m.standing then update set standing = true
              when matched and r.celsius > 60 and m.since < 0 then update set since = r.timeMs
              when matched and r.celsius > 60 and r.timeMs - m.since >= 30000 then
                insert into Alarms select r.device as device, r.timeMs as timeMs
                then update set standing = true, since = -1L
              when matched and r.celsius <= 60 then update set since = -1L;

            @name('alarms') select * from Alarms;
            """;

    private final EPRuntime runtime;
    private long alarms;

    /** What a device said; Esper reads it by its getters. */
    public static final class Reading {
        private final String device;
        private final long timeMs;
        private final double celsius;

        /** A reading. */
        public Reading(String device, long timeMs, double celsius) {
            this.device = device;
            this.timeMs = timeMs;
            this.celsius = celsius;
        }

        /** Who said it. */
        public String getDevice() {
            return device;
        }

        /** When. */
        public long getTimeMs() {
            return timeMs;
        }

        /** What. */
        public double getCelsius() {
            return celsius;
        }
    }

    /** An engine with the rule, and no device yet. */
    public EsperHold() {
        Configuration configuration = new Configuration();
        configuration.getCommon().addEventType(Reading.class);
        configuration.getRuntime().getThreading().setInternalTimerEnabled(false);
        this.runtime = EPRuntimeProvider.getRuntime("hold", configuration);
        runtime.initialize();
        try {
            EPCompiled compiled =
                    EPCompilerProvider.getCompiler().compile(MODULE, new CompilerArguments(configuration));
            EPDeployment deployment = runtime.getDeploymentService().deploy(compiled);
            runtime.getDeploymentService()
                    .getStatement(deployment.getDeploymentId(), "alarms")
                    .addListener((raised, gone, statement, engine) -> alarms += raised.length);
        } catch (EPCompileException | EPDeployException e) {
            throw new IllegalStateException("Esper does not take the rule", e);
        }
    }

    @Override
    public void observe(String device, long timeMs, double value) {
        runtime.getEventService().sendEventBean(new Reading(device, timeMs, value), "Reading");
    }

    @Override
    public long alarms() {
        return alarms;
    }

    @Override
    public void close() {
        runtime.destroy();
    }
}
