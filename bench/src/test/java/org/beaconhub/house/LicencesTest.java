package org.beaconhub.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is shipped may be used under a licence that lets Apache-2.0 code ship it; of several, one is enough. */
class LicencesTest {
    private static final Pattern LICENCE = Pattern.compile("\\(((?:[^()]|\\([^()]*\\))+)\\) ");
    private static final Pattern PERMITTED = Pattern.compile(
            "(?i).*(apache|\\bMIT\\b|MIT-0|\\bBSD\\b|BSD-|eclipse|\\bEPL\\b|EPL-|\\bEDL\\b|\\bMPL\\b|CC0|public domain|unlicense|\\bISC\\b).*");
    private static final Pattern COPYLEFT = Pattern.compile("(?i).*(\\bA?GPL|affero|(?<!lesser )general public).*");

    @Test
    void everythingShippedHasALicenceThatPermitsIt() throws IOException {
        List<String> lines;
        try (var all = Files.lines(SourceTree.findHome().resolve(Path.of("bench", "target", "THIRD-PARTY.txt")))) {
            lines = all.filter(line -> line.startsWith("     (")).toList();
        }
        assertThat(lines)
                .hasSizeGreaterThan(20)
                .allSatisfy(line -> assertThat(isPermitted(line))
                        .as("%s has no licence that permits it", line.strip())
                        .isTrue());
    }

    @Test
    void copyleftAloneIsRefusedAndAChoiceIsNot() {
        assertThat(isPermitted("     (GNU General Public License, version 2) Thing (a:b:1 - x)"))
                .isFalse();
        assertThat(isPermitted("     (GNU Affero General Public License) Thing (a:b:1 - x)"))
                .isFalse();
        assertThat(isPermitted("     (Unknown license) Thing (a:b:1 - x)")).isFalse();
        assertThat(isPermitted("     (EPL 2.0) (GPL2 w/ CPE) Thing (a:b:1 - x)"))
                .isTrue();
        assertThat(isPermitted("     (The MIT License (MIT)) Thing (a:b:1 - x)"))
                .isTrue();
    }

    private static boolean isPermitted(String line) {
        var licences = LICENCE.matcher(line);
        int next = 5;
        while (licences.find(next) && licences.start() == next) {
            String licence = licences.group(1);
            if (PERMITTED.matcher(licence).matches()
                    && !COPYLEFT.matcher(licence).matches()) {
                return true;
            }
            next = licences.end();
        }
        return false;
    }
}
