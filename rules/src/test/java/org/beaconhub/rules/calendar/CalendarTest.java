package org.beaconhub.rules.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.source.Problem;
import org.beaconhub.rules.source.Problems;
import org.beaconhub.rules.source.YamlFile;
import org.beaconhub.rules.source.YamlNode.Fields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarTest {
    private static final String YEAR_2027 = """
            holidays:
              - { date: 2027-01-01, name: { zh: 元旦, en: New Year } }
              - { from: 2027-02-05, to: 2027-02-11, name: { zh: 春节, en: Spring Festival } }
            working-weekends: [2027-02-13]
            calendars:
              night: { times: ["22:00-06:00"] }
              office: { days: [workdays], times: ["08:30-12:00", "13:30-17:30"] }
              shop: { days: [mon-sat], except: [holidays], times: ["09:00-24:00"] }
              weekend-night: { days: [fri-sat], times: ["22:00-06:00"] }
              fire-season: { dates: ["10-01..05-31"] }
              ban: { dates: ["2027-04-01..2027-04-10"] }
            premises:
              town: { open: office }
              town/shops: { open: shop }
            """;

    private final Problems problems = new Problems();

    private Calendars read(String text, String zone) {
        Fields document = (Fields)
                YamlFile.read(new SiteFile("calendars.yaml", text), problems).orElseThrow();
        return new CalendarReader(Set.of("town", "town/shops", "town/office"), problems).read(document, zone);
    }

    private static long ms(String local, String zone) {
        return LocalDateTime.parse(local).atZone(ZoneId.of(zone)).toInstant().toEpochMilli();
    }

    @ParameterizedTest
    @CsvSource({
        "night,         2027-03-01T21:59, false, 2027-03-01T22:00",
        "night,         2027-03-01T22:00, true,  2027-03-02T06:00",
        "night,         2027-03-02T05:59, true,  2027-03-02T06:00",
        "office,        2027-03-01T12:00, false, 2027-03-01T13:30",
        "office,        2027-02-08T10:00, false, 2027-02-12T08:30",
        "office,        2027-02-13T10:00, true,  2027-02-13T12:00",
        "office,        2027-02-20T10:00, false, 2027-02-22T08:30",
        "shop,          2027-02-13T23:30, true,  2027-02-14T00:00",
        "shop,          2027-02-05T10:00, false, 2027-02-12T09:00",
        "weekend-night, 2027-03-07T05:00, true,  2027-03-07T06:00",
        "weekend-night, 2027-03-07T22:00, false, 2027-03-12T22:00",
        "fire-season,   2027-05-31T23:59, true,  2027-06-01T00:00",
        "fire-season,   2027-01-01T00:00, true,  2027-01-02T00:00",
        "ban,           2027-04-11T00:00, false, 2027-04-19T00:00",
    })
    void aMomentLiesInACalendarOrNotUntilItsNextChange(String name, String at, boolean within, String until) {
        Calendars calendars = read(YEAR_2027, "Asia/Shanghai");
        assertThat(problems.sorted()).isEmpty();
        Span span = calendars.span(calendars.of(name, "").orElseThrow(), ms(at, "Asia/Shanghai"));
        assertThat(span.within()).isEqualTo(within);
        assertThat(span.untilMs()).isEqualTo(ms(until, "Asia/Shanghai"));
    }

    @Test
    void openingHoursAreThoseOfTheInnermostPremises() {
        Calendars calendars = read(YEAR_2027, "Asia/Shanghai");
        assertThat(calendars
                        .of(Calendars.OPENING_HOURS, "town/shops")
                        .orElseThrow()
                        .name())
                .isEqualTo("shop");
        assertThat(calendars
                        .of(Calendars.OPENING_HOURS, "town/office")
                        .orElseThrow()
                        .name())
                .isEqualTo("office");
        assertThat(calendars.of(Calendars.OPENING_HOURS, "forest")).isEmpty();
    }

    /** Berlin: clocks go from 02:00 to 03:00 on 28 March 2027, and from 03:00 to 02:00 on 31 October. */
    @ParameterizedTest
    @CsvSource({
        "02:15-02:45, 2027-03-28T01:15:00Z, 2027-03-28T01:45:00Z",
        "22:00-02:30, 2027-03-27T21:00:00Z, 2027-03-28T01:30:00Z",
        "22:00-06:00, 2027-03-27T21:00:00Z, 2027-03-28T04:00:00Z",
        "22:00-06:00, 2027-10-30T20:00:00Z, 2027-10-31T05:00:00Z",
        "02:15-02:45, 2027-10-31T00:15:00Z, 2027-10-31T00:45:00Z",
        "01:00-02:30, 2027-10-30T23:00:00Z, 2027-10-31T00:30:00Z",
    })
    void whereClocksArePutForwardOrBackHoursBeginAndEndOnce(String times, String from, String to) {
        Calendars calendars = read("calendars: { trial: { times: [\"" + times + "\"] } }", "Europe/Berlin");
        Calendar trial = calendars.of("trial", "").orElseThrow();
        long fromMs = ZonedDateTime.parse(from).toInstant().toEpochMilli();
        long toMs = ZonedDateTime.parse(to).toInstant().toEpochMilli();
        List<Long> changes = new ArrayList<>();
        boolean before = calendars.span(trial, fromMs - 7_200_000).within();
        for (long ms = fromMs - 7_200_000; ms < toMs + 7_200_000; ms += 60_000) {
            Span span = calendars.span(trial, ms);
            assertThat(span.untilMs()).isGreaterThan(ms);
            if (span.within() != before) {
                changes.add(ms);
                before = span.within();
            }
        }
        assertThat(changes).containsExactly(fromMs, toMs);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    calendars: { a: { times: ['25:00-26:00'] } }                    | are no times
                    calendars: { a: { times: ['08:00-08:00'] } }                    | are no times
                    calendars: { a: { dates: ['02-30..03-01'] } }                   | has a date that no calendar knows
                    calendars: { a: { dates: ['2027-01-01..03-01'] } }              | are no dates
                    calendars: { a: { days: [mon-fry] } }                           | no day or range of days
                    calendars: { a: { days: [workday] } }                           | did you mean 'workdays'?
                    calendars: { a: { days: [sun], except: [sun] } }                | no day left
                    calendars: { a: {} }                                            | is all time
                    calendars: { opening-hours: { days: [mon] } }                   | and not 'opening-hours'
                    calendars: { a: { day: [mon] } }                                | did you mean 'days'?
                    holidays: [{ date: 2027-02-29, name: { zh: a, en: a } }]        | no date of the calendar
                    holidays: [{ from: 2027-02-03, to: 2027-02-01, name: { zh: a, en: a } }] | 1 to 31 days, found -1
                    working-weekends: [2027-02-12]                                  | no Saturday or Sunday, but a Friday
                    working-weekends: [2027-02-13, 2027-02-13]                      | stands already at
                    premises: { town/shop: { open: a } }                            | did you mean 'town/shops'?
                    premises: { town: { open: a } }                                 | unknown calendar 'a'
                    """)
    void whatMakesNoSenseIsTold(String text, String why) {
        read(text, "UTC");
        assertThat(problems.sorted())
                .extracting(Problem::message)
                .anySatisfy(message -> assertThat(message).contains(why));
    }

    @Test
    void aDayThatIsBothAHolidayAndWorkedIsTold() {
        read("""
                holidays: [{ from: 2027-02-05, to: 2027-02-11, name: { zh: 春节, en: Spring Festival } }]
                working-weekends: [2027-02-06]
                """, "UTC");
        assertThat(problems.sorted())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("it is a holiday by calendars.yaml:1:"));
    }
}
