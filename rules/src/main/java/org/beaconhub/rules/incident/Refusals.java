package org.beaconhub.rules.incident;

import java.util.List;
import org.beaconhub.rules.fact.Text;

/** Why an act on an incident cannot be, in both languages. */
final class Refusals {
    private Refusals() {}

    static Text of(String id, Text why) {
        return new Text("事件 " + id + "：" + why.zh(), "incident " + id + ": " + why.en());
    }

    static Text none(String id) {
        return of(id, new Text("已结束或不存在", "it is over, or there is none of that id"));
    }

    static Text closed(String id) {
        return of(id, new Text("已关闭", "it is closed"));
    }

    static Text answered(String id, String by) {
        return of(id, new Text(by + " 已经应答", by + " has answered already"));
    }

    static Text falseAnswer(String why) {
        return new Text("应答无效：" + why, "an answer that does not hold: " + why);
    }

    static Text noUnit(String unit) {
        return new Text("没有单位 " + unit, "there is no unit '" + unit + "'");
    }

    static Text noTask(String id, int task, int tasks) {
        return of(id, new Text("没有任务 " + task, "there is no task " + task + "; it has " + tasks));
    }

    static Text ticked(String id, String by) {
        return of(id, new Text("任务已由 " + by + " 完成", "the task was ticked off already by " + by));
    }

    static Text notAsked(String id) {
        return of(id, new Text("预案不要求这一项", "its procedure does not ask for that check"));
    }

    static Text disagree(String id, List<String> devices) {
        String names = String.join(", ", devices);
        return of(id, new Text("这些传感器不一致，请说明原因：" + names, "these sensors disagree; say why in a note: " + names));
    }

    static Text shown(String id) {
        return of(id, new Text("已有这张照片", "it has that picture already"));
    }

    static Text tooManyPictures(String id) {
        return of(
                id,
                new Text(
                        "照片已达 " + Incident.PICTURES_MAX + " 张",
                        "it has " + Incident.PICTURES_MAX + " pictures, and takes no more"));
    }

    static Text notPublic(String id) {
        return of(id, new Text("没有公开的公告", "nothing about it is public"));
    }

    static Text withItself(String id) {
        return of(id, new Text("不能并入自身", "it cannot become a part of itself"));
    }

    static Text tooLarge(String id) {
        return of(
                id,
                new Text(
                        "信号超过 " + Incident.SIGNS_MAX + " 个，不能合并",
                        "together they have more than " + Incident.SIGNS_MAX + " alarms and reports"));
    }

    static Text noSign(String id, String sign) {
        return of(id, new Text("其中没有 " + sign, "no alarm or report '" + sign + "' belongs to it"));
    }

    static Text emptied(String id) {
        return of(id, new Text("至少保留一个信号", "at least one alarm or report must stay"));
    }

    static Text full() {
        return new Text("未结束的事件太多，请先结束一些", "there are too many open incidents; end some first");
    }

    static Text noType(String type) {
        return new Text("没有事件类型 " + type, "there is no type of incident '" + type + "'");
    }

    static Text noArea(String area) {
        return new Text("没有区域 " + area, "there is no area '" + area + "'");
    }

    static Text tooManyReports(int max) {
        return new Text(
                "已有 " + max + " 起仅由群众上报、尚未核实的事件",
                "there are " + max + " incidents already that only people reported and nobody verified");
    }
}
