package org.beaconhub.gateway.dispatch.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.alarm.Evidence;
import org.beaconhub.rules.decision.Actuation;
import org.beaconhub.rules.decision.AlarmMoved;
import org.beaconhub.rules.decision.IncidentCalled;
import org.beaconhub.rules.decision.IncidentNotice;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.explain.Grounds;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.incident.Incident;
import org.beaconhub.rules.incident.IncidentState;
import org.beaconhub.rules.site.Device;
import org.beaconhub.rules.site.Site;
import org.jspecify.annotations.Nullable;

/**
 * A notice as receivers read it, about an alarm or an incident; the names of the components are those of the JSON. Times
 * are milliseconds UTC.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Body(
        String id,
        String mode,
        String event,
        long at,
        Text site,
        @Nullable About alarm,
        @Nullable Occurrence incident,
        @Nullable Person recipient,
        @Nullable String answer) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The alarm; a subject that is no device of the site has no place. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record About(
            String id,
            String rule,
            String subject,
            String area,
            Text areaName,
            String kind,
            String severity,
            String state,
            Text message,
            Text deviceName,
            @Nullable Double lat,
            @Nullable Double lon,
            long observedAt,
            long raisedAt,
            List<Clause> explanation) {}

    /** One clause that held, as the rule writes it and in words. */
    record Clause(String clause, String value, long since, long seq, Text words) {}

    /** The incident; one that nobody has is without a unit, one that nobody knows the place of without a place. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Occurrence(
            String id,
            String type,
            Text name,
            String area,
            Text areaName,
            String severity,
            String unit,
            @Nullable Double lat,
            @Nullable Double lon,
            long openedAt,
            int step,
            int more,
            String state,
            @Nullable String mergedInto,
            @Nullable String disposition,
            @Nullable Text firstSign,
            int devices,
            int reports) {}

    /** Whom the receiver is to tell. */
    record Person(String id, Text name, String phone, String mail) {
        /** The contact of an id; null where there is none. */
        static @Nullable Person of(String id, Site site) {
            return site.contact(id)
                    .map(each -> new Person(each.id(), each.name(), each.phone(), each.mail()))
                    .orElse(null);
        }
    }

    /** The JSON of a live notice; with the link to answer by, where it asks for an answer. */
    static byte[] of(NoticeOrdered ordered, Site site, Optional<String> answer) throws JsonProcessingException {
        IncidentNotice notice = ordered.notice();
        @Nullable Person recipient = Person.of(ordered.recipient(), site);
        return JSON.writeValueAsBytes(
                switch (notice.about()) {
                    case AlarmMoved moved ->
                        new Body(
                                notice.id(),
                                "live",
                                word(moved.reason()),
                                moved.alarm().state().sinceMs(),
                                site.name(),
                                about(moved.alarm(), site),
                                null,
                                recipient,
                                null);
                    case IncidentCalled called ->
                        new Body(
                                notice.id(),
                                "live",
                                word(called.reason()),
                                called.incident().state().sinceMs(),
                                site.name(),
                                null,
                                occurrence(called, site),
                                recipient,
                                answer.orElse(null));
                    case Actuation _ ->
                        throw new IllegalArgumentException("an actuation is told to nobody: " + notice.id());
                });
    }

    private static Occurrence occurrence(IncidentCalled called, Site site) {
        Incident.Head incident = called.incident();
        boolean placed = incident.place().isKnown();
        return new Occurrence(
                incident.id(),
                incident.type(),
                site.plan().procedure(incident.type()).name(),
                incident.area(),
                site.areaName(incident.area()),
                word(incident.severity()),
                incident.unit(),
                placed ? incident.place().lat() : null,
                placed ? incident.place().lon() : null,
                incident.openedAtMs(),
                called.step(),
                called.more(),
                incident.state().word(),
                incident.state() instanceof IncidentState.Merged merged ? merged.into() : null,
                incident.state() instanceof IncidentState.Closed closed ? word(closed.disposition()) : null,
                called.basis().first().orElse(null),
                called.basis().devices(),
                called.basis().reports());
    }

    private static About about(Alarm alarm, Site site) {
        Optional<Device> device = site.device(alarm.subject());
        return new About(
                alarm.id(),
                alarm.rule(),
                alarm.subject(),
                alarm.area(),
                site.areaName(alarm.area()),
                word(alarm.kind()),
                word(alarm.severity()),
                alarm.state().word(),
                alarm.message(),
                device.map(Device::name).orElse(new Text(alarm.subject(), alarm.subject())),
                device.map(Device::lat).orElse(null),
                device.map(Device::lon).orElse(null),
                alarm.observedAtMs(),
                alarm.raisedAtMs(),
                alarm.explanation().stream()
                        .map(each -> clause(alarm, each, site))
                        .toList());
    }

    private static Clause clause(Alarm alarm, Evidence evidence, Site site) {
        return new Clause(
                evidence.clause(),
                evidence.value(),
                evidence.sinceMs(),
                evidence.seq(),
                Grounds.of(alarm, evidence, site));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
