package org.beaconhub.bench.rig;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Shares of a core that processes take over a while. */
public final class CpuTime {
    private final Map<String, ProcessHandle> processes;
    private final Map<String, Duration> before = new LinkedHashMap<>();
    private final long startNs = System.nanoTime();

    private CpuTime(Map<String, ProcessHandle> processes) {
        this.processes = processes;
        processes.forEach((name, process) -> before.put(name, total(process)));
    }

    /** Begins to watch processes, by the names that figures carry. */
    public static CpuTime of(Map<String, ProcessHandle> processes) {
        return new CpuTime(processes);
    }

    private static Duration total(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Cores that each took since, on average. */
    public Map<String, Double> cores() {
        double seconds = (System.nanoTime() - startNs) / 1e9;
        Map<String, Double> cores = new LinkedHashMap<>();
        processes.forEach((name, process) -> cores.put(
                "cores_" + name,
                Report.rounded(
                        total(process)
                                        .minus(before.getOrDefault(name, Duration.ZERO))
                                        .toNanos()
                                / 1e9
                                / seconds,
                        2)));
        return cores;
    }
}
