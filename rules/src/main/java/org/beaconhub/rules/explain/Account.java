package org.beaconhub.rules.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.beaconhub.rules.alarm.Alarm;
import org.beaconhub.rules.fact.Text;

/** Tells why there is an alarm, or none, in sentences: the answer first, then what it rests on. */
final class Account {
    private final Why why;
    private final Telling telling;
    private final Wording wording;
    private final List<Text> sentences = new ArrayList<>();

    Account(Why why) {
        this.why = why;
        this.wording = new Wording(why.zone());
        this.telling = new Telling(why.zone(), sentences);
    }

    List<Text> sentences() {
        head();
        why.hindrances().forEach(each -> sentences.add(of(each)));
        why.missing().ifPresent(missing -> sentences.add(new Text("尚缺：" + missing.zh(), "missing: " + missing.en())));
        why.notOver().ifPresent(telling::notOver);
        tree(new Text("触发条件", "raised when"), why.raise());
        if (why.alarm().isPresent()) {
            why.clear().ifPresent(clear -> tree(new Text("解除条件", "over when"), clear));
            why.confirm().ifPresent(confirm -> tree(confirmed(), confirm));
        }
        heard();
        return sentences;
    }

    List<Text> reasons() {
        why.hindrances().forEach(each -> sentences.add(of(each)));
        why.alarm().map(Alarm::explanation).orElse(List.of()).forEach(telling::evidence);
        why.missing().ifPresent(sentences::add);
        why.notOver().ifPresent(sentences::add);
        if (why.alarm().isEmpty()) {
            lacking(why.raise());
        }
        return sentences;
    }

    /** A line for each clause that lacks something of its own. */
    private void lacking(Finding finding) {
        if (finding.lack().isPresent()) {
            line(finding, "");
        }
        if (finding.answer() != Answer.YES) {
            finding.parts().forEach(this::lacking);
        }
    }

    private Text confirmed() {
        return why.confirmed()
                .map(Names::of)
                .map(level -> new Text("升级条件（升为" + level.zh() + "）", "confirmed when (then " + level.en() + ")"))
                .orElseGet(() -> new Text("升级条件", "confirmed when"));
    }

    private String at(long ms) {
        return telling.at(ms);
    }

    private void head() {
        String where = why.rule() + " @ " + why.device();
        if (why.alarm().isEmpty()) {
            sentences.add(new Text(
                    why.deviceName().zh() + "（" + where + "）在 " + at(why.atMs()) + " 没有警情",
                    "no alarm of " + why.rule() + " at " + why.device() + " ("
                            + why.deviceName().en() + ") at " + at(why.atMs())));
            return;
        }
        Alarm alarm = why.alarm().get();
        telling.alarm(alarm);
        alarm.explanation().forEach(telling::evidence);
    }

    private Text of(Hindrance hindrance) {
        return switch (hindrance) {
            case Hindrance.DeviceOut out ->
                new Text(
                        "设备自 " + at(out.sinceMs()) + " 起由 " + out.by() + " 停用：" + out.reason(),
                        "the device is out of service since " + at(out.sinceMs()) + ", by " + out.by() + ": "
                                + out.reason());
            case Hindrance.InMaintenance work ->
                new Text(
                        "区域 " + work.area() + " 检修（" + work.id() + "）至 " + at(work.untilMs()) + "：" + work.reason(),
                        "maintenance " + work.id() + " of " + work.area() + " goes on until " + at(work.untilMs())
                                + ": " + work.reason());
            case Hindrance.Inhibited inhibited -> {
                String of =
                        inhibited.rule().isEmpty() ? "" : " (" + inhibited.rule() + " @ " + inhibited.subject() + ")";
                yield new Text("被 " + inhibited.alarm() + of + " 抑制", "inhibited by " + inhibited.alarm() + of);
            }
            case Hindrance.OnTheShelf shelf ->
                new Text(
                        "由 " + shelf.by() + " 搁置至 " + at(shelf.untilMs()) + "：" + shelf.reason(),
                        "shelved by " + shelf.by() + " until " + at(shelf.untilMs()) + ": " + shelf.reason());
            case Hindrance.OldNews late ->
                new Text(
                        "条件成立，但数据迟到，本规则不因迟到数据报警",
                        "the condition holds, but its readings came late, and the rule does not raise by such");
            case Hindrance.StillHolds holds ->
                new Text(
                        "条件自上次警情关闭后一直成立，须先解除",
                        "the condition has held since its last alarm was closed, and must end first");
            case Hindrance.ReturnWaits waits ->
                new Text("条件已解除，但警情反复，恢复被推迟", "the condition is over, but the alarm came too often: its return waits");
        };
    }

    private void tree(Text head, Finding finding) {
        sentences.add(new Text(head.zh() + "：", head.en() + ":"));
        branch(finding, "  ");
    }

    private void branch(Finding finding, String indent) {
        line(finding, indent);
        finding.parts().forEach(part -> branch(part, indent + "  "));
    }

    private void line(Finding finding, String indent) {
        String mark = indent + finding.answer().mark() + " " + finding.clause().text();
        Optional<Text> lack = finding.lack().map(each -> wording.of(finding, each));
        sentences.add(new Text(
                mark + lack.map(text -> "：" + text.zh()).orElse(heldZh(finding)),
                mark + lack.map(text -> ": " + text.en()).orElse(heldEn(finding))));
    }

    private String heldZh(Finding finding) {
        List<String> parts = new ArrayList<>();
        Optional.of(finding.value()).filter(value -> !value.isEmpty()).ifPresent(parts::add);
        finding.sinceMs().ifPresent(ms -> parts.add("自 " + at(ms)));
        String entry = Telling.entryZh(finding.seq().orElse(0));
        return parts.isEmpty() ? entry : "：" + String.join("，", parts) + entry;
    }

    private String heldEn(Finding finding) {
        List<String> parts = new ArrayList<>();
        Optional.of(finding.value()).filter(value -> !value.isEmpty()).ifPresent(parts::add);
        finding.sinceMs().ifPresent(ms -> parts.add("since " + at(ms)));
        String entry = Telling.entryEn(finding.seq().orElse(0));
        return parts.isEmpty() ? entry : ": " + String.join(", ", parts) + entry;
    }

    private void heard() {
        if (why.heardAtMs().isEmpty()) {
            sentences.add(new Text("设备从未上报", "the device has never been heard"));
            return;
        }
        long ms = why.heardAtMs().getAsLong();
        Text ago = Lengths.of(Math.max(0, why.atMs() - ms));
        sentences.add(new Text(
                "设备最后上报于 " + at(ms) + "（" + ago.zh() + "前）", "last heard at " + at(ms) + ", " + ago.en() + " ago"));
    }
}
