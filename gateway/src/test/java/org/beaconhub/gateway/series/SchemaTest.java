package org.beaconhub.gateway.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Unit;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class SchemaTest {
    @Test
    void theSchemaListsEveryQuantityWithItsTypeAndUnit() throws IOException {
        String text = Files.readString(Path.of("..", "dashboards", "schema", "series.yaml"));
        Map<?, ?> schema = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
        Map<String, Map<String, String>> wanted = new LinkedHashMap<>();
        Arrays.stream(Quantity.values())
                .forEach(quantity -> wanted.put(
                        quantity.key(),
                        Map.of(
                                "type",
                                quantity.unit() == Unit.TEXT ? "string" : "float",
                                "unit",
                                quantity.unit().symbol())));
        assertThat(schema.get("measurement")).isEqualTo("reading");
        assertThat(schema.get("fields")).isEqualTo(wanted);
    }
}
