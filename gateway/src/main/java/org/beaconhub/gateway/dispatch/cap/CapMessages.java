package org.beaconhub.gateway.dispatch.cap;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.beaconhub.gateway.cap.CapAlert;
import org.beaconhub.gateway.cap.CapAlert.MsgType;
import org.beaconhub.gateway.cap.CapArea;
import org.beaconhub.gateway.cap.CapInfo;
import org.beaconhub.gateway.cap.CapInfo.ResponseType;
import org.beaconhub.gateway.dispatch.ChannelTest;
import org.beaconhub.gateway.dispatch.DispatchFault;
import org.beaconhub.gateway.dispatch.wording.DrillWording;
import org.beaconhub.gateway.dispatch.wording.TestWording;
import org.beaconhub.gateway.dispatch.wording.Wording;
import org.beaconhub.gateway.ground.Ground;
import org.beaconhub.rules.decision.DrillNoticeOrdered;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.fact.Place;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.site.Way;

/** Makes the messages; the same notice always gives the same one while its site is the same. */
public final class CapMessages {
    private static final Text INSTRUCTION =
            new Text("按预案处置；有人员危险请拨打 119。", "Respond by your plan; where people are in danger call 119.");
    private static final Text TESTED = new Text("渠道测试", "Test of a channel");
    /** What is public, people decide elsewhere: nobody may take a message for it. */
    private static final String RESTRICTION = "仅供处置单位，不对公众发布。For responders only, not for the public.";

    private static final CapInfo.Times NO_TIMES =
            new CapInfo.Times(Optional.empty(), Optional.empty(), Optional.empty());

    private final Ledger ledger;
    private final Optional<URI> console;
    private final Supplier<Ground> ground;

    /**
     * Messages that refer to what a ledger knows.
     *
     * @param console how browsers elsewhere name the console; empty where they do not reach it
     * @param ground the map of the site
     */
    public CapMessages(Ledger ledger, Optional<URI> console, Supplier<Ground> ground) {
        this.ledger = ledger;
        this.console = console;
        this.ground = ground;
    }

    /** One of the two languages that each message has. */
    private record Language(String tag, Function<Text, String> of) {
        static Stream<Language> all() {
            return Stream.of(new Language("zh-CN", Text::zh), new Language("en", Text::en));
        }
    }

    /**
     * The message of a notice.
     *
     * @throws DispatchFault where what was ordered before cannot be read now
     */
    public CapAlert of(NoticeOrdered ordered, Way.Cap way, Site site) throws DispatchFault {
        ZoneId zone = ZoneId.of(site.zone());
        Gist gist = Gist.of(ordered.notice(), site);
        Wording wording = Wording.of(ordered.notice(), site);
        Ledger.Told told = ledger.told(ordered);
        List<CapAlert.Reference> earlier = references(told, way, zone);
        MsgType type = type(gist.turn(), earlier);
        String note = type == MsgType.CANCEL
                ? wording.title().zh() + "\n" + wording.title().en()
                : "";
        return message(
                new Occasion.Real(ordered),
                new CapAlert.Reference(way.sender(), ordered.notice().id(), time(told.atMs(), zone)),
                type,
                note,
                earlier,
                List.of(ordered.notice().subject()),
                Language.all().map(each -> info(each, gist, wording, way, site)).toList());
    }

    /** The message of a test; it refers to nothing, and is about nothing. */
    static CapAlert of(ChannelTest test, Way.Cap way, Site site) {
        TestWording wording = TestWording.of(test, site);
        return message(
                new Occasion.Trial(test),
                new CapAlert.Reference(way.sender(), test.id(), time(test.atMs(), ZoneId.of(site.zone()))),
                MsgType.ALERT,
                wording.title().zh() + "\n" + wording.title().en(),
                List.of(),
                List.of(),
                Language.all()
                        .map(each -> info(each, TESTED, ResponseType.NONE, wording.title(), wording.lines(), way, site))
                        .toList());
    }

    /**
     * The message of a drill's notice: an exercise, which says so in its note, refers to what the same drill told of the same matter, and
     * to nothing that is real.
     *
     * @throws DispatchFault where what was ordered before cannot be read now
     */
    CapAlert of(DrillNoticeOrdered ordered, Way.Cap way, Site site) throws DispatchFault {
        ZoneId zone = ZoneId.of(site.zone());
        DrillWording wording = DrillWording.of(ordered.notice(), site);
        Ledger.Told told = ledger.told(ordered);
        List<CapAlert.Reference> earlier = references(told, way, zone);
        Turn turn = Turn.of(ordered.notice().about());
        ResponseType response = switch (turn) {
            case CALLS, GOES_ON, ELSEWHERE -> ResponseType.NONE;
            case OVER, VOID -> ResponseType.ALL_CLEAR;
        };
        Text event = ordered.notice().title();
        return message(
                new Occasion.Drill(ordered),
                new CapAlert.Reference(way.sender(), ordered.notice().id(), time(told.atMs(), zone)),
                type(turn, earlier),
                wording.title().zh() + "\n" + wording.title().en(),
                earlier,
                List.of(ordered.drill()),
                Language.all()
                        .map(each -> info(each, event, response, wording.title(), wording.lines(), way, site))
                        .toList());
    }

    private static List<CapAlert.Reference> references(Ledger.Told told, Way.Cap way, ZoneId zone) {
        return told.earlier().stream()
                .map(each -> new CapAlert.Reference(way.sender(), each.id(), time(each.atMs(), zone)))
                .toList();
    }

    private static CapAlert message(
            Occasion occasion,
            CapAlert.Reference id,
            MsgType type,
            String note,
            List<CapAlert.Reference> earlier,
            List<String> incidents,
            List<CapInfo> infos) {
        CapAlert.Audience audience = new CapAlert.Audience(CapAlert.Scope.RESTRICTED, RESTRICTION, List.of());
        return new CapAlert(id, occasion.status(), type, "", audience, List.of(), note, earlier, incidents, infos);
    }

    /** The first message about a matter is an alert, whatever it says: it has nothing to update or to take back. */
    private static MsgType type(Turn turn, List<CapAlert.Reference> earlier) {
        if (earlier.isEmpty()) {
            return MsgType.ALERT;
        }
        return switch (turn) {
            case CALLS, GOES_ON, OVER -> MsgType.UPDATE;
            case ELSEWHERE, VOID -> MsgType.CANCEL;
        };
    }

    private CapInfo info(Language language, Gist gist, Wording wording, Way.Cap way, Site site) {
        Function<Text, String> in = language.of();
        String web = gist.page().isEmpty()
                ? ""
                : console.map(each -> each.toString().replaceAll("/$", "") + "/" + gist.page())
                        .orElse("");
        OffsetDateTime since = time(gist.sinceMs(), ZoneId.of(site.zone()));
        return new CapInfo(
                language.tag(),
                List.of(gist.category()),
                in.apply(Wording.brief(gist.event())),
                List.of(response(gist.turn())),
                gist.assessment(),
                "",
                List.of(),
                new CapInfo.Times(Optional.empty(), Optional.of(since), Optional.empty()),
                new CapInfo.Words(
                        in.apply(Wording.brief(site.name())),
                        in.apply(wording.title()),
                        wording.lines().stream().map(in).collect(Collectors.joining("\n")),
                        gist.turn() == Turn.CALLS ? in.apply(INSTRUCTION) : "",
                        web,
                        way.contact()),
                parameters(gist),
                List.of(),
                List.of(area(
                        in.apply(Wording.brief(site.areaName(gist.area()))),
                        ground.get().border(gist.area()),
                        gist.place())));
    }

    private static List<CapInfo.Named> parameters(Gist gist) {
        List<CapInfo.Named> all = new ArrayList<>(List.of(
                new CapInfo.Named("beacon:severity", gist.severity().name().toLowerCase(Locale.ROOT)),
                new CapInfo.Named("beacon:area", gist.area())));
        if (gist.place().isKnown()) {
            all.add(new CapInfo.Named(
                    "beacon:place", gist.place().lat() + "," + gist.place().lon()));
        }
        return all;
    }

    /** What is not real: nobody is to do anything by it. */
    private static CapInfo info(
            Language language,
            Text event,
            ResponseType response,
            Text title,
            List<Text> lines,
            Way.Cap way,
            Site site) {
        Function<Text, String> in = language.of();
        String name = in.apply(Wording.brief(site.name()));
        return new CapInfo(
                language.tag(),
                List.of(CapInfo.Category.OTHER),
                in.apply(Wording.brief(event)),
                List.of(response),
                new CapInfo.Assessment(CapInfo.Urgency.UNKNOWN, CapInfo.Severity.UNKNOWN, CapInfo.Certainty.UNKNOWN),
                "",
                List.of(),
                NO_TIMES,
                new CapInfo.Words(
                        name,
                        in.apply(title),
                        lines.stream().map(in).collect(Collectors.joining("\n")),
                        "",
                        "",
                        way.contact()),
                List.of(),
                List.of(),
                List.of(area(name, List.of(), Place.NONE)));
    }

    private static ResponseType response(Turn turn) {
        return switch (turn) {
            case CALLS -> ResponseType.EXECUTE;
            case GOES_ON, ELSEWHERE -> ResponseType.MONITOR;
            case OVER, VOID -> ResponseType.ALL_CLEAR;
        };
    }

    /** The area by its border; where the site draws none, a known place is a circle without extent, as CAP has no points. */
    private static CapArea area(String name, List<List<Place>> border, Place place) {
        List<CapArea.Circle> circles =
                border.isEmpty() && place.isKnown() ? List.of(new CapArea.Circle(place, BigDecimal.ZERO)) : List.of();
        return new CapArea(name, border, circles, List.of(), Optional.empty(), Optional.empty());
    }

    private static OffsetDateTime time(long ms, ZoneId zone) {
        return Instant.ofEpochMilli(ms)
                .truncatedTo(ChronoUnit.SECONDS)
                .atZone(zone)
                .toOffsetDateTime();
    }
}
