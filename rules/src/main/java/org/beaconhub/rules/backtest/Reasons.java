package org.beaconhub.rules.backtest;

import java.util.List;
import java.util.Optional;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.rulebook.Rule;
import org.beaconhub.rules.site.Device;
import org.beaconhub.rules.site.Site;

/** Says why a run has no new alarm of a rule at a device, as of now. */
final class Reasons {
    private Reasons() {}

    static WhyNot unknown() {
        return plain(new Text("原因未记录", "the reason was not kept"));
    }

    static WhyNot whyNot(Run run, AlarmName name) {
        Site site = run.engine().site();
        Optional<Rule> rule = site.rulebook().rules().stream()
                .filter(each -> each.name().equals(name.rule()))
                .findFirst();
        if (rule.isEmpty()) {
            return plain(new Text("新规则中没有 " + name.rule(), "the changed rules have no rule '" + name.rule() + "'"));
        }
        Optional<Device> device = site.device(name.subject());
        if (device.isEmpty()
                || !rule.get()
                        .on()
                        .matches(device.get().type().name(), device.get().area())) {
            return plain(new Text(
                    "新规则 " + name.rule() + " 不监视 " + name.subject(),
                    "the changed rule watches '" + rule.get().on().text() + "', which " + name.subject()
                            + " is not among"));
        }
        if (run.spells().holds(name)) {
            return plain(new Text("新规则的上一次警情尚未结束", "the changed rules' last alarm of it still stood"));
        }
        String asked = rule.get().at(device.get().subject()).raise().text();
        List<Text> missing = run.engine().why(name.subject(), run.engine().hubTimeMs()).stream()
                .filter(why -> why.rule().equals(name.rule()))
                .flatMap(why -> why.missing().stream())
                .toList();
        return new WhyNot(new Text("条件未成立：" + asked, "it did not hold: " + asked), missing);
    }

    private static WhyNot plain(Text sentence) {
        return new WhyNot(sentence, List.of());
    }
}
