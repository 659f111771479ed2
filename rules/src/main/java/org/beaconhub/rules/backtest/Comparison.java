package org.beaconhub.rules.backtest;

import java.util.List;
import java.util.Map;
import org.beaconhub.rules.fact.Text;

/**
 * What differs between two sets of rules over one stretch of a journal.
 *
 * @param site what people call the site
 * @param zone its time zone, an IANA id; days are counted in it
 * @param fromMs begin of the time compared, hub time in milliseconds since 1970 UTC
 * @param toMs its end
 * @param entries entries of the journal that were run, what came before the time compared included
 * @param observations of these, observations
 * @param differences every alarm, by time
 * @param rules the totals of each rule, by name
 * @param days the alarms of each day that has any, in order
 * @param recorded what the recorded rules asked of people
 * @param changed what the changed rules asked of people
 * @param remarks what to keep in mind
 */
public record Comparison(
        Text site,
        String zone,
        long fromMs,
        long toMs,
        long entries,
        long observations,
        List<Difference> differences,
        List<RuleTotal> rules,
        List<DayTotal> days,
        Load recorded,
        Load changed,
        List<Text> remarks) {
    /** Copies the lists. */
    public Comparison {
        differences = List.copyOf(differences);
        rules = List.copyOf(rules);
        days = List.copyOf(days);
        remarks = List.copyOf(remarks);
    }

    /**
     * One rule in both sets.
     *
     * @param rule its name
     * @param recorded its alarms by the recorded rules
     * @param changed its alarms by the changed rules
     * @param verdicts how many alarms of each verdict
     */
    public record RuleTotal(String rule, long recorded, long changed, Map<Verdict, Long> verdicts) {
        /** Copies the map. */
        public RuleTotal {
            verdicts = Map.copyOf(verdicts);
        }

        /** How many alarms have a verdict. */
        public long of(Verdict verdict) {
            return verdicts.getOrDefault(verdict, 0L);
        }
    }

    /**
     * One day.
     *
     * @param date the day in the site's zone, as {@code 2027-03-01}
     * @param recorded alarms that called for attention by the recorded rules
     * @param changed alarms that called for attention by the changed rules
     */
    public record DayTotal(String date, long recorded, long changed) {}

    /** How many alarms have a verdict. */
    public long of(Verdict verdict) {
        return rules.stream().mapToLong(rule -> rule.of(verdict)).sum();
    }
}
