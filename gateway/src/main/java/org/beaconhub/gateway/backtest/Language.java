package org.beaconhub.gateway.backtest;

import java.util.Locale;
import org.beaconhub.rules.fact.Text;

/** The language of a report. */
public enum Language {
    /** English. */
    EN,
    /** Chinese. */
    ZH;

    /** A text in this language. */
    public String of(Text text) {
        return this == EN ? text.en() : text.zh();
    }

    String of(String zh, String en) {
        return this == EN ? en : zh;
    }

    /** The tag that a page declares. */
    String tag() {
        return this == EN ? "en" : "zh-CN";
    }

    String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
