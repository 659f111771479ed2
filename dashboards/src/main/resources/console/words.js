// The control room's words. Keys are the API's own words wherever it has one.
export const WORDS = {
  control_room: ["值班台", "control room"], alarms: ["警情", "Alarms"], map: ["态势图", "Site map"], history: ["历史曲线", "History"],
  hub: ["烽台自检", "The hub itself"], devices: ["设备", "Devices"], your_name: ["值班员", "Your name"], device: ["设备", "Device"],
  quantity: ["量", "Quantity"], span: ["时段", "Span"], search: ["搜索", "Search"], group_by: ["分组", "Group by"], area: ["区域", "area"], type: ["类型", "type"],
  alarm: ["火警", "Alarm"], supervisory: ["监管", "Supervisory"], trouble: ["故障", "Trouble"],
  minor: ["轻微", "minor"], moderate: ["一般", "moderate"], severe: ["严重", "severe"], critical: ["危急", "critical"], extreme: ["特别危急", "extreme"],
  unacknowledged: ["未确认", "unacknowledged"], acknowledged: ["已确认", "acknowledged"], returned_unacknowledged: ["已恢复，未确认", "returned, unacknowledged"], returned: ["已恢复", "returned"],
  latched_unacknowledged: ["已锁存，未确认", "latched, unacknowledged"], latched: ["已锁存", "latched"], shelved: ["已搁置", "shelved"], suppressed: ["已抑制", "suppressed"], out_of_service: ["已停用", "out of service"],
  consequence: ["由其他原因引起", "consequence"], nuisance: ["不值得报警", "nuisance"],
  acknowledge: ["确认", "Acknowledge"], close: ["关闭…", "Close…"], close_now: ["关闭警情", "Close the alarm"], cancel: ["取消", "Cancel"], show_chart: ["看曲线", "Chart"],
  real: ["真实", "real"], false: ["误报", "false"], test: ["测试", "test"], fault: ["设备故障", "device fault"], note: ["备注", "Note"], disposition: ["结论", "It was"],
  none_alarm: ["无火警", "No alarm"], none_supervisory: ["无监管信号", "No supervisory signal"], none_trouble: ["无故障", "No trouble"],
  raised: ["触发", "raised"], age: ["历时", "age"], since: ["自", "since"], entry: ["日志", "entry"], by: ["由", "by"], name_first: ["请先填写值班员姓名", "Enter your name first"],
  messages_per_second: ["条消息/秒", "messages/s"], stale: ["失联", "stale"], never: ["从未上报", "never heard"],
  broker_up: ["消息代理", "Broker"], history_lag: ["历史滞后", "History lag"], history_stopped: ["历史写入", "History writes"], disk_free: ["磁盘剩余", "Disk free"],
  journal_blocked: ["日志最长等待", "Longest journal wait"], clock_step: ["时钟跳变", "Clock step"], quarantined: ["一分钟隔离数", "Quarantined last minute"], dispatch_failed: ["通知发送", "Notice delivery"],
  connected: ["已连接", "connected"], disconnected: ["已断开", "disconnected"], going: ["正常", "going"], stopped: ["已停止", "stopped"], all_well: ["一切正常", "all is well"], highest: ["最高", "highest"], lowest: ["最低", "lowest"],
  quarantine: ["隔离区（无法读取的消息）", "Quarantine (unreadable messages)"], total: ["累计", "total"], observations: ["观测", "Observations"], notices_pending: ["待送达通知", "Notices pending"],
  link_lost: ["数据已过时：与烽台的连接中断，画面停留在", "STALE: no word from the hub. What you see is from"], connecting: ["正在连接烽台…", "Connecting to the hub…"],
  no_history: ["此时段没有数据", "No data in this span"], pick_device: ["选择设备查看曲线", "Pick a device to see its history"], mean: ["均值", "mean"], time: ["时间", "time"],
  min_5: ["5 分钟", "5 min"], min_15: ["15 分钟", "15 min"], hour_1: ["1 小时", "1 hour"], hour_6: ["6 小时", "6 hours"], day_1: ["1 天", "1 day"],
  other_language: ["English", "中文"], night: ["夜间", "Night"], day: ["日间", "Day"], no_place: ["设备没有坐标", "No device has coordinates"],
  temperature: ["温度", "temperature"], humidity: ["湿度", "humidity"], smoke: ["烟雾", "smoke"], smoke_alarm: ["烟感报警", "smoke alarm"], heat_alarm: ["温感报警", "heat alarm"], co: ["一氧化碳", "CO"], co2: ["二氧化碳", "CO₂"],
  gas_alarm: ["燃气报警", "gas alarm"], flame: ["火焰", "flame"], heat_flux: ["热流", "heat flux"], oxygen: ["氧气", "oxygen"], pm25: ["PM2.5", "PM2.5"], pressure: ["气压", "pressure"], wind_speed: ["风速", "wind speed"], wind_direction: ["风向", "wind direction"],
  rain: ["降雨", "rain"], illuminance: ["照度", "light"], door: ["门", "door"], access: ["通行", "access"], people: ["人数", "people"], motion: ["移动", "motion"], tamper: ["防拆", "tamper"], leak: ["漏水", "leak"], battery: ["电量", "battery"],
  battery_low: ["电量低", "battery low"], voltage: ["电压", "voltage"], rssi: ["信号", "signal"], event: ["事件", "event"], plate: ["车牌", "plate"], card: ["卡号", "card"],
  fwi: ["火险天气指数", "Fire Weather Index"], ffmc: ["细小可燃物湿度码", "Fine Fuel Moisture Code"], dmc: ["腐殖质湿度码", "Duff Moisture Code"], dc: ["干旱码", "Drought Code"],
  isi: ["初始蔓延指数", "Initial Spread Index"], bui: ["累积指数", "Buildup Index"], fire_danger: ["森林火险等级", "fire danger grade"],
  hourly_fwi: ["逐时火险天气指数", "hourly Fire Weather Index"], hourly_ffmc: ["逐时细小可燃物湿度码", "hourly Fine Fuel Moisture Code"], hourly_isi: ["逐时初始蔓延指数", "hourly Initial Spread Index"],
  list_active: ["待处理", "Active"], list_shelved: ["已搁置", "Shelved"], list_suppressed: ["设计抑制", "Suppressed"], list_out_of_service: ["停用", "Out of service"], list_maintenance: ["检修", "Maintenance"],
  kind: ["类别", "Kind"], every_kind: ["全部", "all"], sort: ["排序", "Sort"], sort_priority: ["优先级", "priority"], sort_time: ["时间", "time"], filter: ["筛选", "Filter"],
  first_only: ["仅首发", "First-outs only"], first_out: ["首发", "first-out"], folded: ["已折叠", "folded"], flood: ["警情泛滥，仅列首发警情：", "ALARM FLOOD, first-outs are listed:"], none_listed: ["没有", "None"], more: ["未列出", "not listed:"],
  shelve: ["搁置…", "Shelve…"], shelve_now: ["搁置警情", "Shelve the alarm"], shelved_now: ["已搁置：", "Shelved:"], unshelve: ["取消搁置", "Unshelve"], reset: ["复位", "Reset"], undo: ["撤销", "Undo"],
  take_out: ["停用设备…", "Out of service…"], take_out_now: ["停用设备", "Take the device out"], taken_out: ["设备已停用：", "Out of service:"], put_back: ["恢复使用", "Put back in service"],
  begin_maintenance: ["开始检修…", "Begin maintenance…"], begin_now: ["开始检修", "Begin the maintenance"], maintenance_begun: ["检修已开始：", "Maintenance begun:"], end_maintenance: ["结束检修", "End the maintenance"],
  reason: ["原因", "Reason"], minutes: ["分钟数", "Minutes"], leave_form: ["Esc 取消", "Esc leaves"], leave: ["返回", "Leave"], until: ["至", "until"], because: ["起因", "because of"], condition_over: ["条件已结束", "its condition is over"],
  refused: ["未执行：", "Not done:"], no_answer: ["没有收到烽台的答复，请稍后查看现状", "No answer from the hub; look again before you repeat it"],
  sound_blocked: ["♪ 声音被浏览器拦截：点击页面任意处即可开启", "♪ Sound is blocked by the browser until you click anywhere on this page"], mute: ["静音 2 分钟", "Mute 2 min"], muted: ["已静音，剩余", "MUTED, left"], notify: ["允许通知", "Notify me"],
  sign_in: ["登录", "Sign in"], sign_in_again: ["请重新登录，已填的内容保留", "Sign in again; what you typed stays"], sign_out: ["退出登录", "Sign out"], password: ["密码", "Password"],
  keys: ["快捷键 ?", "Keys ?"], key_next: ["下一条", "Next alarm"], key_previous: ["上一条", "Previous alarm"], key_lists: ["切换列表", "The lists"], key_filter: ["筛选", "Filter"], key_first: ["仅首发 / 全部", "First-outs or all"], key_help: ["快捷键", "These keys"], key_leave: ["离开表单", "Leave a form or field"],
  newest: ["最新读数", "newest reading"], as_of: ["截至", "as of"], kpi: ["指标", "KPIs"], kpi_title: ["报警系统指标（ISA-18.2）", "Alarm system figures (ISA-18.2)"], figure: ["指标", "Figure"], recommended: ["建议值", "Recommended"], days: ["天", "days"],
  kpi_calls: ["警情数", "Alarms"], per_10_min: ["每 10 分钟", "Per 10 minutes"], per_hour: ["每小时", "Per hour"], per_day: ["每天", "Per day"], flooded_time_share: ["泛滥时间占比", "Time in flood"], crowded_share: ["10 分钟超过 10 条的占比", "10 min periods with more than 10"],
  worst_share: ["前十项占比", "Share of the worst ten"], kpi_stale: ["超过 24 小时未了", "Standing over 24 h"], chattering: ["频繁抖动", "Chattering"], kpi_priorities: ["优先级分布", "Priorities"], acknowledged_after_median: ["确认用时（中位）", "Time to acknowledge, median"],
  acknowledged_after_p95: ["确认用时（95%）", "Time to acknowledge, 95 %"], waiting: ["待确认", "Waiting"], kpi_shelved: ["搁置次数", "Shelvings"], kpi_suppressed: ["抑制次数", "Suppressions"], kpi_dispositions: ["结论", "Dispositions"], kpi_kinds: ["类别", "Kinds"], worst: ["最多的规则与设备", "Bad actors"],
  priority_low: ["低", "low"], priority_medium: ["中", "medium"], priority_high: ["高", "high"], priority_highest: ["最高", "highest"], "control-room": ["值班台", "control room"],
  gas: ["可燃气体", "combustible gas"], passed: ["通过人数", "passed"], warming_up: ["预热", "warming up"], masked: ["被遮挡", "masked"], blinded: ["致盲", "blinded"],
  malformed: ["格式错误", "malformed"], too_large: ["过大", "too large"], wrong_type: ["类型错误", "wrong type"], not_a_number: ["非数值", "not a number"], out_of_range: ["超出范围", "out of range"], unknown_quantity: ["未知量", "unknown quantity"], unknown_unit: ["未知单位", "unknown unit"],
  unknown_device: ["未知设备", "unknown device"], unknown_topic: ["未知主题", "unknown topic"], time_implausible: ["时间不可信", "time implausible"], unknown_version: ["未知版本", "unknown version"], internal: ["内部错误", "internal"],
};

const wanted = new URLSearchParams(location.search).get("lang") ?? localStorage.getItem("beacon.lang");
export let language = wanted === "en" ? "en" : "zh";

export function switchLanguage() {
  language = language === "zh" ? "en" : "zh";
  localStorage.setItem("beacon.lang", language);
}

export const word = key => (Object.hasOwn(WORDS, key) ? WORDS[key][language === "zh" ? 0 : 1] : key);
export const pick = text => text?.[language] ?? "";

let formats = {};
export function setZone(zone) {
  const plain = { timeZone: zone, hourCycle: "h23" };
  formats = {
    time: new Intl.DateTimeFormat("en-GB", { ...plain, hour: "2-digit", minute: "2-digit", second: "2-digit" }),
    day: new Intl.DateTimeFormat("sv-SE", { ...plain, year: "numeric", month: "2-digit", day: "2-digit" }),
  };
}
setZone("UTC");
export const clockTime = ms => formats.time.format(ms);
export const dayTime = ms => `${formats.day.format(ms)} ${formats.time.format(ms)}`;

/** An age such as 3 min 05 s, in the page's language. */
export function age(ms) {
  const s = Math.max(0, Math.floor(ms / 1000)), zh = language === "zh";
  if (s < 60) return s + (zh ? " 秒" : " s");
  if (s < 3600) return `${Math.floor(s / 60)}${zh ? " 分 " : " min "}${s % 60}${zh ? " 秒" : " s"}`;
  if (s < 86400) return `${Math.floor(s / 3600)}${zh ? " 时 " : " h "}${Math.floor(s / 60) % 60}${zh ? " 分" : " min"}`;
  return `${Math.floor(s / 86400)}${zh ? " 天" : " d"}`;
}

export const number = value => (typeof value === "number" ? String(Math.round(value * 100) / 100) : String(value));
