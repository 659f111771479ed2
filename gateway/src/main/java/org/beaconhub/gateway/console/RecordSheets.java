package org.beaconhub.gateway.console;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.beaconhub.gateway.records.RecordsQuery;
import org.beaconhub.gateway.records.RecordsReader;
import org.beaconhub.gateway.records.RecordsReader.Row;
import org.beaconhub.gateway.records.RecordsUnavailable;
import org.beaconhub.gateway.records.Table;
import org.beaconhub.gateway.run.Views;

/** Answers {@code /records/….csv}: a table for a spreadsheet, newest rows first, times in the site's zone. */
final class RecordSheets {
    private static final int ROWS_MAX = 100_000;
    private static final int PAGE = 1_000;
    /** Spreadsheets that do not see this read Chinese as something else. */
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final RecordsReader records;
    private final Views views;

    RecordSheets(RecordsReader records, Views views) {
        this.records = records;
        this.views = views;
    }

    void write(Context ctx, RecordsQuery query) throws IOException, RecordsUnavailable {
        long count = records.count(query);
        if (count > ROWS_MAX) {
            throw new Rejected(
                    400, count + " rows are more than the " + ROWS_MAX + " of one sheet: ask for a shorter time");
        }
        List<Row> rows = records.rows(query, PAGE);
        String name = query.table().name().toLowerCase(Locale.ROOT);
        ctx.contentType("text/csv; charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"" + name + ".csv\"");
        try (Writer out = new OutputStreamWriter(ctx.res().getOutputStream(), StandardCharsets.UTF_8)) {
            out.append(BYTE_ORDER_MARK);
            print(out, query, rows);
        }
    }

    /** Row by row: only a page of them is in memory. */
    private void print(Writer out, RecordsQuery query, List<Row> first) throws IOException, RecordsUnavailable {
        Table table = query.table();
        DateTimeFormatter times = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
                .withZone(ZoneId.of(views.view().site().zone()));
        CSVPrinter printer = new CSVPrinter(out, CSVFormat.RFC4180);
        printer.printRecord(table.columns());
        List<Row> rows = first;
        for (int printed = 0; !rows.isEmpty() && printed < ROWS_MAX; printed += rows.size()) {
            for (Row row : rows) {
                printer.printRecord(cells(row, table, times));
            }
            RecordsQuery next = query.below(rows.getLast().place(table));
            rows = rows.size() < PAGE ? List.of() : records.rows(next, PAGE);
        }
        printer.flush();
    }

    private static List<Object> cells(Row row, Table table, DateTimeFormatter times) {
        List<Object> cells = new ArrayList<>();
        for (String column : table.columns()) {
            Object value = row.cells().getOrDefault(column, "");
            cells.add(
                    value instanceof Long ms && Table.isTime(column)
                            ? times.format(Instant.ofEpochMilli(ms))
                            : value instanceof String text ? harmless(text) : value);
        }
        return cells;
    }

    /** What a spreadsheet would take for a formula is text there too. */
    static String harmless(String text) {
        boolean formula = !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0;
        return formula ? "'" + text : text;
    }
}
