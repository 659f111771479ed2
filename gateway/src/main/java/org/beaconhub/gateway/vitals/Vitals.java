package org.beaconhub.gateway.vitals;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.run.Inbox;
import org.beaconhub.gateway.run.Receipt;
import org.beaconhub.rules.fact.Measurement;
import org.beaconhub.rules.fact.Observation;
import org.beaconhub.rules.fact.Observation.TimeSource;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Reading;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.site.Device;

/**
 * Looks at the hub every {@value #LOOK_MS} ms, and at once when the broker comes or goes, and puts what changed into
 * the inbox as an observation of the device {@code hub}; the site's rules make trouble of it.
 */
public final class Vitals implements AutoCloseable {
    /** Time between two looks, in milliseconds. */
    public static final long LOOK_MS = 5_000;

    /** Each figure is told again after so long, whether it changed or not, in milliseconds: the interval of the device {@code hub}. */
    public static final long REPEAT_MS = 60_000;

    private static final long GLANCE_MS = 250;
    private static final long BEAT_MAX_MS = 30_000;
    private static final double LAG_WARN_S = 60;
    private static final double DISK_WARN_PERCENT = 10;
    private static final double STEP_WARN_S = 5;

    private final Signs signs;
    private final Quarantine quarantine;
    private final Inbox inbox;
    private final Clock clock;
    private final Map<Quantity, Said> said = new EnumMap<>(Quantity.class);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Diary diary = new Diary();
    private final long startedNanos;
    private volatile Map<Quantity, Double> figures = Map.of();
    private volatile long lookedNanos;
    private long dispatchFaults;
    private long dispatchFaultNanos;
    private double stepS;
    private long stepNanos;
    private long wallMs;
    private long steadyNanos;

    private record Said(double value, long steadyMs) {}

    /** Ready to look; {@link #start} makes a thread of it. */
    public Vitals(Signs signs, Quarantine quarantine, Inbox inbox, Clock clock) {
        this.signs = signs;
        this.quarantine = quarantine;
        this.inbox = inbox;
        this.clock = clock;
        this.wallMs = clock.nowMs();
        this.steadyNanos = clock.steadyNanos();
        this.startedNanos = steadyNanos;
        this.lookedNanos = steadyNanos;
        this.dispatchFaults = signs.dispatchFaults();
        this.dispatchFaultNanos = steadyNanos - TimeUnit.MILLISECONDS.toNanos(REPEAT_MS);
        this.figures = figures();
    }

    /** Looks from now on until closed. */
    public static Vitals start(Signs signs, Quarantine quarantine, Inbox inbox, Clock clock) {
        Vitals vitals = new Vitals(signs, quarantine, inbox, clock);
        Thread.ofVirtual().name("vitals").start(vitals::run);
        return vitals;
    }

    private void run() {
        try {
            look();
            boolean broker = signs.brokerConnected();
            while (!stopped.await(clock.waitMs(GLANCE_MS), TimeUnit.MILLISECONDS)) {
                boolean now = signs.brokerConnected();
                long sinceMs = (clock.steadyNanos() - lookedNanos) / 1_000_000;
                if (now != broker || sinceMs >= LOOK_MS) {
                    broker = now;
                    look();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks once, and says what changed. */
    void look() throws InterruptedException {
        Map<Quantity, Double> now = figures();
        figures = now;
        lookedNanos = clock.steadyNanos();
        diary.note(clock.nowMs(), findings(), signs.messages());
        long steadyMs = lookedNanos / 1_000_000;
        List<Reading> readings = new ArrayList<>();
        now.forEach((quantity, value) -> {
            Said before = said.get(quantity);
            if (before == null
                    || steadyMs - before.steadyMs() >= REPEAT_MS
                    || differs(quantity, before.value(), value)) {
                readings.add(new Measurement(quantity, value));
                said.put(quantity, new Said(value, steadyMs));
            }
        });
        if (!readings.isEmpty()) {
            inbox.putFirst(
                    List.of(new Observation(Device.HUB, clock.nowMs(), TimeSource.HUB, Observation.NO_SEQ, readings)),
                    Receipt.NONE);
        }
    }

    private Map<Quantity, Double> figures() {
        Map<Quantity, Double> now = new EnumMap<>(Quantity.class);
        now.put(Quantity.BROKER_UP, signs.brokerConnected() ? 1.0 : 0.0);
        now.put(Quantity.HISTORY_LAG, signs.historyLagMs() / 1e3);
        now.put(Quantity.HISTORY_STOPPED, signs.historyStopped().isPresent() ? 1.0 : 0.0);
        now.put(Quantity.RECORDS_STOPPED, signs.recordsTrouble().isPresent() ? 1.0 : 0.0);
        long disk = signs.diskBytes();
        now.put(Quantity.DISK_FREE, disk <= 0 ? 0 : 100.0 * signs.roomBytes() / disk);
        now.put(Quantity.JOURNAL_BLOCKED, signs.takeSlowestCommitMs() / 1e3);
        now.put(Quantity.CLOCK_STEP, step());
        now.put(Quantity.QUARANTINED, (double) quarantine.lastMinute(clock.nowMs()));
        now.put(Quantity.DISPATCH_FAILED, dispatchFailed() ? 1.0 : 0.0);
        return now;
    }

    private boolean dispatchFailed() {
        long faults = signs.dispatchFaults();
        long nanos = clock.steadyNanos();
        if (faults != dispatchFaults) {
            dispatchFaults = faults;
            dispatchFaultNanos = nanos;
        }
        return nanos - dispatchFaultNanos < TimeUnit.MILLISECONDS.toNanos(REPEAT_MS);
    }

    /** The largest step of the clock in the last minute, in seconds: a step is seen once, but must be seen. */
    private double step() {
        long nowMs = clock.nowMs();
        long nanos = clock.steadyNanos();
        double newS = ((nowMs - wallMs) - (nanos - steadyNanos) / 1e6) / 1e3;
        wallMs = nowMs;
        steadyNanos = nanos;
        boolean forgotten = nanos - stepNanos >= TimeUnit.MILLISECONDS.toNanos(REPEAT_MS);
        if (Math.abs(newS) >= Math.abs(stepS) || forgotten) {
            stepS = Math.abs(newS) < 0.1 ? 0 : newS;
            stepNanos = nanos;
        }
        return stepS;
    }

    private static boolean differs(Quantity quantity, double before, double now) {
        if ((before == 0) != (now == 0) && quantity != Quantity.HISTORY_LAG && quantity != Quantity.JOURNAL_BLOCKED) {
            return true;
        }
        double step = switch (quantity) {
            case HISTORY_LAG -> 5;
            case JOURNAL_BLOCKED -> 0.5;
            case QUARANTINED -> 10;
            default -> 1;
        };
        return Math.abs(now - before) >= Math.max(step, quantity == Quantity.DISK_FREE ? 0 : Math.abs(before) / 10);
    }

    /** The newest figures, each in its quantity's unit. */
    public Map<Quantity, Double> newest() {
        return figures;
    }

    /** What it looks at. */
    public Signs signs() {
        return signs;
    }

    /** What its looks come to over time. */
    public Diary diary() {
        return diary;
    }

    /** How long it looks already, which is how long the hub runs, in milliseconds. */
    public long uptimeMs() {
        return (clock.steadyNanos() - startedNanos) / 1_000_000;
    }

    /** The quarantine that it counts. */
    public Quarantine quarantine() {
        return quarantine;
    }

    /** Whether the hub still turns: its loop lives and its vitals are taken. */
    public boolean alive() {
        return signs.running() && (clock.steadyNanos() - lookedNanos) / 1_000_000 < BEAT_MAX_MS;
    }

    /** Whether nothing keeps the hub from its work. */
    public boolean ready() {
        return findings().stream().noneMatch(Finding::blocks);
    }

    /** All that is not as it should be, the worst first; empty where all is well. */
    public List<Finding> findings() {
        List<Finding> found = new ArrayList<>();
        if (!signs.running()) {
            found.add(finding("loop_dead", true, "处理循环已停止，请重启烽台", "The hub's loop has stopped; restart the hub"));
        }
        if (!signs.journalWritable()) {
            found.add(finding(
                    "journal_unwritable",
                    true,
                    "日志无法写入，消息未被确认",
                    "The journal cannot be written; nothing is acknowledged"));
        }
        if (signs.heldBack()) {
            found.add(finding(
                    "no_room", true, "磁盘空间不足，设备消息暂缓接收", "The disk is full; devices' messages wait at the broker"));
        }
        if (!signs.brokerConnected()) {
            found.add(finding("broker_lost", true, "与消息代理的连接已断开", "The broker is not connected"));
        }
        engine(found);
        stores(found);
        figures(found);
        return found;
    }

    /** What the engine cannot do as it should. */
    private void engine(List<Finding> found) {
        if (signs.timerStuck()) {
            found.add(finding(
                    "timer_stuck",
                    false,
                    "规则的一个计时器没有前进，其他计时可能迟 1 秒",
                    "A timer of the rules does not advance; others may be a second late"));
        }
        if (signs.incidentsFull()) {
            found.add(finding(
                    "incidents_full",
                    false,
                    "未关闭的事件已达上限，新警情并入最相近的事件，请关闭已了结的事件",
                    "No more incidents can be open; new signs join the one most like them. Close those that are over"));
        }
        signs.lost()
                .ifPresent(what -> found.add(finding(
                        "begun_anew",
                        false,
                        "烽台从空白状态开始，请核对先前的警情：" + what,
                        "The hub began anew; look at the alarms that were open: " + what)));
    }

    /** What cannot be written beside the journal. */
    private void stores(List<Finding> found) {
        signs.historyStopped()
                .ifPresent(why -> found.add(
                        finding("history_stopped", false, "历史存储拒绝写入：" + why, "The history cannot be written: " + why)));
        signs.recordsTrouble()
                .ifPresent(why -> found.add(finding(
                        "records_stopped",
                        false,
                        "档案库无法写入，数据保留在日志中：" + why,
                        "The records cannot be written, and wait in the journal: " + why)));
    }

    /** What the newest figures tell. */
    private void figures(List<Finding> found) {
        Map<Quantity, Double> now = figures;
        above(
                found,
                now,
                Quantity.HISTORY_LAG,
                LAG_WARN_S,
                "history_behind",
                "历史存储滞后 %.0f 秒",
                "The history lags by %.0f s");
        above(
                found,
                now,
                Quantity.DISPATCH_FAILED,
                0,
                "dispatch_failed",
                "通知发送在一分钟内出现异常，已自动重启",
                "The delivery of notices failed in the last minute, and was begun again");
        double disk = now.getOrDefault(Quantity.DISK_FREE, 100.0);
        if (disk < DISK_WARN_PERCENT) {
            found.add(finding(
                    "disk_low",
                    false,
                    "日志磁盘仅剩 %.1f %%".formatted(disk),
                    "The journal's disk has %.1f %% left".formatted(disk)));
        }
        clockStep(found, now);
        above(
                found,
                now,
                Quantity.QUARANTINED,
                0,
                "quarantine",
                "最近一分钟有 %.0f 条消息无法读取",
                "Messages that could not be read in the last minute: %.0f");
    }

    private static void clockStep(List<Finding> found, Map<Quantity, Double> now) {
        if (Math.abs(now.getOrDefault(Quantity.CLOCK_STEP, 0.0)) > STEP_WARN_S) {
            double step = now.getOrDefault(Quantity.CLOCK_STEP, 0.0);
            found.add(finding(
                    "clock_step",
                    false,
                    "系统时钟跳变 %.0f 秒".formatted(step),
                    "The machine's clock jumped by %.0f s".formatted(step)));
        }
    }

    private static void above(
            List<Finding> found,
            Map<Quantity, Double> now,
            Quantity quantity,
            double limit,
            String code,
            String... texts) {
        double value = now.getOrDefault(quantity, 0.0);
        if (value > limit) {
            found.add(finding(code, false, texts[0].formatted(value), texts[1].formatted(value)));
        }
    }

    private static Finding finding(String code, boolean blocks, String zh, String en) {
        return new Finding(code, blocks, new Text(zh, en));
    }

    @Override
    public void close() {
        stopped.countDown();
    }
}
