package org.beaconhub.gateway.console;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** An answer for a spreadsheet. */
final class Sheet {
    /** Spreadsheets that do not see this read Chinese as something else. */
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final DateTimeFormatter times;

    /** Times are in a zone, an IANA id. */
    Sheet(String zone) {
        times = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.of(zone));
    }

    /** Prints the rows. */
    interface Rows<X extends Exception> {
        /** Prints them all. */
        void print(CSVPrinter printer) throws IOException, X;
    }

    /** Answers with a file of that name, without its ending. */
    <X extends Exception> void write(Context ctx, String name, Rows<X> rows) throws IOException, X {
        ctx.contentType("text/csv; charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"" + name + ".csv\"");
        try (Writer out = new OutputStreamWriter(ctx.res().getOutputStream(), StandardCharsets.UTF_8)) {
            out.append(BYTE_ORDER_MARK);
            CSVPrinter printer = new CSVPrinter(out, CSVFormat.RFC4180);
            rows.print(printer);
            printer.flush();
        }
    }

    /** A time in milliseconds since 1970 UTC, to the second. */
    String time(long ms) {
        return times.format(Instant.ofEpochMilli(ms));
    }

    /** What a spreadsheet would take for a formula is text there too. */
    static String harmless(String text) {
        boolean formula = !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0;
        return formula ? "'" + text : text;
    }
}
