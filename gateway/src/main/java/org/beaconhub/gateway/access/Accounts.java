package org.beaconhub.gateway.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.rules.fact.Text;
import org.jspecify.annotations.Nullable;

/**
 * The accounts and tokens of one hub, in one file that its owner alone can read. A running hub and the command line may
 * change it at the same time: each change reads, changes and replaces the file under a lock, and a reader looks
 * whether the file is another before each answer.
 */
public final class Accounts {
    /** How long a one-time link is good, milliseconds. */
    public static final long LINK_MS = 24 * 3_600_000L;
    /** So many accounts, and so many tokens, at the most. */
    public static final int COUNT_MAX = 500;

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path folder;
    private final Clock clock;
    private @Nullable Seen seen;

    private record Seen(Object stamp, Register register) {}

    private record Stamp(Object key, long modified, long size) {}

    private Accounts(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** The accounts of a folder; there may be none yet. */
    public static Accounts in(Path folder, Clock clock) {
        return new Accounts(folder, clock);
    }

    /** A code that nobody guesses. */
    public static String newCode() {
        return Codes.random();
    }

    private Path file() {
        return folder.resolve("accounts.json");
    }

    /** Whether there ever was an account or a token: then nobody gets in without one. */
    public synchronized boolean exist() {
        return seen != null || Files.exists(file());
    }

    /**
     * All as it is now.
     *
     * @throws UncheckedIOException where the file cannot be read, or is gone after it was there: then nobody gets in
     */
    private synchronized Register register() {
        Path file = file();
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            Stamp stamp = new Stamp(
                    String.valueOf(now.fileKey()), now.lastModifiedTime().toMillis(), now.size());
            Seen known = seen;
            if (known == null || !known.stamp().equals(stamp)) {
                known = new Seen(stamp, Register.parse(Files.readString(file)));
                seen = known;
            }
            return known.register();
        } catch (NoSuchFileException e) {
            if (seen != null) {
                throw new UncheckedIOException("the file of accounts is gone: " + file, e);
            }
            return Register.EMPTY;
        } catch (IOException e) {
            throw new UncheckedIOException("the file of accounts " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    private interface Change {
        Register of(Register before);
    }

    private synchronized void change(Change change) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder, OWNER_FOLDER);
            }
            try (FileChannel channel = open(folder.resolve("lock"));
                    FileLock lock = channel.lock()) {
                write(change.of(register()));
                assert lock.isValid();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the accounts in " + folder, e);
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING),
                OWNER_FILE);
    }

    /** The new file is whole on the disk before it takes the old one's place. */
    private void write(Register register) throws IOException {
        Path next = folder.resolve("accounts.json.next");
        Files.deleteIfExists(next);
        try (FileChannel channel = open(next)) {
            channel.write(ByteBuffer.wrap(register.text().getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
        Files.move(next, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    /** All accounts, in the order in which they were made. */
    public List<Account> all() {
        return register().accounts();
    }

    /** All tokens, in the order in which they were made. */
    public List<ApiToken> tokens() {
        return register().tokens();
    }

    /** An account as it is now. */
    public Optional<Account> account(String name) {
        return register().account(name);
    }

    /**
     * Makes an account.
     *
     * @return the code of the one-time link by which its person chooses a password
     * @throws IllegalArgumentException where there is one of that name, or the name is none
     */
    public String add(String name, Role role) {
        String code = Codes.random();
        change(before -> {
            Account account = new Account(name, role, Optional.empty(), Optional.empty(), 0);
            if (before.account(name).isPresent()) {
                throw new IllegalArgumentException("there is an account '" + name + "' already");
            }
            atMost(before.accounts());
            return before.with(account.waiting(Codes.hash(code), clock.nowMs() + LINK_MS));
        });
        return code;
    }

    /**
     * Makes an account with its password, for the first person of a hub.
     *
     * @return why not, where the password is not good enough or the hub has accounts
     */
    public Optional<Text> addFirst(String name, String password) {
        Optional<Text> refusal = Passwords.refusal(password, name);
        if (refusal.isPresent()) {
            return refusal;
        }
        String hash = Passwords.hash(password);
        try {
            change(before -> {
                if (!before.accounts().isEmpty()) {
                    throw new IllegalArgumentException("the hub has accounts already");
                }
                return before.with(new Account(name, Role.ADMIN, Optional.empty(), Optional.empty(), 0).with(hash));
            });
        } catch (IllegalArgumentException e) {
            return Optional.of(new Text("姓名不合规定，或已有账户", String.valueOf(e.getMessage())));
        }
        return Optional.empty();
    }

    /** Ends an account's password and sessions; the code of the link by which a new password is chosen. */
    public String reset(String name) {
        String code = Codes.random();
        change(before -> before.with(needed(before, name).waiting(Codes.hash(code), clock.nowMs() + LINK_MS)));
        return code;
    }

    /** Gives an account another role, at once. */
    public void assign(String name, Role role) {
        change(before -> {
            Account account = needed(before, name);
            keepAdmin(before, account, role != Role.ADMIN);
            return before.with(account.in(role));
        });
    }

    /** Removes an account; its sessions end. */
    public void remove(String name) {
        change(before -> {
            Account account = needed(before, name);
            keepAdmin(before, account, true);
            return before.without(account);
        });
    }

    private static Account needed(Register register, String name) {
        return register.account(name)
                .orElseThrow(() -> new IllegalArgumentException("there is no account '" + name + "'"));
    }

    private static void keepAdmin(Register register, Account account, boolean goes) {
        boolean another =
                register.accounts().stream().anyMatch(each -> each.role() == Role.ADMIN && !each.equals(account));
        if (goes && account.role() == Role.ADMIN && !another) {
            throw new IllegalArgumentException("'" + account.name() + "' is the last admin; make another one first");
        }
    }

    private static void atMost(List<?> all) {
        if (all.size() >= COUNT_MAX) {
            throw new IllegalArgumentException("there are " + COUNT_MAX + " already; remove one first");
        }
    }

    /** Whose one-time link it is; empty where it was used, is too old, or never was. */
    public Optional<Account> ofLink(String code) {
        String hash = Codes.hash(code);
        long nowMs = clock.nowMs();
        return register().accounts().stream()
                .filter(each ->
                        each.link().filter(link -> Codes.same(link, hash)).isPresent())
                .filter(each -> nowMs < each.linkUntilMs())
                .findFirst();
    }

    /**
     * Uses a one-time link up: its account has a password then.
     *
     * @return why not, where the password is not good enough or the link is not good any more
     */
    public Optional<Text> choose(String code, String password) {
        Text gone = new Text("链接已失效", "the link is not good any more");
        Optional<Account> whose = ofLink(code);
        if (whose.isEmpty()) {
            return Optional.of(gone);
        }
        Optional<Text> refusal = Passwords.refusal(password, whose.get().name());
        if (refusal.isPresent()) {
            return refusal;
        }
        String hash = Passwords.hash(password);
        boolean[] done = {false};
        change(before -> {
            Optional<Account> still = ofLink(code);
            done[0] = still.isPresent();
            return still.map(account -> before.with(account.with(hash))).orElse(before);
        });
        return done[0] ? Optional.empty() : Optional.of(gone);
    }

    /** The account of a name and its password; a wrong name takes as long as a wrong password. */
    public Optional<Account> signedIn(String name, String password) throws InterruptedException {
        Optional<Account> account = register().account(name);
        String tried = password.length() > Passwords.LENGTH_MAX ? "" : password;
        boolean fits = Passwords.fits(tried, account.flatMap(Account::password));
        return fits ? account : Optional.empty();
    }

    /**
     * Puts another password in the place of the one by which a person has just shown who they are; sessions end.
     *
     * @param account as it was then
     * @return why not, where the password is not good enough or the account has changed since
     */
    public Optional<Text> replacePassword(Account account, String password) {
        Optional<Text> refusal = Passwords.refusal(password, account.name());
        if (refusal.isPresent()) {
            return refusal;
        }
        String hash = Passwords.hash(password);
        boolean[] done = {false};
        change(before -> {
            Optional<Account> still = before.account(account.name()).filter(account::equals);
            done[0] = still.isPresent();
            return still.map(each -> before.with(each.with(hash))).orElse(before);
        });
        return done[0]
                ? Optional.empty()
                : Optional.of(new Text("账户刚被更改，请重新登录", "the account has just been changed; sign in again"));
    }

    /**
     * Makes a token.
     *
     * @return its text, which is not kept and cannot be told again
     * @throws IllegalArgumentException where there is one of that name, or the name is none
     */
    public String addToken(String name, Role role) {
        String text = "bh_" + Codes.random();
        change(before -> {
            if (before.token(name).isPresent()) {
                throw new IllegalArgumentException("there is a token '" + name + "' already; remove it first");
            }
            atMost(before.tokens());
            return before.with(new ApiToken(name, role, Codes.hash(text)));
        });
        return text;
    }

    /** Removes a token: it opens nothing from now on. */
    public void removeToken(String name) {
        change(before -> before.without(before.token(name)
                .orElseThrow(() -> new IllegalArgumentException("there is no token '" + name + "'"))));
    }

    /** The token of a text. */
    public Optional<ApiToken> ofText(String text) {
        String hash = Codes.hash(text);
        return register().tokens().stream()
                .filter(each -> Codes.same(each.hash(), hash))
                .findFirst();
    }
}
