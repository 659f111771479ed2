package org.beaconhub.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/access.md has the table of the code. */
class AccessDocTest {
    private static String row(String first, java.util.stream.Stream<String> cells) {
        return "| " + first + " | " + cells.collect(Collectors.joining(" | ")) + " |\n";
    }

    private static String table() {
        StringBuilder table = new StringBuilder();
        table.append(row("", Arrays.stream(Role.values()).map(Role::word)));
        table.append(row("---", Arrays.stream(Role.values()).map(role -> "---")));
        for (Right right : Right.values()) {
            table.append(row(
                    right.means().en() + " · " + right.means().zh(),
                    Arrays.stream(Role.values()).map(role -> role.may(right) ? "✓" : " ")));
        }
        return table.toString();
    }

    @Test
    void theTableOfRolesIsTheOneThatHolds() throws IOException {
        Path doc = Path.of("..", "docs", "access.md");
        String text = Files.readString(doc);
        String shown = text.substring(text.indexOf("<!-- roles -->\n") + 15, text.indexOf("<!-- /roles -->"));
        assertThat(shown).as("put this into %s", doc).isEqualTo(table());
    }
}
