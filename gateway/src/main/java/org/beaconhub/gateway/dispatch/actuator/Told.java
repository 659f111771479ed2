package org.beaconhub.gateway.dispatch.actuator;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.beaconhub.gateway.dispatch.wording.Wording;
import org.beaconhub.rules.decision.Actuation;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.site.Device;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.site.Way;
import org.jspecify.annotations.Nullable;

/**
 * What an actuator is told; the names are those of the protocol. Who had it act by hand is not told to the device.
 *
 * @param id the notice's id, to confirm
 * @param act what to do
 * @param alarm id of the alarm; null where a person wants it
 * @param severity the alarm's severity; null where a person wants it
 * @param text what a speaker says; null for others
 * @param at since when that is wanted, milliseconds since 1970 UTC
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Told(
        String id,
        String act,
        @Nullable String alarm,
        @Nullable String severity,
        @Nullable Text text,
        long at) {
    /** What a speaker says without an alarm that names a place. */
    private static final Text HERE = new Text("本区域", "This area");
    /** A text that names of the site made longer is cut, in characters. */
    private static final int TEXT_LENGTH_MAX = 500;

    private static final Pattern PLACE = Pattern.compile("\\{(area|device)}");
    private static final ObjectMapper JSON = new ObjectMapper();

    static byte[] of(String notice, Actuation actuation, Way.Actuator way, Site site) throws JsonProcessingException {
        boolean active = actuation.active();
        String act = switch (way) {
            case Way.Siren _ -> active ? "sound" : "silence";
            case Way.Gate _ -> active ? "release" : "lock";
            case Way.Speaker _ -> active ? "say" : "hush";
        };
        Text text = active && way instanceof Way.Speaker speaker
                ? announced(speaker.announcement(), actuation.why(), site)
                : null;
        return JSON.writeValueAsBytes(
                switch (actuation.why()) {
                    case Actuation.ByAlarm by ->
                        new Told(
                                notice,
                                act,
                                by.alarm(),
                                by.severity().name().toLowerCase(Locale.ROOT),
                                text,
                                actuation.atMs());
                    case Actuation.ByPerson _ -> new Told(notice, act, null, null, text, actuation.atMs());
                });
    }

    private static Text announced(Text announcement, Actuation.Why why, Site site) {
        return switch (why) {
            case Actuation.ByAlarm by ->
                filled(
                        announcement,
                        by.area().isEmpty() ? HERE : site.areaName(by.area()),
                        site.device(by.subject()).map(Device::name).orElse(HERE));
            case Actuation.ByPerson _ -> filled(announcement, HERE, HERE);
        };
    }

    private static Text filled(Text announcement, Text area, Text device) {
        return new Text(
                filled(announcement.zh(), area.zh(), device.zh()), filled(announcement.en(), area.en(), device.en()));
    }

    /** Each is filled in once: a name that looks like a place to fill in stays a name. */
    private static String filled(String announcement, String area, String device) {
        String said = PLACE.matcher(announcement)
                .replaceAll(place -> Matcher.quoteReplacement(
                        Wording.plain(place.group().equals("{area}") ? area : device, TEXT_LENGTH_MAX)));
        return Wording.plain(said, TEXT_LENGTH_MAX);
    }
}
