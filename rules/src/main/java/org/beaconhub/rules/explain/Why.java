package org.beaconhub.rules.explain;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.alarm.Severity;
import org.beaconhub.rules.fact.Text;

/**
 * Why a rule has an alarm at a device, or none, at one moment.
 *
 * @param rule name of the rule
 * @param device id of the device
 * @param deviceName what people call it
 * @param atMs the moment, hub time in milliseconds since 1970 UTC
 * @param seq the last journal entry that is taken into account
 * @param zone the site's time zone, an IANA id
 * @param heardAtMs when the device was last heard, hub time; empty where it never was
 * @param alarm the alarm, where one is open
 * @param hindrances what stands between the condition and an alarm that calls
 * @param raise the condition that raises
 * @param clear the condition that ends; empty where the alarm ends with the one that raises
 * @param confirm the condition that makes it more severe
 * @param confirmed how severe by that
 */
public record Why(
        String rule,
        String device,
        Text deviceName,
        long atMs,
        long seq,
        String zone,
        OptionalLong heardAtMs,
        Optional<Alarm> alarm,
        List<Hindrance> hindrances,
        Finding raise,
        Optional<Finding> clear,
        Optional<Finding> confirm,
        Optional<Severity> confirmed) {
    /** Copies the list. */
    public Why {
        hindrances = List.copyOf(hindrances);
    }

    /** What speaks for the answer, in sentences: of an alarm what raised it, of none what is missing; what hinders it too. */
    public List<Text> reasons() {
        return new Account(this).reasons();
    }

    /** All of it in sentences. */
    public List<Text> sentences() {
        return new Account(this).sentences();
    }

    /** What one of its clauses lacks of its own, in words; it must lack something. */
    public Text words(Finding finding) {
        return new Wording(zone).of(finding, finding.lack().orElseThrow());
    }

    /** Whether an alarm is open whose condition holds. */
    public boolean stands() {
        return alarm.isPresent() && alarm.get().state().holds();
    }

    /** What is missing for an alarm, in one sentence; empty where nothing is, or where it stands already. */
    public Optional<Text> missing() {
        return stands() || raise.answer() == Answer.YES
                ? Optional.empty()
                : Optional.of(new Wording(zone).missing(raise));
    }

    /**
     * Why an alarm that stands is not over, in one sentence; empty where none stands. One without a condition of its end waits
     * for that which raised it to be over.
     */
    public Optional<Text> notOver() {
        if (!stands()) {
            return Optional.empty();
        }
        Wording wording = new Wording(zone);
        return clear.isEmpty()
                ? Optional.of(wording.untilOver(raise)).filter(_ -> raise.answer() == Answer.YES)
                : clear.filter(condition -> condition.answer() != Answer.YES).map(wording::missing);
    }
}
