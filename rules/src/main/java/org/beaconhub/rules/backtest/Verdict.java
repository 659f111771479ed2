package org.beaconhub.rules.backtest;

import org.beaconhub.rules.fact.Text;

/** What became of an alarm under the changed rules, in one word. */
public enum Verdict {
    /** Only the changed rules raise it. */
    GAINED("新增", "gained"),
    /** Only the recorded rules raise it. */
    LOST("消失", "lost"),
    /** The changed rules raise it earlier. */
    EARLIER("提前", "earlier"),
    /** The changed rules raise it later. */
    LATER("推迟", "later"),
    /** At the same moment, but of another kind or severity, or hushed. */
    ALTERED("改变", "altered"),
    /** The same. */
    SAME("相同", "same");

    private final Text text;

    Verdict(String zh, String en) {
        text = new Text(zh, en);
    }

    /** The word in both languages. */
    public Text text() {
        return text;
    }
}
