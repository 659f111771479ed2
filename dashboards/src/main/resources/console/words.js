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
  in_grafana: ["在 Grafana 中查看", "In Grafana"],
  watch_list: ["布控名单", "Watch list"], plate: ["车牌", "plate"], card: ["卡号", "card"], plate_or_card: ["号码", "Plate or card"], put_on: ["布控", "Watch it"], take_off: ["撤控", "Take off"], not_yours: ["您的角色不能查看布控名单", "Your role may not see the watch list"],
  watch_note: ["经过任一门禁或卡口即报警。烽台不保存号码本身，只保存无法还原的代号；每次查看和布控、撤控都记入审计。", "Where it passes, an alarm is raised. The hub keeps no plate or card, only a code that cannot be read back; each look and each change is in the audit."],
  records: ["档案", "Records"], records_alarms: ["警情", "Alarms"], records_incidents: ["事件", "Incidents"], records_notices: ["通知", "Notices"], incident: ["事件", "Incident"], to_records: ["← 所有事件", "← all incidents"], open_page: ["仍在进行，打开事件页", "It still goes on: open its page"],
  days_back: ["天内", "days back"], all_times: ["全部时间", "all times"], any: ["不限", "any"], look_up: ["查询", "Look up"], more_rows: ["更多", "More"], as_sheet: ["下载表格（CSV）", "As a sheet (CSV)"], asking: ["正在查询…", "Asking…"], severity: ["级别", "Severity"],
  closed: ["已关闭", "closed"], closed_how: ["关闭", "Closed"], responding: ["出动", "Responding"], accepted: ["验收", "Accepted"], about: ["所关", "About"], channel: ["渠道", "Channel"], recipient: ["接收人", "Recipient"], attempts: ["次数", "Attempts"], ended: ["结束", "Ended"], answer_of_receiver: ["对方答复", "Receiver said"],
  notice_ordered: ["发送中", "on its way"], notice_delivered: ["已送达", "delivered"], notice_failed: ["未送达", "failed"], notice_withdrawn: ["已撤回", "withdrawn"], closed_in_time: ["期间关闭的警情", "Alarms closed in that time"],
  actuators: ["警报与门禁", "Actuators"], siren: ["警报器", "siren"], gate: ["门禁", "gate"], speaker: ["广播", "loudspeaker"], no_actuators: ["本站点没有警报器、门禁或广播", "The site has no sirens, gates or loudspeakers"],
  siren_acts: ["正在鸣响", "sounds"], siren_rests: ["静默", "is silent"], siren_activate: ["鸣响…", "Sound…"], siren_rest: ["停止鸣响…", "Silence…"], siren_activate_now: ["现在鸣响", "Sound it now"], siren_rest_now: ["现在停止鸣响", "Silence it now"],
  gate_acts: ["已开启放行", "stands open"], gate_rests: ["正常管控", "is in normal service"], gate_activate: ["开启放行…", "Open…"], gate_rest: ["恢复锁闭…", "Lock…"], gate_activate_now: ["现在开启", "Open it now"], gate_rest_now: ["现在锁闭", "Lock it now"],
  speaker_acts: ["正在播报", "speaks"], speaker_rests: ["静默", "is silent"], speaker_activate: ["播报…", "Speak…"], speaker_rest: ["停止播报…", "Stop…"], speaker_activate_now: ["现在播报", "Speak now"], speaker_rest_now: ["现在停止播报", "Stop it now"],
  not_confirmed: ["设备尚未确认，可能没有动作", "not confirmed yet: it may not have acted"], because_of: ["因警情", "for alarm"], never_told: ["尚未动作过", "It was never told to act"],
  none_alarm: ["无火警", "No alarm"], none_supervisory: ["无监管信号", "No supervisory signal"], none_trouble: ["无故障", "No trouble"],
  raised: ["触发", "raised"], age: ["历时", "age"], since: ["自", "since"], entry: ["日志", "entry"], by: ["由", "by"], name_first: ["请先填写值班员姓名", "Enter your name first"],
  messages_per_second: ["条消息/秒", "messages/s"], stale: ["失联", "stale"], never: ["从未上报", "never heard"],
  broker_up: ["消息代理", "Broker"], history_lag: ["历史滞后", "History lag"], history_stopped: ["历史写入", "History writes"], disk_free: ["磁盘剩余", "Disk free"],
  journal_blocked: ["日志最长等待", "Longest journal wait"], clock_step: ["时钟跳变", "Clock step"], quarantined: ["一分钟隔离数", "Quarantined last minute"], dispatch_failed: ["通知发送", "Notice delivery"], records_stopped: ["档案写入", "Record writes"],
  connected: ["已连接", "connected"], disconnected: ["已断开", "disconnected"], going: ["正常", "going"], stopped: ["已停止", "stopped"], all_well: ["一切正常", "all is well"], highest: ["最高", "highest"], lowest: ["最低", "lowest"],
  quarantine: ["隔离区（无法读取的消息）", "Quarantine (unreadable messages)"], total: ["累计", "total"], observations: ["观测", "Observations"], notices_pending: ["待送达通知", "Notices pending"],
  look_in_records: ["在档案中查找", "Look in the records"], unit_gone: ["场所中没有这个处置单位", "The site has no unit of this id"], record_gone: ["档案中没有这个事件：可能已超过保存期限，或地址有误", "The records have no incident of this id: it may be older than they are kept, or the address is wrong"],
  limit: ["上限", "limit"], over_limit: ["超过上限", "over the limit"],
  hub_page: ["自检页：故障、渠道、日志", "Its page: troubles, channels, journal"], troubles: ["故障", "Troubles"], hub_runs: ["运行", "How it runs"], version: ["版本", "Version"], not_packaged: ["未打包运行", "run unpackaged"], uptime: ["启动于", "Started"], clock_steady: ["正常", "steady"], live_clients: ["在看的浏览器", "Browsers that look on"],
  journal: ["日志与存储", "Journal and stores"], last_entry: ["最后一条", "Last entry"], takes: ["占用", "Takes"], keeps: ["保留", "Kept for"], snapshot: ["快照", "Snapshot"], backup: ["备份", "Backup"], backup_old: ["超过一周", "older than a week"], behind: ["落后", "behind by"], never_yet: ["还没有", "none yet"], now: ["现在", "now"],
  outbox: ["通知发件箱", "Outbox of notices"], pending: ["待发", "Waiting"], last_delivered: ["上次送达", "Last delivered"], last_failed: ["上次失败", "Last failed"], since_start: ["自烽台启动以来", "Since the hub was started"], fails: ["失败", "failing"], no_channels: ["站点没有通知渠道", "The site has no channels"],
  quarantine_hour: ["最近一小时无法读取的消息", "Unreadable messages, last hour"], intake_hour: ["最近一小时的消息", "Messages, last hour"], intake: ["消息", "Messages"],
  link_lost: ["数据已过时：与烽台的连接中断，画面停留在", "STALE: no word from the hub. What you see is from"], tries_again: ["本页每隔几秒自动重试，有空位即恢复", "This page tries again by itself every few seconds"], below: ["下方未显示：", "below, out of sight:"], connecting: ["正在连接烽台…", "Connecting to the hub…"],
  no_history: ["此时段没有数据", "No data in this span"], history_silent: ["没有收到历史数据", "The history has not answered"], history_halted: ["历史数据已停止写入", "The history is not written any more"], history_waits: ["历史数据滞后，正在等待存储", "The history is behind and waits for its store"], missing_since: ["缺少数据，自", "data is missing since"], pick_device: ["选择设备查看曲线", "Pick a device to see its history"], mean: ["均值", "mean"], time: ["时间", "time"],
  min_5: ["5 分钟", "5 min"], min_15: ["15 分钟", "15 min"], hour_1: ["1 小时", "1 hour"], hour_6: ["6 小时", "6 hours"], day_1: ["1 天", "1 day"],
  event_none: ["无", "nothing"], event_person: ["有人", "a person"], event_smoke: ["烟", "smoke"], event_fire: ["火", "fire"], event_hot_work: ["动火作业", "hot work"], event_open_flame: ["明火", "an open flame"], event_fire_lane_blocked: ["消防车道被占", "the fire lane is blocked"], event_blocked: ["镜头被遮挡", "the lens is covered"],
  hours_long: ["小时", "h"], menu: ["菜单", "Menu"], other_language: ["English", "中文"], night: ["夜间", "Night"], day: ["日间", "Day"], no_place: ["设备没有坐标", "No device has coordinates"],
  temperature: ["温度", "temperature"], humidity: ["湿度", "humidity"], smoke: ["烟雾", "smoke"], smoke_alarm: ["烟感报警", "smoke alarm"], heat_alarm: ["温感报警", "heat alarm"], co: ["一氧化碳", "CO"], co2: ["二氧化碳", "CO₂"],
  gas_alarm: ["燃气报警", "gas alarm"], flame: ["火焰", "flame"], heat_flux: ["热流", "heat flux"], oxygen: ["氧气", "oxygen"], pm25: ["PM2.5", "PM2.5"], pressure: ["气压", "pressure"], wind_speed: ["风速", "wind speed"], wind_direction: ["风向", "wind direction"],
  rain: ["降雨", "rain"], illuminance: ["照度", "light"], door: ["门", "door"], access: ["通行", "access"], people: ["人数", "people"], motion: ["移动", "motion"], tamper: ["防拆", "tamper"], leak: ["漏水", "leak"], battery: ["电量", "battery"],
  battery_low: ["电量低", "battery low"], voltage: ["电压", "voltage"], rssi: ["信号", "signal"], event: ["事件", "event"], plate: ["车牌", "plate"], card: ["卡号", "card"],
  fwi: ["火险天气指数", "Fire Weather Index"], ffmc: ["细小可燃物湿度码", "Fine Fuel Moisture Code"], dmc: ["腐殖质湿度码", "Duff Moisture Code"], dc: ["干旱码", "Drought Code"],
  isi: ["初始蔓延指数", "Initial Spread Index"], bui: ["累积指数", "Buildup Index"], fire_danger: ["森林火险等级", "fire danger grade"],
  hourly_fwi: ["逐时火险天气指数", "hourly Fire Weather Index"], hourly_ffmc: ["逐时细小可燃物湿度码", "hourly Fine Fuel Moisture Code"], hourly_isi: ["逐时初始蔓延指数", "hourly Initial Spread Index"],
  list_active: ["待处理", "Active"], list_shelved: ["已搁置", "Shelved"], list_suppressed: ["设计抑制", "Suppressed"], list_out_of_service: ["停用", "Out of service"], list_maintenance: ["检修", "Maintenance"],
  kind: ["类别", "Kind"], every_kind: ["全部", "all"], sort: ["排序", "Sort"], sort_priority: ["优先级", "priority"], sort_time: ["时间", "time"], filter: ["筛选", "Filter"],
  first_only: ["仅首发", "First-outs only"], first_out: ["首发", "first-out"], folded: ["已折叠", "folded"], flood: ["警情泛滥，仅列首发警情：", "ALARM FLOOD, first-outs are listed:"], flood_whole: ["警情泛滥，全部列出（危及生命的警情未确认前不折叠）：", "ALARM FLOOD, all are listed, for matters of life are not folded before somebody has seen them:"], none_listed: ["没有", "None"], more: ["未列出", "not listed:"],
  shelve: ["搁置…", "Shelve…"], shelve_now: ["搁置警情", "Shelve the alarm"], shelved_now: ["已搁置：", "Shelved:"], unshelve: ["取消搁置", "Unshelve"], reset: ["复位", "Reset"], undo: ["撤销", "Undo"],
  take_out: ["停用设备…", "Out of service…"], take_out_now: ["停用设备", "Take the device out"], taken_out: ["设备已停用：", "Out of service:"], put_back: ["恢复使用", "Put back in service"],
  begin_maintenance: ["开始检修…", "Begin maintenance…"], begin_now: ["开始检修", "Begin the maintenance"], maintenance_begun: ["检修已开始：", "Maintenance begun:"], end_maintenance: ["结束检修", "End the maintenance"],
  reason: ["原因", "Reason"], minutes: ["分钟数", "Minutes"], leave_form: ["Esc 取消", "Esc leaves"], leave: ["返回", "Leave"], until: ["至", "until"], because: ["起因", "because of"], condition_over: ["条件已结束", "its condition is over"],
  refused: ["未执行：", "Not done:"], no_answer: ["没有收到烽台的答复；再按一次不会重复执行", "No answer from the hub; asking again will not do it twice"],
  asks_again: ["连接中断，正在重试…", "The connection broke; asking again…"], before_you: ["在您之前：", "Before you:"], yourself: ["您本人", "yourself"], new_state: ["页面显示的是现状", "The page shows how it stands now"],
  sound_blocked: ["♪ 声音被浏览器拦截：点击页面任意处或按任一键即可开启", "♪ Sound is blocked by the browser until you click anywhere on this page or press a key"], mute: ["静音 2 分钟", "Mute 2 min"], muted: ["已静音，剩余", "MUTED, left"], notify: ["允许通知", "Notify me"], notify_refused: ["浏览器禁止通知", "Notifications refused"], notify_how: ["浏览器不显示通知：请在地址栏的网站设置中允许，或保持本页可见", "The browser shows no notifications: allow them in its settings for this site, or keep this page in sight"],
  stale_title: ["数据已过时", "STALE"], signed_out: ["已退出登录，请重新登录；画面停留在", "SIGNED OUT: sign in to go on. What you see is from"], old_page: ["烽台已换了新页面，这一页是旧的：请重新载入", "The hub has a newer page than this one, which may show or do things wrongly"], load_anew: ["重新载入", "Load it anew"],
  view_only: ["仅查看", "view only"],
  single_sign_on: ["单点登录（在新标签页）", "Single sign-on, in a new tab"], sign_in: ["登录", "Sign in"], sign_in_again: ["请重新登录，已填的内容保留", "Sign in again; what you typed stays"], other_person: ["未执行，内容保留。再次提交将以此人名义执行：", "Not done, and what was typed is kept. Sent again, it is done under the name of"], sign_out: ["退出登录", "Sign out"], password: ["密码", "Password"],
  keys: ["快捷键 ?", "Keys ?"], keys_of_work: ["值班页", "On the work page"], keys_of_incident: ["事件页", "On an incident's page"], key_next: ["下一条", "Next alarm"], key_previous: ["上一条", "Previous alarm"], key_lists: ["切换列表", "The lists"], key_filter: ["筛选", "Filter"], key_first: ["仅首发 / 全部", "First-outs or all"], key_help: ["快捷键", "These keys"], key_leave: ["离开表单", "Leave a form or field"],
  newest: ["最新读数", "newest reading"], as_of: ["截至", "as of"], kpi: ["指标", "KPIs"], kpi_title: ["报警系统指标（ISA-18.2）", "Alarm system figures (ISA-18.2)"], figure: ["指标", "Figure"], recommended: ["建议值", "Recommended"], days: ["天", "days"],
  kpi_calls: ["警情数", "Alarms"], per_10_min: ["每 10 分钟", "Per 10 minutes"], per_hour: ["每小时", "Per hour"], per_day: ["每天", "Per day"], flooded_time_share: ["泛滥时间占比", "Time in flood"], crowded_share: ["10 分钟超过 10 条的占比", "10 min periods with more than 10"],
  busy_share: ["1 小时超过 30 条的占比", "Hours with more than 30"], fleeting: ["瞬时（1 分钟内消失）", "Fleeting, over within a minute"],
  worst_share: ["前十项占比", "Share of the worst ten"], kpi_stale: ["超过 24 小时未了", "Standing over 24 h"], chattering: ["频繁抖动", "Chattering"], kpi_priorities: ["优先级分布", "Priorities"], acknowledged_after_median: ["确认用时（中位）", "Time to acknowledge, median"],
  acknowledged_after_p95: ["确认用时（95%）", "Time to acknowledge, 95 %"], waiting: ["待确认", "Waiting"], kpi_shelved: ["搁置次数", "Shelvings"], kpi_suppressed: ["抑制次数", "Suppressions"], kpi_dispositions: ["结论", "Dispositions"], kpi_kinds: ["类别", "Kinds"], worst: ["最多的规则与设备", "Bad actors"],
  priority_low: ["低", "low"], priority_medium: ["中", "medium"], priority_high: ["高", "high"], priority_highest: ["最高", "highest"], "control-room": ["值班台", "control room"],
  online: ["在线", "online"], gas: ["可燃气体", "combustible gas"], passed: ["通过人数", "passed"], warming_up: ["预热", "warming up"], masked: ["被遮挡", "masked"], blinded: ["致盲", "blinded"],
  pages: ["页面", "Pages"], work: ["值班", "Work"], incidents: ["事件", "Incidents"], incidents_open: ["进行中的事件", "Open incidents"], handover: ["交接班", "Handover"], mine: ["我的任务", "My tasks"], wall: ["大屏", "Wall"], to_work: ["返回值班页", "Back to the work page"],
  no_page: ["没有这个页面", "There is no such page"], incident_gone: ["没有这个事件：可能已结束并被清除，或地址有误", "There is no incident of this id: it may be over and gone, or the address is wrong"], no_incident: ["没有进行中的事件", "No open incident"],
  person_report: ["人员报告", "A person's report"], unit: ["处置单位", "Unit"], signs: ["迹象", "Signs"], tasks: ["任务", "Tasks"], acceptance: ["验收", "Acceptance"], nearby: ["附近", "Nearby"], calls: ["通知与应答", "Called, and who answered"], readings: ["触发的读数", "The readings that raised it"], time_line: ["时间线", "Time line"],
  opened: ["开始", "opened"], last_sign: ["最近迹象距今", "since the last sign"], in_state: ["处于此状态", "in this state for"], state: ["状态", "state"], frequent: ["频发：", "Frequent:"], in_seven_days: ["起，七天内", "within seven days"], last: ["最近", "last"], other: ["其他", "other"],
  state_reported: ["已上报", "reported"], state_verified: ["已核实", "verified"], state_responding: ["处置中", "responding"], state_contained: ["已控制", "contained"], state_accepted: ["验收通过", "accepted"], state_closed: ["已关闭", "closed"], state_look_back_due: ["待回看", "look-back due"], state_looked_back: ["已回看", "looked back"], state_merged: ["已并入", "merged"],
  act_verify: ["核实", "Verify"], act_respond: ["出动", "Respond"], act_contain: ["已控制", "Contained"], act_close: ["关闭…", "Close…"], "act_look-back": ["回看…", "Look back…"], act_assign: ["指派…", "Assign…"], act_note: ["记录…", "Note…"], act_merge: ["并入…", "Merge…"], act_split: ["拆分…", "Split…"], act_tick: ["完成", "Done"], act_agree: ["确认", "Confirm"], close_incident: ["关闭事件", "Close the incident"],
  merge_into: ["并入", "Into"], split_which: ["哪些迹象另立一个事件", "Which signs become an incident of their own"], no_fire: ["无明火", "no fire"], no_smoke: ["无烟", "no smoke"], no_gas: ["无气体", "no gas"], after_contained: ["控制之后", "once it is contained"], not_asked: ["未确认", "nobody said so"], sensors_agree: ["传感器同意：", "Sensors agree:"], sensors_disagree: ["传感器不同意：", "Sensors disagree:"],
  holds: ["条件仍成立", "its condition holds"], said: ["由人说明", "said by a person"], alarm_over: ["警情已关闭", "an alarm that is closed"], no_tasks: ["没有任务", "No tasks"], no_calls: ["没有通知记录", "Nobody was called by the hub"], no_place_known: ["地点不详", "place not known"], place: ["位置", "Place"], near_water: ["水源", "Water"], near_access: ["入口", "Way in"], near_camera: ["摄像头", "Camera"], silent_for: ["失联", "silent for"], intervals: ["个上报间隔", "intervals"], undrawn: ["图中无线：", "no line for it:"], undrawn_devices: ["条件是满足的设备数，见“迹象”", "it counts devices, see Signs"], undrawn_count: ["次数或合计不在此刻度上", "a count or a sum is not on this scale"], undrawn_own: ["与自身此前的读数比较，没有固定限值", "it compares readings with those before, and has no fixed limit"],
  undrawn_text: ["是文字，不是数值", "it is a text, not a number"], undrawn_reckoned: ["由多个数值推算，不在此刻度上", "it is reckoned from several figures, not on this scale"], undrawn_flag: ["是与否，曲线本身即是", "a yes or no, which the curve itself is"], no_readings: ["没有可画的读数", "No readings to draw"],
  escalation: ["升级方案", "Escalation"], step: ["级", "step"], answered_by: ["应答：", "answered by"], deadline: ["下一级时限", "next step at"], call_began: ["事件开始", "it began"], call_escalated: ["升级", "escalated"], call_graver: ["加重", "graver"], call_answered: ["已有人应答", "answered"], call_ended: ["结束", "ended"], call_rekindled: ["复燃", "rekindled"], call_assigned: ["交由单位", "given to a unit"], call_pending: ["待送达", "pending"], call_delivered: ["已送达", "delivered"], call_failed: ["失败", "failed"], call_withdrawn: ["已撤回", "withdrawn"],
  line_opened: ["事件开始", "began"], line_joined: ["新迹象加入", "a sign joined"], line_alarm_moved: ["警情变化", "an alarm moved"], line_verified: ["已核实", "verified"], line_responding: ["出动", "responding"], line_contained: ["已控制", "contained"], line_agreed: ["确认", "confirmed"], line_accepted: ["验收通过", "accepted"], line_flared_up: ["再起", "flared up"], line_closed: ["已关闭", "closed"], line_rekindled: ["复燃", "rekindled"],
  line_published: ["已公开", "made public"], line_withdrawn: ["已撤回公告", "public no more"],
  line_watch_over: ["看守结束", "watch over"], line_look_back_due: ["待回看", "look-back due"], line_looked_back: ["已回看", "looked back"], line_assigned: ["指派", "assigned"], line_ticked: ["任务完成", "task done"], line_noted: ["记录", "noted"], line_pictured: ["照片", "picture"], see_picture: ["见“照片”", "see Pictures"],
  cameras: ["最近的摄像头", "The nearest cameras"], camera_view: ["摄像头画面", "What the camera sees"], camera_look: ["看画面", "Look"], camera_again: ["再看一次", "Look again"], camera_asks: ["正在调取…", "Asking the camera…"], camera_taken: ["取得于", "taken"], camera_unseen: ["尚未调取", "Not looked at yet"],
  camera_hint: ["画面涉及个人：点了才调取，每次查看都记入审计，不保存", "Cameras show people: one is asked only when you press Look; each look is written in the audit, and nothing of it is kept"], no_cameras: ["附近没有可看画面的摄像头", "No camera near here gives a picture"], first_sight: ["事件发生时的摄像头画面", "Camera, as the incident opened"],
  pictures: ["照片", "Pictures"], no_pictures: ["没有照片", "No pictures"], look: ["查看照片", "Look"], look_hint: ["照片可能涉及个人：点一张才载入一张，每次查看都记入审计", "Pictures may show people: each is loaded only when you ask for it, and each look is written in the audit"], look_denied: ["您的角色不能查看照片", "Your role does not see pictures"],
  picture_loads: ["正在载入…", "Loading…"], picture_broken: ["照片无法显示", "The picture cannot be shown"], larger: ["放大", "Enlarge"], choose_pictures: ["选择照片…", "Choose pictures…"], drop_pictures: ["或拖放到此处；JPEG 或 PNG，每张不超过 8 MB", "or drop them here; JPEG or PNG, up to 8 MB each"],
  picture_note: ["照片内容（可不填）", "What they show (optional)"], send_pictures: ["存入事件", "Put beside the incident"], picture_sends: ["正在发送", "Sending"], leave_picture: ["不发", "Leave out"], picture_too_large: ["照片不得超过 8 MB，此文件", "A picture may have at most 8 MB, this has"], no_picture: ["不是 JPEG 或 PNG 照片", "this is no JPEG or PNG picture"], line_merged: ["已并入", "merged"], line_took_in: ["并入了另一事件", "took another in"], line_split_off: ["拆分", "split off"],
  key_take: ["应答正在呼叫的事件", "Take the incident that calls"], key_incident: ["最重的事件", "The gravest incident"], key_tick: ["完成下一任务", "Next task done"], letters: ["启用单字母快捷键", "Single-letter keys are on"],
  device_gone: ["场所中没有这个设备", "The site has no device of this id"], readings_now: ["最近读数", "Newest readings"], passages: ["通行", "Passages"], rules_why: ["规则：为什么有或没有警情", "Rules: why there is an alarm, or none"], no_rule: ["没有规则监视它", "No rule watches it"], duty: ["状态", "Duty"], heard: ["最近收到", "Heard"], interval: ["上报间隔", "Interval"], opening_hours: ["开放时间", "Opening hours"], open_now: ["开放中", "open now"], closed_now: ["已关门", "closed now"],
  yes: ["是", "yes"], no: ["否", "no"], value: ["数值", "Value"], doubt: ["存疑", "Doubt"], doubt_out_of_range: ["超出量程", "out of range"], doubt_jumped: ["突变，待下一读数印证", "jumped: waits for a reading that agrees"], doubt_device_in_doubt: ["设备预热或被遮挡时所报", "told while warming up or covered"], doubt_drifting: ["漂移", "drifting"], doubt_stale: ["过时", "STALE"], time_of_hub: ["设备未报时间，以烽台收到时为准", "The device tells no time of its own: the times are the hub's"],
  gates_and_people: ["门禁与人流", "Gates and people"], access_hint: ["异常的排在最前；卡号与车牌只有点开才显示假名，每次查看都记入审计", "What is abnormal stands first. Cards and plates show on request alone, as pseudonyms, and each look is in the audit"], doors: ["门与闸", "Gates and doors"], door_open: ["开着", "open"], door_shut: ["关着", "shut"], open_while_closed: ["关门时间仍开着", "open while closed"], look_people: ["查看卡号、车牌", "Look at card or plate"], no_people: ["没有卡号或车牌", "no card or plate"], no_hours: ["没有设开放时间的场所", "No premises with opening hours"],
  duty_working: ["正常", "working"], duty_warming_up: ["预热中", "warming up"], duty_blind: ["失明", "blind"], duty_silent: ["失联", "silent"], duty_out_of_service: ["停用", "out of service"], observed: ["观测于", "observed"], clock_off: ["与烽台时钟相差", "its clock and the hub's differ by"], in_doubt: ["读数存疑：", "In doubt:"], has_alarm: ["有警情", "has an alarm"], has_none: ["无警情", "has none"], granted: ["放行", "granted"], denied: ["拒绝", "refused"],
  handover_title: ["交接班记录", "Shift handover"], notes: ["备注", "Notes"], notes_kept: ["备注只保存在此浏览器，并随页打印", "Notes are kept in this browser alone, and are printed with the page"], happened_since: ["回看时段", "Look back over"], as_of_now: ["刷新到现在", "As of now"], print: ["打印", "Print"], handed_over: ["交班", "Handed over by"], taken_over: ["接班", "Taken over by"], message: ["内容", "Message"], blind_spots: ["覆盖不足的区域", "Areas with blind spots"], coverage: ["覆盖", "Coverage"],
  happened: ["期间发生", "What happened"], happened_note: ["含事件时间线与未关闭的警情", "time lines of incidents, and alarms that are open"], what: ["事项", "What"], pick_unit: ["选择单位", "Pick a unit"], report_form: ["报告险情", "Report something"], no_task_of_unit: ["该单位没有进行中的事件", "This unit has no open incident"],
  legend_kinds: ["火警、监管、故障", "alarm, supervisory, trouble"], legend_silent: ["失联", "silent"], legend_blind: ["失明或停用", "blind or out of service"], legend_holes: ["覆盖不足", "coverage has holes"], estimated: ["天气为估计值", "the weather is an estimate"],
  zoom_in: ["放大", "Zoom in"], zoom_out: ["缩小", "Zoom out"], whole_site: ["显示全域", "Show the whole site"], gravest: ["定位最严重事件", "Go to the gravest incident on the map"], key_zoom: ["放大、缩小态势图", "Zoom the map in, out"], map_tools: ["地图工具", "Map tools"], north: ["北", "N"], outside: ["起事件在图外：显示", "outside the map: show"],
  water_point: ["水源", "Water"], access_point: ["入口", "Way in"], legend_road: ["道路", "road"], legend_track: ["防火通道", "track"], legend_firebreak: ["防火隔离带", "firebreak"], legend_border: ["区域边界", "area border"], legend_compartment: ["林班", "compartment"], wall_theme: ["大屏配色", "Wall colours"],
  device_page: ["设备页：读数、规则与原因", "Device page: readings, rules and why"],
  act_acknowledge: ["应答", "Take it"], line_acknowledged: ["已应答，停止呼叫", "taken, calls stopped"], calling: ["正在呼叫", "calling people"], nobody_answered: ["全部呼叫，无人应答", "ALL WERE CALLED, NOBODY HAS ANSWERED"], next_step_in: ["距下一级", "next step in"],
  escalation_calling: ["正在呼叫", "calling people"], escalation_exhausted: ["无人应答", "nobody answered"], escalation_answered: ["已应答", "answered"], escalation_ended: ["已结束", "ended"],
  by_design: ["预案自动", "by the plan"],
  wind: ["风", "Wind"], danger: ["森林火险", "Fire danger"],
  drill: ["演练", "DRILL"], drills: ["演练", "Drills"], drill_goes_on: ["演练进行中 DRILL", "DRILL IN PROGRESS 演练"], drill_real: ["真实 REAL", "REAL 真实"], drill_real_none: ["没有待处理警情", "no active alarm"], drill_ends: ["最迟结束", "ends by"], drill_open: ["打开演练页", "Open the drill"],
  drills_note: ["演练在单独的一套警情和事件中进行：真实警情照常显示、照常响铃，演练不会动作任何警报器或门禁，通知只发往接受演练的渠道。", "A drill has alarms and incidents of its own. Real ones are shown and sound as ever; a drill moves no siren and no gate, and its notices go only over channels that take drills."],
  drill_all: ["← 所有演练", "← all drills"], drill_scenarios: ["可用的演练脚本", "Scenarios"], drill_no_scenario: ["站点没有演练脚本", "The site has no scenarios"], drill_problems: ["有误、不能使用的脚本", "Scenarios that cannot be played"], drill_begin: ["开始演练…", "Begin…"], drill_begin_now: ["现在开始演练", "Begin the drill now"], drill_sure: ["即将开始演练，所有页面都会标明：", "A drill is about to begin, and every page will say so:"],
  drill_lasts: ["最长", "at most"], drill_fire_after: ["起火于", "fire after"], drill_messages: ["设备消息", "device messages"], drill_script_has: ["脚本共", "the script has"], drill_none: ["还没有演练过", "There was no drill yet"], drill_gone: ["没有这次演练的记录", "There is no record of this drill"], drill_past: ["以往的演练", "Past drills"], drill_still: ["仍在进行", "goes on"],
  drill_stopped_by: ["提前结束，由", "stopped by"], drill_time_over: ["到时结束", "its time was over"], drill_by: ["组织者", "ordered by"], drill_began: ["开始", "Began"], drill_ignition: ["模拟起火", "Simulated fire"], drill_tally: ["统计", "Counted"], notices_sent: ["已发通知", "notices sent"], notices_spared: ["未实发通知", "notices spared"], scenario: ["脚本", "Scenario"],
  drill_cast: ["参演设备：", "Devices that take part:"], drill_stop: ["结束演练…", "Stop the drill…"], drill_stop_now: ["现在结束演练", "Stop it now"], drill_inject: ["插入设备消息…", "Inject a reading…"], drill_inject_now: ["插入", "Inject"], drill_alarms: ["演练警情", "Alarms of the drill"], drill_times: ["用时", "Times"],
  who: ["人员", "Who"], outcome: ["结果", "Outcome"], drill_course: ["经过：通知与处置", "Its course: who was told, and what was done"], course_told: ["发出通知", "Told"], course_spared: ["未发出（渠道不接收演练）", "Not sent: the channel takes no drills"], course_cut: ["只列出前 5,000 步", "Only the first 5,000 steps are here"],
  milestone: ["节点", "Milestone"], reached_at: ["时刻", "Reached at"], after_ignition: ["距起火", "After the fire's start"], not_reached: ["未达到", "not reached"], milestone_alarm: ["发出警情", "Alarm raised"], milestone_called: ["发出通知", "Notice ordered"], milestone_delivered: ["通知送达", "Notice delivered"], milestone_answered: ["有人应答", "Somebody answered"], milestone_verified: ["现场核实", "Verified on the spot"],
  milestone_responding: ["出动", "Crew on its way"], milestone_contained: ["已控制", "Contained"], milestone_accepted: ["验收通过", "Accepted"], milestone_closed: ["事件关闭", "Incident closed"],
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

/** A reading that is yes or no, in a word; of a door, whether it is open. */
export const saidOf = (quantity, value) => word(quantity === "door" ? (value >= 0.5 ? "door_open" : "door_shut") : quantity === "access" ? (value >= 0.5 ? "granted" : "denied") : value >= 0.5 ? "yes" : "no");

export const number = value => (typeof value === "number" ? String(Math.round(value * 100) / 100) : String(value));
