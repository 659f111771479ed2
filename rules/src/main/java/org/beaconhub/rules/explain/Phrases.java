package org.beaconhub.rules.explain;

import java.util.List;
import java.util.stream.Collectors;
import org.beaconhub.rules.calendar.Calendars;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.rulebook.Condition;

/** What a condition asks, in words: of {@code smoke > 4 %/m for 20 s} that smoke is more than 4 %/m for 20 s. */
final class Phrases {
    private Phrases() {}

    static Text of(Condition condition) {
        return switch (condition) {
            case Condition.And and -> joined(and.parts(), "，且", " and ");
            case Condition.Or or -> joined(or.parts(), "，或", " or ");
            case Condition.Not not -> not(not.part());
            case Condition.Compare compare -> compare(compare);
            case Condition.Held held -> held(held);
            case Condition.Then then -> then(then);
            case Condition.Without without -> without(without);
            case Condition.Silent silent -> silent(silent);
            case Condition.Broken broken -> about(broken.quantity(), "读数超出可能范围", "reads what is impossible");
            case Condition.Jumped jumped -> about(jumped.quantity(), "读数突变", "has jumped as no sound sensor does");
            case Condition.Changed changed -> changed(changed);
            case Condition.Stuck stuck -> stuck(stuck);
            case Condition.Several several -> several(several);
            case Condition.Flagged flagged -> about(flagged.quantity(), "为是", "is yes");
            case Condition.Labelled labelled -> labelled(labelled);
            case Condition.During during -> during(during.calendar(), true);
        };
    }

    /** What has parts of its own stands in brackets within another. */
    private static Text within(Condition part) {
        Text text = of(part);
        return switch (part) {
            case Condition.And _, Condition.Or _, Condition.Then _, Condition.Without _ ->
                new Text("（" + text.zh() + "）", "(" + text.en() + ")");
            case Condition.Not _,
                    Condition.Held _,
                    Condition.Compare _,
                    Condition.Silent _,
                    Condition.Broken _,
                    Condition.Jumped _,
                    Condition.Changed _,
                    Condition.Stuck _,
                    Condition.Several _,
                    Condition.Flagged _,
                    Condition.Labelled _,
                    Condition.During _ -> text;
        };
    }

    private static Text joined(List<Condition> parts, String zh, String en) {
        List<Text> texts = parts.stream().map(Phrases::within).toList();
        return new Text(
                texts.stream().map(Text::zh).collect(Collectors.joining(zh)),
                texts.stream().map(Text::en).collect(Collectors.joining(en)));
    }

    /** What is simply said no to says so itself. */
    private static Text not(Condition part) {
        if (part instanceof Condition.Flagged flagged) {
            return about(flagged.quantity(), "为否", "is no");
        }
        if (part instanceof Condition.During during) {
            return during(during.calendar(), false);
        }
        Text text = of(part);
        return new Text("并非（" + text.zh() + "）", "not (" + text.en() + ")");
    }

    private static Text compare(Condition.Compare compare) {
        Text left = Names.of(compare.left());
        Text how = Names.of(compare.comparison());
        Text right = Names.of(compare.right());
        return new Text(left.zh() + how.zh() + " " + right.zh(), left.en() + " is " + how.en() + " " + right.en());
    }

    private static Text held(Condition.Held held) {
        Text what = within(held.part());
        Text length = Lengths.of(held.forMs());
        return new Text(what.zh() + "，持续 " + length.zh(), what.en() + " for " + length.en());
    }

    private static Text then(Condition.Then then) {
        Text first = within(then.first());
        Text second = within(then.second());
        Text length = Lengths.of(then.withinMs());
        return new Text(
                "先" + first.zh() + "，" + length.zh() + "内又" + second.zh(),
                first.en() + ", then " + second.en() + " within " + length.en());
    }

    private static Text without(Condition.Without without) {
        Text first = within(without.first());
        Text other = within(without.other());
        Text length = Lengths.of(without.withinMs());
        return new Text(
                first.zh() + "，此后 " + length.zh() + "内未见" + other.zh(),
                first.en() + ", and within " + length.en() + " after it not " + other.en());
    }

    private static Text silent(Condition.Silent silent) {
        if (silent.intervals() > 0) {
            return new Text(
                    "设备静默 " + silent.intervals() + " 个上报间隔",
                    "the device is silent for " + silent.intervals() + " intervals");
        }
        Text length = Lengths.of(silent.forMs());
        return new Text("设备静默 " + length.zh(), "the device is silent for " + length.en());
    }

    private static Text changed(Condition.Changed changed) {
        if (changed.windowMs() == 0) {
            return about(changed.quantity(), "有变化", "has changed");
        }
        Text length = Lengths.of(changed.windowMs());
        return about(changed.quantity(), "在 " + length.zh() + "内有变化", "has changed within " + length.en());
    }

    private static Text stuck(Condition.Stuck stuck) {
        Text length = Lengths.of(stuck.windowMs());
        return about(stuck.quantity(), "在 " + length.zh() + "内毫无变化", "has stood still for " + length.en());
    }

    private static Text several(Condition.Several several) {
        Text part = of(several.part());
        Text length = Lengths.of(several.withinMs());
        String types = String.join(", ", several.types());
        String where = several.metres() + "";
        return new Text(
                (several.metres() == 0 ? "本区域" : "周边 " + where + " 米") + " " + length.zh() + "内至少 " + several.count()
                        + " 台" + (several.others() ? "其他设备" : "（" + types + "）") + "：" + part.zh(),
                "at " + several.count() + " or more " + (several.others() ? "other devices" : "of " + types)
                        + (several.metres() == 0 ? " in the area" : " within " + where + " m") + " in " + length.en()
                        + ": " + part.en());
    }

    private static Text labelled(Condition.Labelled labelled) {
        return about(
                labelled.quantity(),
                (labelled.equal() ? "为" : "不为") + "“" + labelled.label() + "”",
                (labelled.equal() ? "is" : "is not") + " '" + labelled.label() + "'");
    }

    private static Text during(String calendar, boolean inside) {
        Text name = calendar.equals(Calendars.OPENING_HOURS)
                ? new Text("营业时间", "opening hours")
                : new Text(" " + calendar + " 时段", calendar);
        return new Text((inside ? "处于" : "不在") + name.zh(), (inside ? "it is within " : "it is outside ") + name.en());
    }

    private static Text about(Quantity quantity, String zh, String en) {
        Text name = Names.of(quantity);
        return new Text(name.zh() + zh, name.en() + " " + en);
    }
}
