package org.beaconhub.rules.explain;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.rulebook.Condition;

/** What a clause lacks, in words. */
final class Wording {
    private final String zone;

    /** {@code zone} is the site's time zone, an IANA id. */
    Wording(String zone) {
        this.zone = zone;
    }

    /** What a clause that does not hold is missing, parts and all, in one sentence. */
    Text missing(Finding finding) {
        Optional<Lack> own = finding.lack();
        if (own.isPresent()) {
            return of(finding, own.get());
        }
        List<Text> parts = finding.parts().stream()
                .filter(part -> part.answer() != Answer.YES)
                .map(part -> grouped(finding, part))
                .toList();
        if (finding.clause() instanceof Condition.Or) {
            return new Text("以下之一：" + zh(parts, "；或 "), "one of: " + en(parts, "; or "));
        }
        if (finding.clause() instanceof Condition.Held held) {
            Text length = Lengths.of(held.forMs());
            return new Text(zh(parts, "；") + "，且须持续 " + length.zh(), en(parts, "; ") + ", and that for " + length.en());
        }
        return new Text(zh(parts, "；并且 "), en(parts, "; and "));
    }

    /** An "or" within another clause needs brackets. */
    private Text grouped(Finding whole, Finding part) {
        Text text = missing(part);
        boolean loose = part.lack().isEmpty()
                && part.clause() instanceof Condition.Or
                && !(whole.clause() instanceof Condition.Or);
        return loose ? new Text("（" + text.zh() + "）", "(" + text.en() + ")") : text;
    }

    private static String zh(List<Text> parts, String between) {
        return parts.isEmpty() ? "条件不成立" : parts.stream().map(Text::zh).collect(Collectors.joining(between));
    }

    private static String en(List<Text> parts, String between) {
        return parts.isEmpty()
                ? "it does not hold"
                : parts.stream().map(Text::en).collect(Collectors.joining(between));
    }

    /** What ends an alarm that has no condition of its end, while what raised it holds. */
    Text untilOver(Finding finding) {
        return switch (finding.clause()) {
            case Condition.Held _ -> untilOver(part(finding));
            case Condition.And _ ->
                new Text("以下之一：" + ends(finding, true, "；或 "), "one of: " + ends(finding, false, "; or "));
            case Condition.Or _ -> new Text(ends(finding, true, "；并且 "), ends(finding, false, "; and "));
            case Condition.Silent _ -> new Text("设备再次上报即解除", "over when the device is heard again");
            case Condition.Broken broken -> plausible(broken.quantity());
            case Condition.Jumped jumped -> plausible(jumped.quantity());
            case Condition.Stuck stuck -> {
                Text name = Names.of(stuck.quantity());
                yield new Text(name.zh() + "的读数有变化即解除", "over when the reading of " + name.en() + " changes");
            }
            case Condition.Not _,
                    Condition.Compare _,
                    Condition.Then _,
                    Condition.Without _,
                    Condition.Changed _,
                    Condition.Several _,
                    Condition.Flagged _,
                    Condition.Labelled _,
                    Condition.During _ -> {
                Text clause = called(finding);
                yield new Text(clause.zh() + "不再成立即解除", "over when '" + clause.en() + "' holds no more");
            }
        };
    }

    private static Text plausible(Quantity quantity) {
        Text name = Names.of(quantity);
        return new Text(name.zh() + "的读数恢复正常即解除", "over with a plausible reading of " + name.en());
    }

    private String ends(Finding finding, boolean zh, String between) {
        return finding.parts().stream()
                .filter(part -> part.answer() == Answer.YES)
                .map(this::untilOver)
                .map(text -> zh ? text.zh() : text.en())
                .collect(Collectors.joining(between));
    }

    /** One lack of a clause in words. */
    Text of(Finding finding, Lack lack) {
        return switch (lack) {
            case Lack.OfReadings reading -> ofReadings(finding, reading);
            case Lack.OfCourse course -> ofCourse(finding, course);
        };
    }

    private static Text ofReadings(Finding finding, Lack.OfReadings lack) {
        return switch (lack) {
            case Lack.Off off -> off(finding, off);
            case Lack.NoReading none -> {
                Text name = Names.of(none.quantity());
                yield new Text("尚无" + name.zh() + "读数", "no reading of " + name.en() + " yet");
            }
            case Lack.Impossible wild ->
                named(
                        wild.quantity(),
                        "的最新读数 " + wild.value() + " 超出可能范围",
                        " last read " + wild.value() + ", which is impossible");
            case Lack.Doubted doubted ->
                named(
                        doubted.quantity(),
                        "不可信：设备正在预热、被遮挡或致盲",
                        " is not to be believed: the device is warming up, covered or blinded");
            case Lack.Alone alone ->
                named(alone.quantity(), "：周边可比较的设备太少", ": too few devices around are known to compare with");
            case Lack.TooFew few -> {
                Text window = Lengths.of(few.windowMs());
                yield named(few.quantity(), "在 " + window.zh() + "内读数不足", " has too few readings in " + window.en());
            }
            case Lack.NoNumber none -> new Text("无法得出数值", "there is no number to compare");
            case Lack.Whole whole ->
                named(
                        whole.quantity(),
                        " " + whole.value() + "，读数正常",
                        " reads " + whole.value() + ", which is plausible");
            case Lack.SaysNo no -> named(no.quantity(), "为否", " is no");
            case Lack.Says says -> says(says);
            case Lack.Unchanged still -> unchanged(still);
            case Lack.Moves moves -> {
                Text length = Lengths.of(moves.forMs());
                yield named(
                        moves.quantity(),
                        "（" + moves.value() + "）在 " + length.zh() + "内有变化",
                        " (" + moves.value() + ") has changed within " + length.en());
            }
        };
    }

    private Text ofCourse(Finding finding, Lack.OfCourse lack) {
        return switch (lack) {
            case Lack.HeldShort held -> heldShort(called(part(finding)), held);
            case Lack.HeldUnheard held -> heldUnheard(called(part(finding)), held);
            case Lack.Holds holds -> {
                Text what = called(part(finding));
                yield new Text(what.zh() + "成立", what.en() + " holds");
            }
            case Lack.Heard heard -> heard(heard);
            case Lack.NoInterval none -> new Text("设备类型未设上报间隔", "the type of the device has no interval");
            case Lack.Deaf deaf -> deaf(deaf);
            case Lack.TooFewSeen few -> few(few);
            case Lack.WrongTime time -> time(time);
            case Lack.NoFirst none -> noFirst(finding, Lengths.of(none.withinMs()));
            case Lack.NoSecond none -> noSecond(finding, Lengths.of(none.withinMs()));
            case Lack.NotBegun none -> {
                Text one = called(part(finding));
                Text other = called(last(finding));
                yield new Text(
                        one.zh() + "未出现，或其后" + other.zh() + "已出现",
                        one.en() + " has not begun, or " + other.en() + " came after it");
            }
            case Lack.Awaited awaited -> {
                Text left = Lengths.of(awaited.leftMs());
                Text other = called(last(finding));
                yield new Text(
                        other.zh() + "还有 " + left.zh() + "可到", other.en() + " still has " + left.en() + " to come");
            }
            case Lack.NoCoverage none ->
                new Text(
                        "区域 " + none.area() + " 的监测覆盖尚未统计",
                        "the coverage of " + none.area() + " has not been reckoned yet");
            case Lack.NoWeather none ->
                new Text("区域 " + none.area() + " 的火险天气未知", "the fire weather of " + none.area() + " is not known");
        };
    }

    private static Text noFirst(Finding finding, Text within) {
        Text one = called(part(finding));
        Text other = called(last(finding));
        return new Text(
                other.zh() + "之前 " + within.zh() + "内未见" + one.zh(),
                one.en() + " did not come within " + within.en() + " before " + other.en());
    }

    private static Text noSecond(Finding finding, Text within) {
        Text one = called(part(finding));
        Text other = called(last(finding));
        return new Text(
                one.zh() + "之后 " + within.zh() + "内未见" + other.zh(),
                other.en() + " has not come within " + within.en() + " after " + one.en());
    }

    /** A clause within a sentence: in Chinese in words, in English as the rule writes it. */
    private static Text called(Finding finding) {
        return new Text(
                "“" + Phrases.of(finding.clause()).zh() + "”", finding.clause().text());
    }

    private static Text heard(Lack.Heard heard) {
        Text quiet = Lengths.of(heard.quietMs());
        Text needed = Lengths.of(heard.forMs());
        return new Text(
                "设备静默 " + quiet.zh() + "，需 " + needed.zh(),
                "the device has been quiet for " + quiet.en() + " of " + needed.en());
    }

    private static Text heldShort(Text what, Lack.HeldShort held) {
        Text heldFor = Lengths.of(held.heldMs());
        Text needed = Lengths.of(held.forMs());
        return new Text(
                what.zh() + "已持续 " + heldFor.zh() + "，需 " + needed.zh(),
                what.en() + " has held " + heldFor.en() + " of " + needed.en());
    }

    private static Text heldUnheard(Text what, Lack.HeldUnheard held) {
        Text quiet = Lengths.of(held.quietMs());
        return new Text(
                what.zh() + "曾成立，但设备已 " + quiet.zh() + "未上报，无法确认其持续",
                what.en() + " held, but the device has said nothing for " + quiet.en()
                        + ": one reading is no lasting state");
    }

    private static Text deaf(Lack.Deaf deaf) {
        return deaf.through().isEmpty()
                ? new Text("消息代理中断，听不到任何设备", "the broker is lost, so no device can be heard")
                : new Text(
                        "网关 " + deaf.through() + " 失联，听不到该设备",
                        "'" + deaf.through() + "', through which it is heard, is missing");
    }

    private static Finding part(Finding finding) {
        return finding.parts().isEmpty() ? finding : finding.parts().getFirst();
    }

    private static Finding last(Finding finding) {
        return finding.parts().isEmpty() ? finding : finding.parts().getLast();
    }

    private static Text named(Quantity quantity, String zh, String en) {
        Text name = Names.of(quantity);
        return new Text(name.zh() + zh, name.en() + en);
    }

    private static Text off(Finding finding, Lack.Off off) {
        if (!(finding.clause() instanceof Condition.Compare compare)) {
            return new Text(
                    "为 " + off.value() + "，需 " + off.threshold(), "is " + off.value() + ", needs " + off.threshold());
        }
        Text name = Names.of(compare.left());
        Text needs = Names.of(compare.comparison());
        return new Text(
                name.zh() + "为 " + off.value() + "，需" + needs.zh() + " " + off.threshold(),
                name.en() + " is " + off.value() + ", needs " + needs.en() + " " + off.threshold());
    }

    private static Text says(Lack.Says says) {
        return says.equal()
                ? named(
                        says.quantity(),
                        "为“" + says.text() + "”，需“" + says.wanted() + "”",
                        " is '" + says.text() + "', needs '" + says.wanted() + "'")
                : named(says.quantity(), "为“" + says.text() + "”", " is '" + says.text() + "'");
    }

    private static Text unchanged(Lack.Unchanged still) {
        if (still.withinMs() == 0) {
            return named(
                    still.quantity(),
                    "（" + still.value() + "）与上一读数相同",
                    " (" + still.value() + ") is as it was in the reading before");
        }
        Text within = Lengths.of(still.withinMs());
        return named(
                still.quantity(),
                "（" + still.value() + "）在 " + within.zh() + "内无变化",
                " (" + still.value() + ") has not changed within " + within.en());
    }

    private static Text few(Lack.TooFewSeen few) {
        String seen = few.seen().isEmpty() ? "" : String.join(", ", few.seen());
        String count = few.seen().size() + "";
        return new Text(
                "周边 " + few.around() + " 台中有 " + count + " 台，需 " + few.wanted() + " 台"
                        + (seen.isEmpty() ? "" : "（" + seen + "）"),
                "seen at " + count + " of the " + few.wanted() + " devices needed, of " + few.around() + " around"
                        + (seen.isEmpty() ? "" : " (" + seen + ")"));
    }

    private Text time(Lack.WrongTime time) {
        boolean ends = time.untilMs() < Long.MAX_VALUE;
        String until = ends ? Lengths.moment(time.untilMs(), zone) : "";
        String zh = time.inside() ? "不在 " + time.calendar() + " 时段" : "处于 " + time.calendar() + " 时段";
        String en = time.inside() ? "it is outside " + time.calendar() : "it is within " + time.calendar();
        return new Text(zh + (ends ? "，至 " + until : ""), en + (ends ? " until " + until : ""));
    }
}
