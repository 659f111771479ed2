package org.beaconhub.gateway.answer;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of a notice's id that is its own, as short messages show it; the rest is the channel and the person. */
public final class ShortId {
    private static final Pattern FORM = Pattern.compile("D?N[0-9]{1,19}-[0-9]{1,9}");
    /** As a person types it, who may leave the mark before it out. */
    private static final Pattern TYPED =
            Pattern.compile("(?<![A-Za-z0-9])" + FORM + "(?![0-9])", Pattern.CASE_INSENSITIVE);

    private ShortId() {}

    /** That of a notice. */
    public static String of(String notice) {
        Matcher matcher = FORM.matcher(notice);
        return matcher.lookingAt() ? matcher.group() : notice;
    }

    /** The first in what a person wrote. */
    static Optional<String> in(String text) {
        Matcher matcher = TYPED.matcher(text);
        return matcher.find() ? Optional.of(matcher.group().toUpperCase(Locale.ROOT)) : Optional.empty();
    }
}
