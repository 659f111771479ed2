package org.beaconhub.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import org.junit.jupiter.api.Test;

/** Holds every source, tests too, to the house style. There is no list of exemptions. */
class TidyTest {
    private static final Set<String> LAYERS = Set.of(
            "model", "models", "service", "services", "util", "utils", "impl", "dto", "common", "helper", "core");

    @Test
    void theWholeTreeIsTidy() {
        assertThat(SourceTree.HERE.units()).hasSizeGreaterThan(50);
        assertThat(Inspection.of(SourceTree.HERE)).isEmpty();
    }

    @Test
    void packagesAreRoomsWithADoorplateAndAreNeverNamedByALayer() {
        Set<String> rooms = new TreeSet<>();
        Set<String> plates = new TreeSet<>();
        SourceTree.HERE.units().forEach(unit -> {
            String path = unit.getSourceFile().getName();
            if (path.contains("src/main/")) {
                rooms.add(String.valueOf(unit.getPackageName()));
                if (path.endsWith("package-info.java")) {
                    plates.add(String.valueOf(unit.getPackageName()));
                }
            }
        });
        assertThat(plates).containsExactlyElementsOf(rooms);
        assertThat(rooms).allSatisfy(room -> assertThat(room.split("\\.", -1)).doesNotContainAnyElementsOf(LAYERS));
    }

    @Test
    void eachThingRuledOutIsSeen() {
        String calls = "Object a = System.nanoTime(), b = java.time.Instant.now(), c = new java.util.Date();\n";
        List<String> findings = inspect("rules/src/main/java/Sins.java", """
                public class SinsUtil {
                    sealed interface Shape {}
                    record Circle() implements Shape {}
                    record Square() implements Shape {}
                    int corners(Shape shape) {
                        %s
                        return switch (shape) { case Circle c -> 0; default -> 4; };
                    }
                    public void quiet() {
                        try { corners(null); } catch (RuntimeException e) { }
                    }
                    void long1() {%s}
                    int long2(int i) { return switch (i) { default -> {%s yield 1; } }; }
                    //%s
                }
                """.formatted(
                        calls, "\n".repeat(40), "\n".repeat(59), "\n".repeat(400)));
        assertThat(findings)
                .satisfiesExactlyInAnyOrder(
                        finding -> assertThat(finding).contains("the file has"),
                        finding -> assertThat(finding).contains("SinsUtil says nothing"),
                        finding -> assertThat(finding).contains("public type SinsUtil has no Javadoc"),
                        finding -> assertThat(finding).contains("public method quiet has no Javadoc"),
                        finding -> assertThat(finding).contains(":6 System.nanoTime reads the clock"),
                        finding -> assertThat(finding).contains("java.time.Instant.now reads the clock"),
                        finding -> assertThat(finding).contains(":6 Instant.now reads the clock"),
                        finding -> assertThat(finding).contains(":8 a default in a switch"),
                        finding -> assertThat(finding).contains("catches RuntimeException"),
                        finding -> assertThat(finding).contains("an empty catch"),
                        finding -> assertThat(finding).contains("long1 has 41 lines; at most 40"));
    }

    @Test
    void aTestDoesNotSleep() {
        assertThat(inspect(
                        "rules/src/test/java/NapTest.java",
                        "class NapTest { void nap() throws Exception { Thread.sleep(1); } }"))
                .singleElement()
                .asString()
                .contains("Thread.sleep in a test");
    }

    private static List<String> inspect(String file, String text) {
        JavaFileObject source =
                new SimpleJavaFileObject(URI.create("file:///tree/" + file), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return text;
                    }
                };
        return Inspection.of(SourceTree.parse(Path.of("/tree"), List.of(source)));
    }
}
