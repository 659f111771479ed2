package org.beaconhub.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** ARCHITECTURE.md stays true: what it names is there. */
class ArchitectureTest {
    private static final Pattern TYPE = Pattern.compile("`([A-Z][a-z]\\w*(?:\\.[A-Z]\\w*)*)`");
    private static final Pattern ROOM = Pattern.compile("^\\| `([a-z]+/(?:[a-z]+/?)?)` ", Pattern.MULTILINE);

    @Test
    void everyTypeThatItNamesExists() throws IOException {
        Set<String> types = new HashSet<>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitClass(ClassTree type, Void nothing) {
                types.add(type.getSimpleName().toString());
                return super.visitClass(type, null);
            }
        }.scan(SourceTree.HERE.units(), null);
        Set<String> named = new TreeSet<>();
        TYPE.matcher(text())
                .results()
                .forEach(found -> named.addAll(List.of(found.group(1).split("\\.", -1))));
        assertThat(named).isNotEmpty();
        assertThat(types).containsAll(named);
    }

    @Test
    void everyRoomOfTheGatewayAndTheRulesIsInItsTable() throws IOException {
        Set<String> inTable = new TreeSet<>();
        ROOM.matcher(text())
                .results()
                .forEach(found -> inTable.add(found.group(1).replaceAll("/$", "")));
        Set<String> inTree = new TreeSet<>();
        SourceTree.HERE.units().stream()
                .filter(unit -> unit.getSourceFile().getName().contains("src/main/"))
                .map(unit -> String.valueOf(unit.getPackageName()))
                .filter(room -> room.matches("org\\.beaconhub\\.(rules|gateway)\\.[a-z]+"))
                .forEach(room -> inTree.add(room.replace("org.beaconhub.", "").replace('.', '/')));
        assertThat(inTable).containsAll(inTree);
    }

    private static String text() throws IOException {
        return Files.readString(SourceTree.findHome().resolve("ARCHITECTURE.md"));
    }
}
