package org.beaconhub.sim.sink;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads JSON with the YAML reader that is here anyway: every JSON text is YAML 1.2. */
final class JsonIn {
    private static final int CODE_POINTS_MAX = 1 << 20;

    private JsonIn() {}

    /** The object that a text is; empty where it is none. */
    static Optional<Map<?, ?>> object(byte[] bytes) {
        try {
            Load load = new Load(
                    LoadSettings.builder().setCodePointLimit(CODE_POINTS_MAX).build());
            Object value = load.loadFromString(new String(bytes, StandardCharsets.UTF_8));
            return value instanceof Map<?, ?> map ? Optional.of(map) : Optional.empty();
        } catch (YamlEngineException e) {
            return Optional.empty();
        }
    }

    /** A text of an object; empty where it is missing. */
    static String text(Map<?, ?> object, String key) {
        Object value = object.get(key);
        return value == null ? "" : value.toString();
    }
}
