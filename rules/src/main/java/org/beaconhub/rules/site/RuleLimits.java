package org.beaconhub.rules.site;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.beaconhub.rules.calendar.Calendars;
import org.beaconhub.rules.fact.AreaPath;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.rulebook.Condition;
import org.beaconhub.rules.rulebook.Rule;
import org.beaconhub.rules.rulebook.Value;
import org.beaconhub.rules.source.Problems;
import org.beaconhub.rules.weather.WeatherBook;

/** Holds rules against the devices that they watch: what a rule asks must be there, and must not cost too much. */
final class RuleLimits {
    /** So many pairs of a rule and a device may a site have; each costs memory, and time at each reading. */
    private static final long WATCHES_MAX = 5_000_000;

    private final List<Device> devices;
    private final Calendars calendars;
    private final Neighbours neighbours;
    private final WeatherBook weather;
    private final Problems problems;
    private long watches;

    RuleLimits(List<Device> devices, Calendars calendars, Problems problems) {
        this.devices = devices;
        this.calendars = calendars;
        this.neighbours = new Neighbours(devices);
        this.weather = new WeatherBook(
                calendars.zone(),
                devices.stream()
                        .filter(Device::isWeatherStation)
                        .map(Device::weatherStation)
                        .toList());
        this.problems = problems;
    }

    void check(Rule rule) {
        watches += watched(rule).count();
        if (watches > WATCHES_MAX) {
            problems.add(
                    rule.at(),
                    "with rule '" + rule.name() + "' there are more than " + WATCHES_MAX
                            + " pairs of a rule and a device; watch fewer devices");
            return;
        }
        watched(rule)
                .map(device -> rule.at(device.subject()))
                .distinct()
                .filter(Rule::flutters)
                .findFirst()
                .ifPresent(own -> problems.add(rule.at(), own.flutter()));
        rule.conditions().flatMap(RuleLimits::all).forEach(condition -> {
            if (condition instanceof Condition.Several several) {
                limitCompany(rule, several);
            } else if (condition instanceof Condition.During during) {
                checkPremises(rule, during);
            } else if (condition instanceof Condition.Compare compare) {
                compare.leaves().forEach(leaf -> check(rule, leaf));
            }
        });
    }

    private void check(Rule rule, Value leaf) {
        if (leaf instanceof Value.Outlook outlook) {
            checkWeather(rule, outlook);
        } else if (leaf instanceof Value.Coverage coverage) {
            checkCoverage(rule, coverage);
        } else if (leaf instanceof Value.Drift drift) {
            watched(rule)
                    .filter(device -> neighbours.compared(device, drift).size() > Neighbours.NEIGHBOURS_MAX)
                    .findFirst()
                    .ifPresent(device -> problems.add(
                            rule.at(),
                            "rule '" + rule.name() + "' compares '" + device.id() + "' with more than "
                                    + Neighbours.NEIGHBOURS_MAX + " devices around; make the distance smaller"));
        }
    }

    /** Where nothing senses, there is nothing to cover. */
    private void checkCoverage(Rule rule, Value.Coverage coverage) {
        Stream<String> areas = coverage.area().isEmpty() ? watched(rule).map(Device::area) : Stream.of(coverage.area());
        areas.filter(area -> devices.stream()
                        .noneMatch(device -> device.type().isSensing() && AreaPath.isWithin(device.area(), area)))
                .findFirst()
                .ifPresent(area -> problems.add(
                        rule.at(),
                        "rule '" + rule.name() + "' asks for the coverage of '" + area
                                + "', where no device senses anything"));
    }

    /** Fire weather must come from somewhere, wherever it is asked for. */
    private void checkWeather(Rule rule, Value.Outlook outlook) {
        Stream<String> areas = outlook.area().isEmpty() ? watched(rule).map(Device::area) : Stream.of(outlook.area());
        areas.filter(area -> weather.covering(area).isEmpty())
                .findFirst()
                .ifPresent(area -> problems.add(
                        rule.at(),
                        "rule '" + rule.name() + "' asks for the fire weather of '" + area
                                + "', which has no weather station, nor has an area around it; one measures "
                                + WeatherBook.MEASURES.stream()
                                        .map(Quantity::key)
                                        .sorted()
                                        .collect(Collectors.joining(", "))));
    }

    private Stream<Device> watched(Rule rule) {
        return devices.stream().filter(device -> rule.on().matches(device.type().name(), device.area()));
    }

    private static Stream<Condition> all(Condition condition) {
        return Stream.concat(Stream.of(condition), condition.parts().stream().flatMap(RuleLimits::all));
    }

    /** A rule that counts devices around each of its own must not ask too many. */
    private void limitCompany(Rule rule, Condition.Several several) {
        watched(rule)
                .filter(device -> neighbours
                                .around(device, several.types(), several.metres())
                                .size()
                        > Neighbours.NEIGHBOURS_MAX)
                .findFirst()
                .ifPresent(device -> problems.add(
                        rule.at(),
                        "rule '" + rule.name() + "' asks more than " + Neighbours.NEIGHBOURS_MAX + " devices around '"
                                + device.id() + "' at each reading; make the distance or the area smaller"));
    }

    /** Opening hours must be known wherever a device may be asked. */
    private void checkPremises(Rule rule, Condition.During during) {
        Optional<Device> homeless = asked(rule, during)
                .filter(device -> calendars.of(during.calendar(), device.area()).isEmpty())
                .findFirst();
        homeless.ifPresent(device -> problems.add(
                rule.at(),
                "rule '" + rule.name() + "' asks for the opening hours of '" + device.area() + "', where '"
                        + device.id() + "' stands; write them under 'premises' in calendars.yaml"));
    }

    /** The devices at which a rule asks for the time: its own, and those that it counts. */
    private Stream<Device> asked(Rule rule, Condition.During during) {
        boolean own = rule.conditions().anyMatch(condition -> isOwn(condition, during));
        List<Condition.Several> counts = rule.conditions()
                .flatMap(RuleLimits::all)
                .filter(Condition.Several.class::isInstance)
                .map(Condition.Several.class::cast)
                .filter(several -> all(several.part()).anyMatch(during::equals))
                .toList();
        return Stream.concat(
                own ? watched(rule) : Stream.empty(),
                counts.stream()
                        .flatMap(several -> watched(rule)
                                .flatMap(device ->
                                        neighbours.around(device, several.types(), several.metres()).stream())));
    }

    private static boolean isOwn(Condition condition, Condition.During during) {
        return condition.equals(during)
                || !(condition instanceof Condition.Several)
                        && condition.parts().stream().anyMatch(part -> isOwn(part, during));
    }
}
