package org.beaconhub.gateway.app;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import org.beaconhub.gateway.access.Accounts;
import org.beaconhub.gateway.audit.AuditLog;
import org.beaconhub.gateway.cameras.Cameras;
import org.beaconhub.gateway.console.Console;
import org.beaconhub.gateway.console.ConsoleOptions;
import org.beaconhub.gateway.console.Entrance;
import org.beaconhub.gateway.console.Shelves;
import org.beaconhub.gateway.console.door.Keys;
import org.beaconhub.gateway.dispatch.Secrets;
import org.beaconhub.gateway.dispatch.cap.CapFeed;
import org.beaconhub.gateway.dispatch.cap.CapMessages;
import org.beaconhub.gateway.ground.Ground;
import org.beaconhub.gateway.journal.JournalReader;
import org.beaconhub.gateway.oidc.Oidc;
import org.beaconhub.gateway.pictures.Darkroom;
import org.beaconhub.gateway.pictures.Pictures;
import org.beaconhub.gateway.records.DrillCourse;
import org.beaconhub.gateway.records.RecordsReader;
import org.beaconhub.gateway.wire.Pseudonyms;

/**
 * Where a hub's console is, who gets in, and what it shows beside the present.
 *
 * @param where the address
 * @param entrance who gets in
 * @param shelves what it shows beside the present; its pictures forget until they are closed, and so do its cameras answer
 */
record Frontage(ConsoleOptions where, Entrance entrance, Shelves shelves) {
    /**
     * The frontage of a hub.
     *
     * @throws IOException where the key of pseudonyms cannot be read
     */
    static Frontage of(
            HubOptions options,
            DataFolder folder,
            JournalReader journal,
            RecordsReader records,
            CapMessages messages,
            Supplier<Ground> ground)
            throws IOException {
        AuditLog audit = AuditLog.in(folder.audit());
        Shelves shelves = shelves(options, folder, journal, records, messages, ground);
        return switch (options.signIn()) {
            case HubOptions.SignIn.None none ->
                new Frontage(
                        where(options),
                        new Entrance(
                                Keys.none(audit, options.clock()),
                                Optional.empty(),
                                seq -> journal.read(seq, 1).stream().findFirst()),
                        shelves);
            case HubOptions.SignIn.ByAccount by -> {
                Accounts accounts = Accounts.in(folder.access(), options.clock());
                yield new Frontage(
                        where(options),
                        new Entrance(
                                Keys.of(accounts, audit, options.clock()),
                                accounts.exist() ? Optional.empty() : Optional.of(Accounts.newCode()),
                                by.oidc().map(each -> new Oidc(each, options.clock())),
                                seq -> journal.read(seq, 1).stream().findFirst()),
                        shelves);
            }
        };
    }

    private static Shelves shelves(
            HubOptions options,
            DataFolder folder,
            JournalReader journal,
            RecordsReader records,
            CapMessages messages,
            Supplier<Ground> ground)
            throws IOException {
        Pictures pictures = Pictures.start(folder.pictures(), options.clock(), options.pictures());
        Pseudonyms pseudonyms = new Pseudonyms(SecretFiles.in(options.secrets()).key("pseudonyms"));
        Darkroom darkroom = new Darkroom();
        Secrets secrets = new Secrets(options.secrets());
        Cameras cameras = Cameras.of(secrets, darkroom, options.clock());
        return new Shelves(
                pictures,
                darkroom,
                cameras,
                records,
                new CapFeed(journal, messages, secrets),
                pseudonyms,
                site -> SiteFiles.scenarios(options.site(), site),
                ground,
                drill -> DrillCourse.of(drill, journal));
    }

    private static ConsoleOptions where(HubOptions options) {
        return switch (options.signIn()) {
            case HubOptions.SignIn.None none -> new ConsoleOptions(options.consoleHost(), options.consolePort());
            case HubOptions.SignIn.ByAccount by ->
                new ConsoleOptions(options.consoleHost(), options.consolePort(), by.publicUrl(), by.proxy());
        };
    }

    /**
     * Looks whether the console may listen where it should.
     *
     * @throws IllegalArgumentException where others would reach it, and there are no accounts
     */
    static void check(HubOptions options) {
        boolean accounts = options.signIn() instanceof HubOptions.SignIn.ByAccount
                && Accounts.in(new DataFolder(options.data()).access(), options.clock())
                        .exist();
        if (!accounts && !where(options).isLoopback()) {
            throw new IllegalArgumentException("console host '" + options.consoleHost()
                    + "' is refused: without accounts the console binds to loopback only; make the first account by"
                    + " ./beacon user " + options.data() + " add NAME --role admin");
        }
    }

    /** How browsers elsewhere name the console; empty where only this machine reaches it. */
    static Optional<URI> publicUrl(HubOptions options) {
        return where(options).publicUrl();
    }

    /** Where people reach the console, with a slash at its end. */
    String base(Console console) {
        return where.publicUrl()
                .map(url -> url.toString().replaceAll("/$", "") + "/")
                .orElse(console.url());
    }

    /** Where the first account is made. */
    Optional<String> firstLink(Console console) {
        return entrance.firstCode().map(code -> base(console) + "set-up#" + code);
    }
}
