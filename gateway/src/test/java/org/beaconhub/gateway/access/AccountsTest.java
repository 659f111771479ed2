package org.beaconhub.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.beaconhub.gateway.run.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {
    static final String GOOD = "pine lantern ox-cart 39";

    @TempDir
    Path data;

    private final TestClock clock = new TestClock();
    private Accounts accounts;

    @BeforeEach
    void open() {
        accounts = Accounts.in(data.resolve("access"), clock);
    }

    @Test
    void aPersonChoosesAPasswordByALinkThatIsGoodOnceAndForADay() throws Exception {
        assertThat(accounts.exist()).isFalse();
        String code = accounts.add("王芳", Role.OPERATOR);
        assertThat(accounts.exist()).isTrue();
        assertThat(accounts.signedIn("王芳", "")).isEmpty();
        assertThat(accounts.choose(code, GOOD)).isEmpty();
        assertThat(accounts.choose(code, GOOD)).isPresent();
        assertThat(accounts.signedIn("王芳", GOOD).orElseThrow().role()).isEqualTo(Role.OPERATOR);
        assertThat(accounts.signedIn("王芳", GOOD + " ")).isEmpty();
        assertThat(accounts.signedIn("nobody", GOOD)).isEmpty();

        String late = accounts.add("li", Role.VIEWER);
        clock.pass(Accounts.LINK_MS);
        assertThat(accounts.ofLink(late)).isEmpty();
        assertThat(accounts.choose(late, GOOD).orElseThrow().en()).contains("not good any more");
    }

    @Test
    void aResetEndsTheOldPasswordAtOnce() throws Exception {
        accounts.choose(accounts.add("li", Role.OPERATOR), GOOD);
        String code = accounts.reset("li");
        assertThat(accounts.signedIn("li", GOOD)).isEmpty();
        assertThat(accounts.choose(code, "another long river 7")).isEmpty();
        assertThat(accounts.signedIn("li", "another long river 7")).isPresent();
    }

    @Test
    void weakPasswordsAreRefusedWithASentence() {
        String code = accounts.add("wangfang", Role.OPERATOR);
        for (String weak :
                List.of("", "short", "password1234", "wangfangwangfang", "aaaaaaaaaaaaaaaa", "x".repeat(129))) {
            assertThat(accounts.choose(code, weak)).as(weak).isPresent();
        }
        assertThat(accounts.choose(code, "松柏 山风 灯火 十二里路长"))
                .as("any script may be used")
                .isEmpty();
    }

    @Test
    void theFileIsItsOwnersAloneAndKeepsNeitherPasswordNorCodeNorToken() throws Exception {
        String code = accounts.add("li", Role.ADMIN);
        accounts.choose(code, GOOD);
        String open = accounts.reset("li");
        String token = accounts.addToken("wall", Role.VIEWER);
        Path file = data.resolve("access/accounts.json");
        assertThat(Files.readString(file))
                .doesNotContain(GOOD, code, open, token)
                .contains("\"wall\"");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
        assertThat(Register.parse(Files.readString(file)).text()).isEqualTo(Files.readString(file));
    }

    @Test
    void passwordsAreKeptAsArgon2id() throws Exception {
        accounts.choose(accounts.add("li", Role.ADMIN), GOOD);
        assertThat(Files.readString(data.resolve("access/accounts.json"))).contains("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    @Test
    void aRunningHubSeesWhatTheCommandLineChanges() throws Exception {
        Accounts commandLine = Accounts.in(data.resolve("access"), clock);
        assertThat(accounts.all()).isEmpty();
        commandLine.choose(commandLine.add("li", Role.ADMIN), GOOD);
        assertThat(accounts.signedIn("li", GOOD)).isPresent();
        commandLine.add("wang", Role.VIEWER);
        commandLine.assign("wang", Role.DISPATCHER);
        assertThat(accounts.account("wang").orElseThrow().role()).isEqualTo(Role.DISPATCHER);
        commandLine.remove("wang");
        assertThat(accounts.account("wang")).isEmpty();
    }

    @Test
    void theLastAdminStays() {
        accounts.add("li", Role.ADMIN);
        assertThatThrownBy(() -> accounts.remove("li")).hasMessageContaining("last admin");
        assertThatThrownBy(() -> accounts.assign("li", Role.VIEWER)).hasMessageContaining("last admin");
        accounts.add("wang", Role.ADMIN);
        accounts.remove("li");
        assertThat(accounts.all()).extracting(Account::name).containsExactly("wang");
    }

    @Test
    void namesThatLookTheSameAreOneAndHostileOnesAreNone() {
        accounts.add("Li.Wei", Role.VIEWER);
        assertThatThrownBy(() -> accounts.add("li.wei", Role.ADMIN)).hasMessageContaining("already");
        assertThatThrownBy(() -> accounts.add("ｌｉ.ｗｅｉ", Role.ADMIN)).hasMessageContaining("already");
        for (String name : List.of(
                "",
                " ",
                "a b",
                "<b>",
                "../x",
                "a\nb",
                "a:b",
                "token:x",
                "-a",
                "x".repeat(33),
                "\u202Eadmin",
                "e\u0301")) {
            assertThatThrownBy(() -> accounts.add(name, Role.ADMIN))
                    .as(name)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is no name");
        }
    }

    @Test
    void aTokenIsToldOnceAndOpensNothingWhenItIsRemoved() {
        String text = accounts.addToken("wall", Role.VIEWER);
        assertThat(accounts.ofText(text).orElseThrow().name()).isEqualTo("wall");
        assertThat(accounts.ofText(text.substring(1))).isEmpty();
        assertThatThrownBy(() -> accounts.addToken("Wall", Role.ADMIN)).hasMessageContaining("already");
        accounts.removeToken("wall");
        assertThat(accounts.ofText(text)).isEmpty();
    }

    @Test
    void aFileThatIsDamagedOrGoneLetsNobodyIn() throws Exception {
        accounts.choose(accounts.add("li", Role.ADMIN), GOOD);
        Path file = data.resolve("access/accounts.json");
        assertThat(accounts.signedIn("li", GOOD)).isPresent();
        Files.writeString(file, "{\"accounts\":[{\"name\":\"x\",\"role\":\"king\"}]}");
        assertThatThrownBy(() -> accounts.account("li"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("accounts.json")
                .hasMessageContaining("'king' is no role");
        Files.delete(file);
        assertThat(accounts.exist()).isTrue();
        assertThatThrownBy(() -> accounts.account("li")).hasMessageContaining("is gone");
    }

    @Test
    void thirtyTwoAtOnceLoseNoAccountAndUseALinkOnce() throws Exception {
        String code = accounts.add("li", Role.ADMIN);
        try (ExecutorService threads = Executors.newFixedThreadPool(32)) {
            List<Callable<Boolean>> all = IntStream.range(0, 32)
                    .<Callable<Boolean>>mapToObj(i -> () -> {
                        accounts.add("person" + i, Role.VIEWER);
                        return i < 4 && accounts.choose(code, GOOD + i).isEmpty();
                    })
                    .toList();
            int chosen = 0;
            for (Future<Boolean> each : threads.invokeAll(all)) {
                chosen += each.get() ? 1 : 0;
            }
            assertThat(chosen).isEqualTo(1);
        }
        assertThat(Accounts.in(data.resolve("access"), clock).all()).hasSize(33);
    }
}
