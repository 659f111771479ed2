package org.beaconhub.gateway.dispatch.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;
import java.util.Optional;
import org.beaconhub.gateway.dispatch.wording.DrillWording;
import org.beaconhub.rules.alarm.Severity;
import org.beaconhub.rules.decision.DrillAlarmMoved;
import org.beaconhub.rules.decision.DrillCalled;
import org.beaconhub.rules.decision.DrillEnded;
import org.beaconhub.rules.decision.DrillNoticeOrdered;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.site.Site;
import org.jspecify.annotations.Nullable;

/**
 * A drill's notice as receivers read it; the names of the components are those of the JSON. It has neither the {@code alarm} nor the
 * {@code incident} of a live notice, so a receiver that knows nothing of drills finds nothing to act upon.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DrillBody(
        String id,
        String mode,
        String event,
        Text site,
        String drill,
        Text title,
        Text message,
        @Nullable String area,
        @Nullable String severity,
        Body.@Nullable Person recipient,
        @Nullable String answer) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static byte[] of(DrillNoticeOrdered ordered, Site site, Optional<String> answer) throws JsonProcessingException {
        return JSON.writeValueAsBytes(
                switch (ordered.notice().about()) {
                    case DrillAlarmMoved moved ->
                        body(
                                ordered,
                                site,
                                word(moved.reason()),
                                moved.alarm().area(),
                                moved.alarm().severity(),
                                null);
                    case DrillCalled called ->
                        body(
                                ordered,
                                site,
                                word(called.reason()),
                                called.incident().area(),
                                called.incident().severity(),
                                answer.orElse(null));
                    case DrillEnded _ -> body(ordered, site, "drill_ended", null, null, null);
                });
    }

    private static DrillBody body(
            DrillNoticeOrdered ordered,
            Site site,
            String event,
            @Nullable String area,
            @Nullable Severity severity,
            @Nullable String answer) {
        return new DrillBody(
                ordered.notice().id(),
                "drill",
                event,
                site.name(),
                ordered.drill(),
                ordered.notice().title(),
                DrillWording.of(ordered.notice(), site).title(),
                area,
                severity == null ? null : word(severity),
                Body.Person.of(ordered.recipient(), site),
                answer);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
