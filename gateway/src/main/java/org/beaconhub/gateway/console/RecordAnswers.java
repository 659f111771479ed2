package org.beaconhub.gateway.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.beaconhub.gateway.records.RecordsQuery;
import org.beaconhub.gateway.records.RecordsReader;
import org.beaconhub.gateway.records.RecordsReader.Row;
import org.beaconhub.gateway.records.RecordsUnavailable;
import org.beaconhub.gateway.records.Table;
import org.beaconhub.gateway.run.Views;
import org.beaconhub.rules.fact.Text;
import org.jspecify.annotations.Nullable;

/** Answers {@code /records/…}: what is over, page by page, newest first. */
final class RecordAnswers {
    private static final int ROWS_MAX = 500;
    private static final int ROWS_DEFAULT = 100;
    private static final int VALUE_LENGTH_MAX = 300;

    private final RecordsReader records;
    private final PeopleAnswers people;
    private final RecordSheets sheets;

    RecordAnswers(RecordsReader records, PeopleAnswers people, Views views) {
        this.records = records;
        this.people = people;
        this.sheets = new RecordSheets(records, views);
    }

    /** All rows that are asked for, for a spreadsheet. */
    void sheet(Context ctx, Table table) throws IOException {
        try {
            sheets.write(ctx, query(ctx, table));
        } catch (RecordsUnavailable e) {
            throw unavailable(e);
        }
    }

    /** The rows of a table that are asked for, and where the next page begins. */
    ObjectNode rows(Context ctx, Table table) {
        int limit = (int) number(ctx, "limit", 1, ROWS_MAX, ROWS_DEFAULT);
        RecordsQuery query = query(ctx, table);
        try {
            List<Row> rows = records.rows(query, limit + 1);
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            ArrayNode all = node.putArray(table.name().toLowerCase(Locale.ROOT));
            rows.stream().limit(limit).forEach(row -> all.add(json(row)));
            if (rows.size() > limit) {
                RecordsQuery.Place last = rows.get(limit - 1).place(table);
                node.put("below", last.timeMs() + "~" + last.id());
            }
            return node;
        } catch (RecordsUnavailable e) {
            throw unavailable(e);
        }
    }

    /** One incident with its time line, its alarms and who was told; what people reported only to who may read it. */
    ObjectNode incident(Context ctx) {
        try {
            RecordsReader.Whole whole = records.incident(ctx.pathParam("id"))
                    .orElseThrow(() -> new Rejected(
                            404, new Text("记录中没有该编号的事件", "there is no incident of that id in the records")));
            ObjectNode node = json(whole.incident());
            ArrayNode lines = node.putArray("time_line");
            whole.lines().forEach(line -> lines.add(line(line)));
            ArrayNode alarms = node.putArray("alarms");
            whole.alarms().forEach(row -> alarms.add(json(row)));
            ArrayNode notices = node.putArray("notices");
            whole.notices().forEach(row -> notices.add(json(row)));
            return people.seen(ctx, node);
        } catch (RecordsUnavailable e) {
            throw unavailable(e);
        }
    }

    private static ObjectNode line(RecordsReader.Row line) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("at", (Long) line.cells().getOrDefault("line_at", 0L))
                .put("what", line.text("what"))
                .put("by", line.text("line_by"))
                .put("ref", line.text("ref"))
                .put("note", line.text("note"));
        sensors(node.putArray("agree"), line.text("sensors_agree"));
        sensors(node.putArray("disagree"), line.text("sensors_disagree"));
        return node;
    }

    private static void sensors(ArrayNode node, String ids) {
        if (!ids.isEmpty()) {
            Arrays.stream(ids.split(",")).forEach(node::add);
        }
    }

    /** What a request asks of a table. */
    private static RecordsQuery query(Context ctx, Table table) {
        long fromMs = number(ctx, "from", 0, ChartAnswers.TIME_MAX_MS, 0);
        long toMs = number(ctx, "to", 0, ChartAnswers.TIME_MAX_MS, ChartAnswers.TIME_MAX_MS);
        if (fromMs >= toMs) {
            throw ChartAnswers.fromAfterTo();
        }
        Map<String, String> where = new HashMap<>();
        for (String column : table.filters()) {
            @Nullable String value = ctx.queryParam(column);
            if (value != null && (value.isEmpty() || value.length() > VALUE_LENGTH_MAX)) {
                throw new Rejected(400, ChartAnswers.length(column, VALUE_LENGTH_MAX));
            } else if (value != null) {
                where.put(column, value);
            }
        }
        return new RecordsQuery(table, fromMs, toMs, where, below(ctx.queryParam("below")));
    }

    private static Optional<RecordsQuery.Place> below(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        if (!text.matches("[0-9]{1,15}~.{1,300}")) {
            throw new Rejected(
                    400,
                    new Text("参数 below 须与上一次答复所给的相同", "the parameter 'below' must be as the answer before gave it"));
        }
        int end = text.indexOf('~');
        return Optional.of(new RecordsQuery.Place(Long.parseLong(text.substring(0, end)), text.substring(end + 1)));
    }

    private static long number(Context ctx, String name, long min, long max, long otherwise) {
        return ChartAnswers.number(ctx.queryParam(name), name, min, max, otherwise);
    }

    private static ObjectNode json(Row row) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        row.cells().forEach((column, value) -> {
            switch (value) {
                case Long whole -> node.put(column, whole);
                case Double number -> node.put(column, number);
                default -> node.put(column, value.toString());
            }
        });
        if (node.has("message_zh")) {
            node.remove(List.of("message_zh", "message_en"));
            node.set("message", Console.text(new Text(row.text("message_zh"), row.text("message_en"))));
        }
        return node;
    }

    private static Rejected unavailable(RecordsUnavailable e) {
        return new Rejected(
                503,
                new Text("历史记录库暂时无法查询：" + e.getMessage(), "the records cannot be looked up now: " + e.getMessage()));
    }
}
