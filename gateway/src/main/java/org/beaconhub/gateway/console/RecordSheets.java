package org.beaconhub.gateway.console;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVPrinter;
import org.beaconhub.gateway.records.RecordsQuery;
import org.beaconhub.gateway.records.RecordsReader;
import org.beaconhub.gateway.records.RecordsReader.Row;
import org.beaconhub.gateway.records.RecordsUnavailable;
import org.beaconhub.gateway.records.Table;
import org.beaconhub.gateway.run.Views;
import org.beaconhub.rules.fact.Text;

/** Answers {@code /records/….csv}: a table for a spreadsheet, newest rows first, times in the site's zone. */
final class RecordSheets {
    private static final int ROWS_MAX = 100_000;
    private static final int PAGE = 1_000;

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
                    400,
                    new Text(
                            "共 " + count + " 行，超过一张表的上限 " + ROWS_MAX + " 行：请缩短时间范围",
                            count + " rows are more than the " + ROWS_MAX + " of one sheet: ask for a shorter time"));
        }
        List<Row> rows = records.rows(query, PAGE);
        String name = query.table().name().toLowerCase(Locale.ROOT);
        Sheet sheet = new Sheet(views.view().site().zone());
        sheet.write(ctx, name, printer -> print(printer, sheet, query, rows));
    }

    /** Row by row: only a page of them is in memory. */
    private void print(CSVPrinter printer, Sheet sheet, RecordsQuery query, List<Row> first)
            throws IOException, RecordsUnavailable {
        Table table = query.table();
        printer.printRecord(table.columns());
        List<Row> rows = first;
        for (int printed = 0; !rows.isEmpty() && printed < ROWS_MAX; printed += rows.size()) {
            for (Row row : rows) {
                printer.printRecord(cells(row, table, sheet));
            }
            RecordsQuery next = query.below(rows.getLast().place(table));
            rows = rows.size() < PAGE ? List.of() : records.rows(next, PAGE);
        }
    }

    private static List<Object> cells(Row row, Table table, Sheet sheet) {
        List<Object> cells = new ArrayList<>();
        for (String column : table.columns()) {
            Object value = row.cells().getOrDefault(column, "");
            cells.add(
                    value instanceof Long ms && Table.isTime(column)
                            ? sheet.time(ms)
                            : value instanceof String text ? Sheet.harmless(text) : value);
        }
        return cells;
    }
}
