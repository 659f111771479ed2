package org.beaconhub.rules.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.beaconhub.rules.engine.Engine;
import org.beaconhub.rules.fact.Entry;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.review.Review;
import org.beaconhub.rules.source.Problem;
import org.junit.jupiter.api.Test;

/**
 * The rule files of the example site, damaged at random as an editor, a merge or a person at night would: taken whole, or
 * refused whole with the place in the file. {@code -Dmutations=5000} tries more of them; a failure names its seed.
 */
class MutatedRulesTest {
    private static final int MUTATIONS = Integer.getInteger("mutations", 25);
    private static final List<String> HOSTILE = List.of(
            "avg(smoke) > 4 %/m",
            "avg(smoke, 9999 d) > 4 %/m",
            "64000 of neighbours in area in 5 min have smoke > 4 %/m",
            "2 of neighbours in 5 min have smoke > 4 %/m",
            "2 of neighbours within 9999 km in 5 min have smoke > 4 %/m",
            "(".repeat(5_000),
            "not ".repeat(900) + "door",
            "smoke > " + "9".repeat(400) + " %/m",
            "smoke > 1e400 %/m",
            "smoke > NaN %/m",
            "smoke > -0 %/m for 1e-9 s",
            "drift(smoke, 9999 km, 1 d) > 4 %/m",
            "fire_hint",
            "&a [*a, *a]",
            "!!java.lang.Object {}",
            "\u0000",
            "\uFEFF",
            "\uD83D",
            "\t",
            "~");

    private static List<SiteFile> example() {
        Path folder = Path.of("..", "site");
        try (Stream<Path> paths = Files.walk(folder)) {
            List<SiteFile> files = new ArrayList<>();
            for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
                String name = folder.relativize(path).toString();
                if (!name.contains("/") || name.startsWith("rules/")) {
                    files.add(new SiteFile(name, Files.readString(path)));
                }
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException("run from the module's folder", e);
        }
    }

    private static String mutated(String text, Random random) {
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        int at = random.nextInt(lines.size());
        String line = lines.get(at);
        String other = lines.get(random.nextInt(lines.size()));
        String hostile = HOSTILE.get(random.nextInt(HOSTILE.size()));
        int column = line.isEmpty() ? 0 : random.nextInt(line.length());
        switch (random.nextInt(9)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(at, other);
            case 2 -> Collections.swap(lines, at, random.nextInt(lines.size()));
            case 3 -> lines.set(at, "  " + line);
            case 4 -> lines.set(at, line.substring(0, column) + hostile + line.substring(column));
            case 5 ->
                lines.set(at, line.replaceFirst("(raise|clear|as|confirm): .*", "$1: " + hostile.replace("$", "")));
            case 6 -> lines.set(at, line.substring(0, column));
            case 7 -> lines.set(at, line.replaceAll("\\d+", String.valueOf(random.nextLong())));
            default -> lines.set(at, line.replace(':', '=').replace('>', '<'));
        }
        return String.join("\n", lines);
    }

    private static List<SiteFile> mutated(List<SiteFile> files, Random random) {
        List<SiteFile> changed = new ArrayList<>(files);
        for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
            int at = random.nextInt(changed.size());
            if (changed.get(at).name().startsWith("rules/")) {
                changed.set(
                        at,
                        new SiteFile(
                                changed.get(at).name(), mutated(changed.get(at).text(), random)));
            }
        }
        return changed;
    }

    private static void hasItsPlace(Problem problem, List<SiteFile> files, long seed) {
        assertThat(problem.message()).as("seed %d", seed).isNotBlank();
        SiteFile file = files.stream()
                .filter(each -> each.name().equals(problem.at().file()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("seed " + seed + ": no file of " + problem));
        assertThat(problem.at().line())
                .as("seed %d: %s", seed, problem)
                .isBetween(1, 1 + (int) file.text().lines().count());
    }

    @Test
    void aDamagedRuleFileIsRefusedWithItsPlaceOrTakenWhole() {
        List<SiteFile> good = example();
        Engine engine = Engine.empty();
        engine.apply(new Entry(1, 1, new SiteChanged("test", good)));
        assertThat(engine.siteFiles()).isEqualTo(good);
        List<SiteFile> now = good;
        int refused = 0;
        for (long seed = 0; seed < MUTATIONS; seed++) {
            long from = seed;
            List<SiteFile> files = mutated(good, new Random(seed));
            switch (Site.parse(files)) {
                case Parsed.Valid valid -> {
                    Review.of(valid.site());
                    now = seed % 10 == 0 ? files : now;
                }
                case Parsed.Invalid invalid -> {
                    refused++;
                    assertThat(invalid.problems()).as("seed %d", seed).isNotEmpty();
                    invalid.problems().forEach(problem -> hasItsPlace(problem, files, from));
                    Review.ofRest(invalid.rest());
                }
            }
            if (seed % 10 == 0) {
                engine.apply(new Entry(engine.seq() + 1, engine.seq() + 1, new SiteChanged("test", files)));
                assertThat(engine.siteFiles()).as("seed %d", seed).isEqualTo(now);
            }
        }
        assertThat(refused).as("of %d", MUTATIONS).isGreaterThan(MUTATIONS / 4);
        assertThat(Engine.restore(engine.snapshot()).digest()).isEqualTo(engine.digest());
    }
}
