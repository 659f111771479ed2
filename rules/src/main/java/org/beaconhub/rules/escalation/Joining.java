package org.beaconhub.rules.escalation;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.beaconhub.rules.decision.CallReason;
import org.beaconhub.rules.escalation.EscalationState.Answered;
import org.beaconhub.rules.escalation.EscalationState.End;
import org.beaconhub.rules.escalation.EscalationState.Ended;
import org.beaconhub.rules.incident.Incident;
import org.beaconhub.rules.incident.IncidentState;
import org.beaconhub.rules.site.Channel;

/** Who was called to an incident that became a part of another hears from then on of that one, be it that no policy is for it. */
final class Joining {
    private final Ledger ledger;
    private final Caller caller;
    private final String noPolicy;

    /** Incidents that no policy is for have {@code noPolicy} for its name. */
    Joining(Ledger ledger, Caller caller, String noPolicy) {
        this.ledger = ledger;
        this.caller = caller;
        this.noPolicy = noPolicy;
    }

    /** Of incidents to which something happened in one entry, those that became parts of others join them. */
    void join(List<Incident.Head> moved) {
        for (Incident.Head part : moved) {
            if (part.state() instanceof IncidentState.Merged merged) {
                Optional<Escalation> gone = ledger.find(part.id());
                ledger.remove(part.id());
                moved.stream()
                        .filter(each -> each.id().equals(merged.into()))
                        .findFirst()
                        .ifPresent(whole -> gone.ifPresent(each -> join(each, whole)));
            }
        }
    }

    private void join(Escalation gone, Incident.Head whole) {
        Escalation standing = ledger.find(whole.id()).orElseGet(() -> uncalled(whole));
        ledger.put(standing);
        CallReason reason = standing.state() instanceof Answered ? CallReason.ANSWERED : CallReason.BEGAN;
        caller.tell(whole.id(), untoldMachines(gone, Caller.hear(standing)), reason, "");
        ledger.put(ledger.of(whole.id()).andThoseOf(gone));
    }

    /** Nobody is called to it: its signs go to the channels by themselves. */
    private Escalation uncalled(Incident.Head whole) {
        long nowMs = ledger.nowMs();
        return new Escalation(whole, noPolicy, nowMs, 0, nowMs, new Ended(nowMs, End.POLICY_GONE), List.of());
    }

    /**
     * The channels of machines that know the part and not the whole. People read that it goes on there; a machine takes the part back,
     * and would know of nothing until the whole moves.
     */
    private List<String> untoldMachines(Escalation gone, Collection<String> known) {
        return Caller.hear(gone).stream()
                .filter(each -> each.startsWith(" ") && !known.contains(each))
                .filter(each -> ledger.site()
                        .channel(each.strip())
                        .filter(Channel::isReadByPeople)
                        .isEmpty())
                .toList();
    }
}
