package org.beaconhub.gateway.access;

import org.beaconhub.rules.fact.Text;

/** What somebody may be allowed to do; each route of the API that is not open to all asks for one. */
public enum Right {
    /** Look at alarms, incidents, devices, history and figures. */
    LOOK("查看警情、事件、设备、历史与指标", "look at alarms, incidents, devices, history and figures"),
    /** Look at what tells of persons. */
    SEE_PEOPLE("查看车牌、卡号、居民报告与隔离消息", "look at plates, cards, what people reported, and unreadable messages"),
    /** Acknowledge, close, reset, shelve and unshelve alarms. */
    HANDLE_ALARMS("确认、关闭、复位、搁置警情", "acknowledge, close, reset, shelve and unshelve alarms"),
    /** Acknowledge and verify incidents, tick tasks, agree, look back, and write notes. */
    HANDLE_INCIDENTS(
            "应答与核实事件、勾选任务、验收、回头看、备注", "acknowledge and verify incidents, tick tasks, agree, look back, write notes"),
    /** Send forces, assign, contain, close, merge and split incidents. */
    DISPATCH("出动、指派、控制、关闭、合并与拆分事件", "send forces, assign, contain, close, merge and split incidents"),
    /** Put plates and cards on the watch list, take them off, and see it. */
    WATCH("布控车牌与卡号、查看布控名单", "put plates and cards on the watch list, and see it"),
    /** Take devices out of service and back, begin and end maintenance. */
    MAINTAIN("停用与恢复设备、开始与结束检修", "take devices out of service and back, begin and end maintenance"),
    /** Sound sirens, open gates, have loudspeakers speak, and put them to rest. */
    ACTUATE("启停警报器、门禁与广播", "sound sirens, open and lock gates, have loudspeakers speak"),
    /** Order drills, and try a changed site. */
    DRILL("组织演练、检查改动后的站点", "order drills, and try a changed site without taking it over"),
    /** Take over a changed site. */
    CHANGE_SITE("载入改动后的站点", "take over a changed site"),
    /** Read the audit. */
    READ_AUDIT("查看审计记录", "read the audit");

    private final Text means;

    Right(String zh, String en) {
        this.means = new Text(zh, en);
    }

    /** What it lets one do. */
    public Text means() {
        return means;
    }
}
