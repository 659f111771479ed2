package org.beaconhub.sim.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.beaconhub.sim.wire.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables as people save them: each is read, or told with file, line, column, value and what would be right. */
class TablesTest {
    private static final String MAPPING = """
            files: [{ name: "*.csv" }]
            time: { column: t }
            devices:
              - device: d-1
                readings:
                  - { column: x, quantity: temperature, unit: °C }
                  - { column: door, quantity: door, unit: flag }
            """;

    @TempDir
    private Path folder;

    private List<String> faults = List.of();

    private List<String> read(String mapping, String table, Charset charset) throws IOException {
        Path file = Files.writeString(folder.resolve("some.csv"), table, charset);
        Path columns = Files.writeString(folder.resolve("mapping.yaml"), mapping);
        List<String> rows = new ArrayList<>();
        try (Recording recording = new Recording(file, MappingReader.read(columns))) {
            for (Optional<Cursor.Row> row = recording.next(); row.isPresent(); row = recording.next()) {
                StringBuilder text = new StringBuilder().append(row.get().timeMs());
                row.get()
                        .said()
                        .forEach(said -> said.values()
                                .values()
                                .forEach(value -> text.append(' ').append(shown(value))));
                rows.add(text.toString());
            }
            faults = recording.faults().stream()
                    .map(fault -> fault.replace(folder + "/", ""))
                    .toList();
        }
        return rows;
    }

    private static String shown(Value value) {
        return switch (value) {
            case Value.Amount amount -> String.valueOf(amount.number());
            case Value.Flag flag -> String.valueOf(flag.on());
            case Value.Words words -> words.text();
        };
    }

    private List<String> read(String table) throws IOException {
        return read(MAPPING, table, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "t,x,door\n1,21.5,0\n2,22,1\n",
                "door,other,x,t\n0,7,21.5,1\n1,8,22,2\n",
                "\uFEFFt,x,door\r\n1,21.5,0\r\n2,22,1\r\n",
                "t;x;door\n1;21,5;0\n2;22,0;1\n",
                "t\tx\tdoor\n1\t21,5\tfalse\n2\t+22\tTRUE\n",
                "t|x|door\n1|2.15e1|off\n2|22.|on\n",
                "# saved by a logger, 3.1\n\n t , x , door \n1, 21.5 ,0\n\nt,x,door\n2,22,1,\n",
                "\"t\",\"x\",\"door\"\n\"1\",\"21.5\",\"0\"\n\"2\",\"22\",\"1\"\n",
            })
    void columnsSeparatorsMarksAndDecimalCommasAreSeen(String table) throws IOException {
        assertThat(read(table)).containsExactly("1000 21.5 false", "2000 22.0 true");
        assertThat(faults).isEmpty();
    }

    @Test
    void wideTextWithAMarkIsReadToo() throws IOException {
        assertThat(read(MAPPING, "t\tx\tdoor\n1\t21,5\t1\n", StandardCharsets.UTF_16))
                .containsExactly("1000 21.5 true");
    }

    @Test
    void cellsThatSayThatNothingWasMeasuredSayNothing() throws IOException {
        assertThat(read("t,x,door\n1,,0\n2,NaN,n/a\n3,-,1\n4\n"))
                .containsExactly("1000 false", "2000", "3000 true", "4000");
        assertThat(faults).isEmpty();
    }

    @Test
    void whatCannotBeReadIsToldWithLineColumnValueAndWhatWouldBeRight() throws IOException {
        assertThat(read("t,x,door\n1,21 °C,0\n31/01/2027,22,1\n3,\"21,5\",1\n4,21,5,1\n5,\"21,0\n6,23,maybe\n"))
                .containsExactly("1000 false", "3000 true", "6000 23.0");
        assertThat(faults)
                .satisfiesExactly(
                        fault -> assertThat(fault)
                                .startsWith(
                                        "some.csv:2: column 'x' has '21 °C', which is no number; write the number alone"),
                        fault -> assertThat(fault)
                                .startsWith("some.csv:3: column 't' has '31/01/2027', which is no time;")
                                .contains("'format', as in 'dd/MM/uuuu HH:mm:ss'"),
                        fault -> assertThat(fault)
                                .contains("some.csv:4: column 'x' has '21,5'")
                                .endsWith("write it with a point, or part the columns by ';'"),
                        fault -> assertThat(fault)
                                .startsWith("some.csv:5: 4 cells under 3 column names; write decimals with a point"),
                        fault -> assertThat(fault).startsWith("some.csv:6: a quotation mark is not closed"));
    }

    @Test
    void ofAFamilyOfFilesOneMayLackAColumnAndSaysSoButNotAll() throws IOException {
        assertThat(read("t,x\n1,21.5\n")).containsExactly("1000 21.5");
        assertThat(faults).containsExactly("some.csv:1: no column 'door'; it has t, x");
        assertThatThrownBy(() -> read("t,y\n1,21.5\n")).hasMessageContaining("no column of a reading; ");
        assertThatThrownBy(() -> read(MAPPING.replace("*", "some"), "t,x\n1,21.5\n", StandardCharsets.UTF_8))
                .hasMessageContaining("some.csv has no column 'door'; it has t, x");
    }

    @Test
    void dateAndTimeMayStandInTwoColumns() throws IOException {
        String mapping = MAPPING.replace("column: t }", "column: [Date, Time], format: dd.MM.uuuu HH:mm:ss }");
        assertThat(read(mapping, "Date;Time;x;door\n31.01.2027;08:05:09;21,5;1\n", StandardCharsets.UTF_8))
                .containsExactly("1801382709000 21.5 true");
    }

    @Test
    void textThatIsNotUtf8IsToldAndSoIsAFileWithoutAReadableRow() {
        assertThatThrownBy(() -> read(MAPPING, "t,x,door\n1,°,1\n", StandardCharsets.ISO_8859_1))
                .hasMessageContaining("not UTF-8 text; save the file as UTF-8");
        assertThatThrownBy(() -> read("t,x,door\n31/01/2027,22,1\n"))
                .hasMessageContaining("has no row that the mapping can read; ")
                .hasMessageContaining("some.csv:2: column 't' has '31/01/2027'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"seconds: one", "seconds: -1", "format: bogus", "seconds: 1, format: uuuu"})
    void aTimeThatTheMappingDoesNotTellWellIsToldWithTheFile(String time) {
        assertThatThrownBy(() -> read(
                        MAPPING.replace("column: t }", "column: t, " + time + " }"), "t,x\n", StandardCharsets.UTF_8))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("mapping.yaml: time");
    }
}
