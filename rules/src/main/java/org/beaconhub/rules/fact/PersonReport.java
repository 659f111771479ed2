package org.beaconhub.rules.fact;

/**
 * What a person says to have seen.
 *
 * @param code by which the reporter asks what became of it: {@value #CODE}
 * @param type the kind of incident, as the site's procedures name it
 * @param area path of the area, or empty
 * @param place where, or {@link Place#NONE}
 * @param text in the reporter's words; up to {@value #TEXT_LENGTH_MAX} characters
 * @param reporter how to ask back: a name, a number, the code of a grid worker; up to {@value #REPORTER_LENGTH_MAX}
 *     characters, or empty
 */
public record PersonReport(String code, String type, String area, Place place, String text, String reporter)
        implements LiveFact {
    /** What a code looks like. */
    public static final String CODE = "[A-Z2-9]{10}";
    /** So many letters a code has, and takes so many bytes to be made of. */
    public static final int CODE_LENGTH = 10;

    /** The letters of codes: none that people take for another one. */
    private static final String CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /** The longest text, in characters. */
    public static final int TEXT_LENGTH_MAX = 500;
    /** The longest name of a reporter, in characters. */
    public static final int REPORTER_LENGTH_MAX = 64;

    /** Rejects what is no code, too long, or nowhere. */
    public PersonReport {
        if (!code.matches(CODE)) {
            throw new IllegalArgumentException("code must be ten of A-Z and 2-9, got '" + code + "'");
        }
        if (text.length() > TEXT_LENGTH_MAX || reporter.length() > REPORTER_LENGTH_MAX) {
            throw new IllegalArgumentException("text and reporter must have at most " + TEXT_LENGTH_MAX + " and "
                    + REPORTER_LENGTH_MAX + " characters, got " + text.length() + " and " + reporter.length());
        }
        if (area.isEmpty() && !place.isKnown()) {
            throw new IllegalArgumentException("a report needs an area or a place");
        }
    }

    /** The code that some bytes make, at least {@value #CODE_LENGTH}; five bits of each count. */
    public static String code(byte[] bytes) {
        StringBuilder code = new StringBuilder(CODE_LENGTH);
        for (int i = 0; i < CODE_LENGTH; i++) {
            code.append(CODE_LETTERS.charAt(bytes[i] & 31));
        }
        return code.toString();
    }
}
