package org.beaconhub.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.beaconhub.gateway.run.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionsTest {
    @TempDir
    Path data;

    private final TestClock clock = new TestClock();
    private Accounts accounts;
    private Sessions sessions;

    @BeforeEach
    void open() {
        accounts = Accounts.in(data, clock);
        sessions = new Sessions(accounts, clock);
        accounts.add("admin", Role.ADMIN);
        accounts.choose(accounts.add("li", Role.OPERATOR), AccountsTest.GOOD);
    }

    private String signIn() throws InterruptedException {
        return sessions.open(accounts.signedIn("li", AccountsTest.GOOD).orElseThrow());
    }

    @Test
    void aSessionEndsWhenNobodyUsesIt() throws Exception {
        String id = signIn();
        clock.pass(Sessions.IDLE_MS - 1);
        assertThat(sessions.of(id)).isPresent();
        clock.pass(Sessions.IDLE_MS - 1);
        assertThat(sessions.of(id)).isPresent();
        clock.pass(Sessions.IDLE_MS);
        assertThat(sessions.of(id)).isEmpty();
        assertThat(sessions.count()).isZero();
    }

    @Test
    void aSessionEndsAfterAShiftHoweverBusy() throws Exception {
        String id = signIn();
        for (long passed = 0; passed < Sessions.ABSOLUTE_MS; passed += 600_000) {
            assertThat(sessions.of(id)).isPresent();
            clock.pass(600_000);
        }
        assertThat(sessions.of(id)).isEmpty();
    }

    @Test
    void anotherRoleAResetAndARemovalEndTheSession() throws Exception {
        String before = signIn();
        accounts.assign("li", Role.VIEWER);
        assertThat(sessions.of(before)).isEmpty();
        String id = signIn();
        assertThat(sessions.of(id).orElseThrow().role()).isEqualTo(Role.VIEWER);
        accounts.choose(accounts.reset("li"), AccountsTest.GOOD);
        assertThat(sessions.of(id))
                .as("even where the new password is the old one")
                .isEmpty();
        String again = signIn();
        accounts.remove("li");
        assertThat(sessions.of(again)).isEmpty();
    }

    @Test
    void theIdThatWasIdleForLongestMakesRoom() throws Exception {
        Account account = accounts.account("li").orElseThrow();
        String first = sessions.open(account);
        clock.pass(1);
        String second = sessions.open(account);
        clock.pass(1);
        sessions.of(first);
        for (int i = 2; i < Sessions.COUNT_MAX; i++) {
            sessions.open(account);
        }
        sessions.open(account);
        assertThat(sessions.count()).isEqualTo(Sessions.COUNT_MAX);
        assertThat(sessions.of(first)).isPresent();
        assertThat(sessions.of(second)).isEmpty();
    }

    @Test
    void whatNobodyWasGivenOpensNothing() throws Exception {
        String id = signIn();
        sessions.end(id);
        assertThat(sessions.of(id)).isEmpty();
        assertThat(sessions.of("")).isEmpty();
        assertThat(sessions.of(Codes.hash(id))).isEmpty();
    }
}
