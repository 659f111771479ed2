package org.beaconhub.rules.contact;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that a site says about whom to call.
 *
 * @param contacts the people, in the order of the text
 * @param rotas who is on call when
 * @param policies who is called to incidents, in the order of the text: the first that is for one is taken
 */
public record CallPlan(List<Contact> contacts, List<Rota> rotas, List<Policy> policies) {
    /** Nobody is known. */
    public static final CallPlan NONE = new CallPlan(List.of(), List.of(), List.of());

    /** Copies the lists. */
    public CallPlan {
        contacts = List.copyOf(contacts);
        rotas = List.copyOf(rotas);
        policies = List.copyOf(policies);
    }

    /** The contact of an id. */
    public Optional<Contact> contact(String id) {
        return contacts.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /** The policy of a name. */
    public Optional<Policy> policy(String name) {
        return policies.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /**
     * The people whom a step means at a moment, each once.
     *
     * @param unit id of the unit that has the incident; empty where none has
     */
    public List<Contact> meant(Policy.Step step, String unit, long atMs, ZoneId zone) {
        return step.tell().stream()
                .flatMap(target -> meant(target, unit, atMs, zone))
                .distinct()
                .toList();
    }

    private Stream<Contact> meant(Policy.Target target, String unit, long atMs, ZoneId zone) {
        return switch (target.kind()) {
            case CONTACT -> contact(target.name()).stream();
            case ROLE -> contacts.stream().filter(each -> each.roles().contains(target.name()));
            case ROTA ->
                rotas.stream()
                        .filter(each -> each.name().equals(target.name()))
                        .flatMap(each -> each.onCall(atMs, zone).stream())
                        .flatMap(who -> contact(who).stream());
            case UNIT -> {
                String wanted = target.name().equals(Policy.Target.RESPONSIBLE) ? unit : target.name();
                yield contacts.stream()
                        .filter(each -> !each.unit().isEmpty() && each.unit().equals(wanted));
            }
        };
    }

    /** Everybody whom a target may mean at some time. */
    List<Contact> possible(Policy.Target target) {
        return switch (target.kind()) {
            case CONTACT -> contact(target.name()).stream().toList();
            case ROLE ->
                contacts.stream()
                        .filter(each -> each.roles().contains(target.name()))
                        .toList();
            case ROTA ->
                rotas.stream()
                        .filter(each -> each.name().equals(target.name()))
                        .flatMap(each -> each.people().stream())
                        .flatMap(who -> contact(who).stream())
                        .toList();
            case UNIT ->
                contacts.stream()
                        .filter(each -> target.name().equals(Policy.Target.RESPONSIBLE)
                                ? !each.unit().isEmpty()
                                : each.unit().equals(target.name()))
                        .toList();
        };
    }
}
