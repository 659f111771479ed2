package org.beaconhub.rules.contact;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.beaconhub.rules.fact.Text;

/**
 * Who is on call when, by the site's wall clock.
 *
 * @param name unique among the rotas
 * @param title what people call it
 * @param rotation people who take turns; empty where there are turns alone
 * @param turns turns of their own, which go before the rotation
 * @param substitutes who stands in for whom
 */
public record Rota(
        String name, Text title, Optional<Rotation> rotation, List<Turn> turns, List<Substitute> substitutes) {
    /** Copies the lists. */
    public Rota {
        turns = List.copyOf(turns);
        substitutes = List.copyOf(substitutes);
    }

    /**
     * People who take turns, for ever.
     *
     * @param people ids of contacts, in order
     * @param from the day of the first one's first turn
     * @param at when one hands over to the next
     * @param days how many days a turn has: 1 or 7
     */
    public record Rotation(List<String> people, LocalDate from, LocalTime at, int days) {
        /** Copies the list. */
        public Rotation {
            people = List.copyOf(people);
        }

        private String at(LocalDateTime local) {
            LocalDate day =
                    local.toLocalTime().isBefore(at) ? local.toLocalDate().minusDays(1) : local.toLocalDate();
            long turn = Math.floorDiv(day.toEpochDay() - from.toEpochDay(), days);
            return people.get(Math.floorMod(turn, people.size()));
        }
    }

    /**
     * One turn.
     *
     * @param who id of a contact
     * @param from when it begins
     * @param until when it ends, not included
     */
    public record Turn(String who, LocalDateTime from, LocalDateTime until) {
        private boolean has(LocalDateTime local) {
            return !local.isBefore(from) && local.isBefore(until);
        }
    }

    /**
     * Who stands in.
     *
     * @param who id of the contact who is away
     * @param turn who stands in, and when
     */
    public record Substitute(String who, Turn turn) {}

    /** Id of the contact who is on call at a moment; empty in a gap. */
    public Optional<String> onCall(long atMs, ZoneId zone) {
        LocalDateTime local = LocalDateTime.ofInstant(Instant.ofEpochMilli(atMs), zone);
        Optional<String> turn =
                turns.stream().filter(each -> each.has(local)).findFirst().map(Turn::who);
        return turn.or(() -> rotation.map(each -> each.at(local)))
                .map(who -> substitutes.stream()
                        .filter(each -> each.who().equals(who) && each.turn().has(local))
                        .findFirst()
                        .map(each -> each.turn().who())
                        .orElse(who));
    }

    /** When somebody else may be on call next; empty where nobody ever is. */
    public OptionalLong nextChangeMs(long afterMs, ZoneId zone) {
        LocalDateTime local = LocalDateTime.ofInstant(Instant.ofEpochMilli(afterMs), zone);
        Stream<LocalDateTime> handover = rotation.stream().map(each -> {
            LocalDateTime today = local.toLocalDate().atTime(each.at());
            return today.isAfter(local) ? today : today.plusDays(1);
        });
        Stream<Turn> stated = Stream.concat(turns.stream(), substitutes.stream().map(Substitute::turn));
        return Stream.concat(handover, stated.flatMap(each -> Stream.of(each.from(), each.until())))
                .filter(each -> each.isAfter(local))
                .mapToLong(each -> each.atZone(zone).toInstant().toEpochMilli())
                .filter(each -> each > afterMs)
                .min();
    }

    /** Everybody who can be on call. */
    List<String> people() {
        return Stream.of(
                        rotation.map(Rotation::people).orElse(List.of()).stream(),
                        turns.stream().map(Turn::who),
                        substitutes.stream().map(each -> each.turn().who()))
                .flatMap(each -> each)
                .distinct()
                .toList();
    }
}
