package org.beaconhub.gateway.series.influx;

import com.influxdb.client.domain.InfluxQLQuery;
import com.influxdb.client.domain.WritePrecision;
import com.influxdb.exceptions.InfluxException;
import com.influxdb.query.InfluxQLQueryResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.beaconhub.gateway.series.Charts;
import org.beaconhub.gateway.series.Outcome;
import org.beaconhub.gateway.series.Sample;
import org.beaconhub.gateway.series.SeriesStore;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Unit;
import org.jspecify.annotations.Nullable;

/**
 * The history in an InfluxDB. Writing is one post of at most a batch; where the server refuses lines, halving finds
 * them. Reading is InfluxQL, which all versions answer.
 */
public final class InfluxStore implements SeriesStore, Charts {
    /** Beyond so many refused readings in one batch it is not the readings that are wrong: a person must look. */
    static final int REFUSED_MAX = 100;

    private static final long NANOS_PER_MS = 1_000_000;

    private final InfluxTarget target;
    private final long timeoutMs;
    private @Nullable Wiring wiring;
    private boolean closed;

    /**
     * Connects only when asked something.
     *
     * @param timeoutMs how long to wait for an answer, milliseconds
     */
    public InfluxStore(InfluxTarget target, long timeoutMs) {
        this.target = target;
        this.timeoutMs = timeoutMs;
    }

    @Override
    public Outcome write(List<Sample> samples) {
        List<Outcome.DropLine> tooOld = new ArrayList<>();
        List<Outcome.DropLine> bad = new ArrayList<>();
        Outcome outcome = write(samples, tooOld, bad);
        if (outcome instanceof Outcome.StopAndTell) {
            forget();
        }
        if (!(outcome instanceof Outcome.Written) || tooOld.isEmpty() && bad.isEmpty()) {
            return outcome;
        }
        bad.addAll(tooOld);
        return new Outcome.DropLines(bad);
    }

    private Outcome write(List<Sample> samples, List<Outcome.DropLine> tooOld, List<Outcome.DropLine> bad) {
        try {
            wiring().client().getWriteApiBlocking().writeRecord(bucket(), org(), WritePrecision.NS, Lines.of(samples));
            return new Outcome.Written();
        } catch (InfluxException e) {
            return switch (Answer.of(e, target)) {
                case Answer.Again(String why) -> new Outcome.RetryLater(why);
                case Answer.Person(String why) -> new Outcome.StopAndTell(why);
                case Answer.TooOld(int lines, String why) -> {
                    boolean all = samples.size() == 1 || lines == Lines.count(samples);
                    yield all ? refused(samples, why, tooOld) : halves(samples, tooOld, bad);
                }
                case Answer.BadLines(String why) ->
                    samples.size() == 1 ? refusedOne(samples, why, bad) : halves(samples, tooOld, bad);
            };
        } catch (IOException e) {
            return new Outcome.StopAndTell("cannot read the secret for InfluxDB at " + target.url() + ": " + e);
        }
    }

    private Outcome halves(List<Sample> samples, List<Outcome.DropLine> tooOld, List<Outcome.DropLine> bad) {
        int middle = samples.size() / 2;
        return switch (write(samples.subList(0, middle), tooOld, bad)) {
            case Outcome.Written() -> write(samples.subList(middle, samples.size()), tooOld, bad);
            case Outcome.DropLines lines -> lines;
            case Outcome.RetryLater later -> later;
            case Outcome.StopAndTell stop -> stop;
        };
    }

    private static Outcome refused(List<Sample> samples, String why, List<Outcome.DropLine> into) {
        samples.forEach(sample -> into.add(new Outcome.DropLine(sample, why)));
        return new Outcome.Written();
    }

    private static Outcome refusedOne(List<Sample> samples, String why, List<Outcome.DropLine> bad) {
        if (bad.size() >= REFUSED_MAX) {
            return new Outcome.StopAndTell(
                    "more than " + REFUSED_MAX + " readings of one batch are refused, the last with: " + why);
        }
        return refused(samples, why, bad);
    }

    @Override
    public List<Point> points(String device, Quantity quantity, long fromMs, long toMs, int pointsMax)
            throws HistoryUnavailable {
        if (quantity.unit() == Unit.TEXT || fromMs >= toMs) {
            return List.of();
        }
        return read(ask(question(device, quantity, fromMs, toMs, pointsMax)));
    }

    /**
     * What lacks of the place where readings go, in a word; empty where it is there. A question about readings is answered
     * with nothing in either case.
     *
     * @throws HistoryUnavailable where the server does not answer
     */
    public Optional<String> missing() throws HistoryUnavailable {
        List<String> policies = ask("SHOW RETENTION POLICIES ON \""
                        + target.database().replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                .getResults()
                .stream()
                .flatMap(each -> each.getSeries().stream())
                .flatMap(each -> each.getValues().stream())
                .map(each -> String.valueOf(each.getValues()[0]))
                .toList();
        return switch (target) {
            case InfluxTarget.V2 v2 ->
                policies.isEmpty()
                        ? Optional.of("bucket '" + v2.bucket() + "', or the right to read it")
                        : Optional.empty();
            case InfluxTarget.V1 v1 -> {
                if (policies.isEmpty()) {
                    yield Optional.of("database '" + v1.database() + "'");
                }
                yield policies.contains(v1.policy())
                        ? Optional.empty()
                        : Optional.of("retention policy '" + v1.policy() + "' of '" + v1.database() + "'");
            }
        };
    }

    private InfluxQLQueryResult ask(String question) throws HistoryUnavailable {
        InfluxQLQuery query = new InfluxQLQuery(question, target.database())
                .setPrecision(InfluxQLQuery.InfluxQLPrecision.MILLISECONDS);
        if (target instanceof InfluxTarget.V1 v1) {
            query.setRetentionPolicy(v1.policy());
        }
        try {
            return wiring().client().getInfluxQLQueryApi().queryCSV(query);
        } catch (InfluxException e) {
            throw new HistoryUnavailable("InfluxDB at " + target.url() + " does not answer: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new HistoryUnavailable("cannot read the secret for InfluxDB at " + target.url(), e);
        }
    }

    private static String question(String device, Quantity quantity, long fromMs, long toMs, int pointsMax) {
        long bucketMs = Math.max(1, Math.ceilDiv(toMs - fromMs, pointsMax));
        String field = '"' + quantity.key() + '"';
        return "SELECT min(" + field + ") AS lowest, mean(" + field + ") AS middle, max(" + field + ") AS highest FROM "
                + Lines.MEASUREMENT + " WHERE device = '"
                + device.replace("\\", "\\\\").replace("'", "\\'") + "' AND time >= " + fromMs * NANOS_PER_MS
                + " AND time < " + toMs * NANOS_PER_MS + " GROUP BY time(" + bucketMs + "ms, "
                + Math.floorMod(fromMs, bucketMs) + "ms) fill(none)";
    }

    private static List<Point> read(InfluxQLQueryResult result) {
        List<Point> points = new ArrayList<>();
        for (InfluxQLQueryResult.Result each : result.getResults()) {
            for (InfluxQLQueryResult.Series series : each.getSeries()) {
                for (InfluxQLQueryResult.Series.Record row : series.getValues()) {
                    points.add(new Point(
                            Long.parseLong(text(row, "time")),
                            Double.parseDouble(text(row, "lowest")),
                            Double.parseDouble(text(row, "middle")),
                            Double.parseDouble(text(row, "highest"))));
                }
            }
        }
        return List.copyOf(points);
    }

    private static String text(InfluxQLQueryResult.Series.Record row, String column) {
        return String.valueOf(row.getValueByKey(column));
    }

    private String bucket() {
        return switch (target) {
            case InfluxTarget.V2 v2 -> v2.bucket();
            case InfluxTarget.V1 v1 -> v1.database() + "/" + v1.policy();
        };
    }

    private String org() {
        return switch (target) {
            case InfluxTarget.V2 v2 -> v2.org();
            case InfluxTarget.V1 v1 -> "-";
        };
    }

    private synchronized Wiring wiring() throws IOException {
        if (closed) {
            throw new InfluxException("the store is closed");
        }
        Wiring current = wiring;
        if (current == null) {
            current = new Wiring(target, timeoutMs);
            wiring = current;
        }
        return current;
    }

    private synchronized void forget() {
        if (wiring != null) {
            wiring.close();
            wiring = null;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        forget();
    }
}
