package org.beaconhub.rules.explain;

import org.beaconhub.rules.alarm.Severity;
import org.beaconhub.rules.fact.Quantity;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.rulebook.Condition.Comparison;
import org.beaconhub.rules.rulebook.Value;
import org.beaconhub.rules.source.YamlText;
import org.beaconhub.rules.weather.FireIndex;

/** What quantities, values, comparisons and severities are called. */
final class Names {
    private Names() {}

    static Text of(Quantity quantity) {
        return new Text(zh(quantity), en(quantity));
    }

    static Text of(Severity severity) {
        String zh = switch (severity) {
            case MINOR -> "轻微";
            case MODERATE -> "一般";
            case SEVERE -> "严重";
            case CRITICAL -> "危急";
            case EXTREME -> "特别危急";
        };
        return new Text(zh, YamlText.written(severity));
    }

    private static String zh(Quantity quantity) {
        return switch (quantity) {
            case TEMPERATURE -> "温度";
            case HUMIDITY -> "湿度";
            case SMOKE -> "烟雾";
            case SMOKE_ALARM -> "烟感报警";
            case HEAT_ALARM -> "温感报警";
            case CO -> "一氧化碳";
            case CO2 -> "二氧化碳";
            case GAS_ALARM -> "燃气报警";
            case FLAME -> "火焰";
            case HEAT_FLUX -> "热流";
            case OXYGEN -> "氧气";
            case PM25 -> "PM2.5";
            case PRESSURE -> "气压";
            case WIND_SPEED -> "风速";
            case WIND_DIRECTION -> "风向";
            case RAIN -> "降雨";
            case ILLUMINANCE -> "光照";
            case DOOR -> "门开";
            case ACCESS -> "放行";
            case PEOPLE -> "人数";
            case MOTION -> "移动";
            case TAMPER -> "拆动";
            case LEAK -> "漏水";
            case BATTERY -> "电量";
            case BATTERY_LOW -> "电量低";
            case VOLTAGE -> "电压";
            case RSSI -> "信号";
            case ONLINE -> "在线";
            case EVENT -> "事件";
            case PLATE -> "车牌";
            case CARD -> "卡号";
            case BROKER_UP -> "消息代理在线";
            case HISTORY_LAG -> "历史滞后";
            case HISTORY_STOPPED -> "历史停写";
            case DISK_FREE -> "磁盘余量";
            case JOURNAL_BLOCKED -> "日志受阻";
            case CLOCK_STEP -> "时钟跳变";
            case QUARANTINED -> "隔离消息";
            case DISPATCH_FAILED -> "发送异常";
            case RECORDS_STOPPED -> "档案停止";
            case FWI, FFMC, DMC, DC, ISI, BUI -> quantity.name();
            case HOURLY_FFMC, HOURLY_ISI, HOURLY_FWI -> "逐时 " + quantity.name().substring("HOURLY_".length());
            case FIRE_DANGER -> "火险等级";
            case GAS -> "可燃气体";
            case PASSED -> "通过人数";
            case WARMING_UP -> "预热";
            case MASKED -> "被遮挡";
            case BLINDED -> "致盲";
        };
    }

    private static String en(Quantity quantity) {
        return switch (quantity) {
            case CO, CO2, FWI, FFMC, DMC, DC, ISI, BUI -> quantity.name();
            case HOURLY_FFMC, HOURLY_ISI, HOURLY_FWI ->
                "hourly " + quantity.name().substring("HOURLY_".length());
            default -> quantity.key().replace('_', ' ');
        };
    }

    static Text of(FireIndex index) {
        return Quantity.of(index.key()).map(Names::of).orElse(new Text(index.key(), index.key()));
    }

    static Text of(Value value) {
        return switch (value) {
            case Value.Latest latest -> of(latest.quantity());
            case Value.Rise rise -> {
                Text name = of(rise.quantity());
                Text window = Lengths.of(rise.windowMs());
                yield new Text(
                        name.zh() + "在 " + window.zh() + "内的升速", "the rise of " + name.en() + " over " + window.en());
            }
            case Value.Windowed windowed -> windowed(windowed);
            case Value.Outlook outlook -> {
                Text name = of(outlook.index());
                String area = outlook.area();
                yield new Text(
                        area.isEmpty() ? "本区域" + name.zh() : area + " 的" + name.zh(),
                        name.en() + (area.isEmpty() ? " of its area" : " of " + area));
            }
            case Value.Drift drift -> {
                Text name = of(drift.quantity());
                Text window = Lengths.of(drift.windowMs());
                yield new Text(
                        name.zh() + "在 " + window.zh() + "内对周边的偏差",
                        "the drift of " + name.en() + " against the devices around over " + window.en());
            }
            case Value.Coverage coverage ->
                new Text(
                        coverage.area().isEmpty() ? "本区域监测覆盖" : coverage.area() + " 的监测覆盖",
                        "the coverage of " + (coverage.area().isEmpty() ? "its area" : coverage.area()));
            case Value.Constant constant -> same(constant.text());
            case Value.Parameter parameter -> same(parameter.text());
            case Value.Reckoned reckoned -> same(reckoned.text());
            case Value.Picked picked -> same(picked.text());
            case Value.Magnitude magnitude -> same(magnitude.text());
        };
    }

    private static Text same(String text) {
        return new Text(text, text);
    }

    private static Text windowed(Value.Windowed windowed) {
        Text name = of(windowed.quantity());
        Text window = Lengths.of(windowed.windowMs());
        String zh = switch (windowed.aggregate()) {
            case AVG -> "平均";
            case MIN -> "最小";
            case MAX -> "最大";
            case SUM -> "合计";
            case COUNT -> "读数个数";
            case LAST -> "最新";
        };
        String en = switch (windowed.aggregate()) {
            case AVG -> "the mean of ";
            case MIN -> "the least ";
            case MAX -> "the greatest ";
            case SUM -> "the sum of ";
            case COUNT -> "the number of readings of ";
            case LAST -> "the newest ";
        };
        return new Text(name.zh() + "在 " + window.zh() + "内的" + zh, en + name.en() + " over " + window.en());
    }

    static Text of(Comparison comparison) {
        return switch (comparison) {
            case ABOVE -> new Text("高于", "more than");
            case AT_LEAST -> new Text("至少", "at least");
            case BELOW -> new Text("低于", "less than");
            case AT_MOST -> new Text("至多", "at most");
            case EQUAL -> new Text("等于", "exactly");
            case UNEQUAL -> new Text("不等于", "other than");
        };
    }
}
