package org.beaconhub.gateway.access;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.beaconhub.rules.fact.Text;

/** What an account or a token is for. This is the one table of who may do what. */
public enum Role {
    /** Watches: a wall, a guest. */
    VIEWER("查看员", "viewer", Right.LOOK),
    /** Answers alarms in the control room. */
    OPERATOR(
            "值班员",
            "operator",
            Right.LOOK,
            Right.SEE_PEOPLE,
            Right.HANDLE_ALARMS,
            Right.HANDLE_INCIDENTS,
            Right.MAINTAIN,
            Right.ACTUATE),
    /** Sends forces. */
    DISPATCHER(
            "调度员",
            "dispatcher",
            Right.LOOK,
            Right.SEE_PEOPLE,
            Right.HANDLE_ALARMS,
            Right.HANDLE_INCIDENTS,
            Right.DISPATCH,
            Right.WATCH,
            Right.MAINTAIN,
            Right.ACTUATE),
    /** Prepares and leads drills, and touches nothing that is real. */
    DRILL_COORDINATOR("演练协调员", "drill coordinator", Right.LOOK, Right.DRILL),
    /** Everything: a small site may have one person for all. */
    ADMIN("管理员", "admin", Right.values());

    private final Text name;
    private final Set<Right> rights;

    Role(String zh, String en, Right... rights) {
        this.name = new Text(zh, en);
        EnumSet<Right> set = EnumSet.noneOf(Right.class);
        set.addAll(Arrays.asList(rights));
        this.rights = Collections.unmodifiableSet(set);
    }

    /** Its name for people. */
    public Text title() {
        return name;
    }

    /** All that it may do. */
    public Set<Right> rights() {
        return rights;
    }

    /** Whether it may do something. */
    public boolean may(Right right) {
        return rights.contains(right);
    }

    /** Its word in files, in the API and on the command line: {@code drill-coordinator}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** All words, for people who must choose one. */
    public static String words() {
        return Arrays.stream(values()).map(Role::word).collect(Collectors.joining(", "));
    }

    /** The role of a word. */
    public static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }
}
