package org.beaconhub.gateway.app;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.beaconhub.gateway.broker.Credentials;
import org.beaconhub.gateway.dispatch.Secrets;
import org.beaconhub.gateway.doctor.Finding;
import org.beaconhub.gateway.doctor.Folders;
import org.beaconhub.gateway.doctor.Machine;
import org.beaconhub.gateway.doctor.Ports;
import org.beaconhub.gateway.doctor.Ways;
import org.beaconhub.gateway.ingest.BrokerTrial;
import org.beaconhub.gateway.ingest.MqttOptions;
import org.beaconhub.gateway.journal.FolderLock;
import org.beaconhub.gateway.oidc.Oidc;
import org.beaconhub.gateway.oidc.OidcOptions;
import org.beaconhub.gateway.records.DatabaseTrial;
import org.beaconhub.gateway.records.RecordsTarget;
import org.beaconhub.gateway.series.Charts;
import org.beaconhub.gateway.series.influx.InfluxStore;
import org.beaconhub.gateway.series.influx.InfluxTarget;
import org.beaconhub.rules.source.Problem;

/** All that is looked over for one hub, in the order in which it would be mended. */
final class Checkup {
    private static final long INFLUX_TIMEOUT_MS = 10_000;
    private static final int PROBLEMS_TOLD = 5;

    private final HubOptions options;
    private final DataFolder folder;
    private final boolean running;
    private final List<Finding> findings = new ArrayList<>();

    private Checkup(HubOptions options, boolean running) {
        this.options = options;
        this.folder = new DataFolder(options.data());
        this.running = running;
    }

    /** Looks over what a hub with these options would need, or needs where it runs. */
    static List<Finding> of(HubOptions options) throws IOException, InterruptedException {
        Checkup checkup = new Checkup(options, FolderLock.isTaken(options.data()));
        checkup.look();
        return checkup.findings;
    }

    private void look() throws InterruptedException {
        findings.add(Machine.java());
        findings.add(Machine.clock(folder.journal(), options.clock()));
        site();
        findings.add(Folders.data(options.data(), running, options.loop().reserveBytes()));
        findings.addAll(Folders.secrets(options.secrets()));
        findings.add(broker());
        findings.add(history());
        findings.add(records());
        findings.add(Ports.console(options.consoleHost(), options.consolePort(), running));
        access();
        Optional<URI> publicUrl = Frontage.publicUrl(options);
        if (publicUrl.isPresent()) {
            findings.add(Ports.publicUrl(publicUrl.get(), running));
        }
        if (options.signIn() instanceof HubOptions.SignIn.ByAccount door
                && door.oidc().isPresent()) {
            findings.add(provider(door.oidc().get()));
        }
    }

    private Finding provider(OidcOptions provider) {
        return new Oidc(provider, options.clock())
                .trouble()
                .map(why -> Finding.error(
                        "sign-in",
                        why,
                        "look at --oidc-issuer, and at the provider's name and certificate from this machine:"
                                + " docs/access.md; accounts of the hub work meanwhile"))
                .orElseGet(() -> Finding.ok(
                        "sign-in",
                        provider.issuer() + " answers; only a person who signs in proves the client's secret"));
    }

    private void site() {
        try {
            SiteCheck site = SiteCheck.of(options.site());
            site.errors().stream()
                    .limit(PROBLEMS_TOLD)
                    .forEach(problem -> findings.add(Finding.error(
                            "site",
                            at(problem),
                            "mend it; ./beacon check " + options.site() + " tells all that is wrong")));
            if (!site.errors().isEmpty()) {
                return;
            }
            String said = options.site() + ": " + site.site().devices().size() + " devices, "
                    + site.site().rulebook().rules().size() + " rules";
            findings.add(
                    site.warnings().isEmpty()
                            ? Finding.ok("site", said)
                            : Finding.warning(
                                    "site",
                                    said + "; warnings: " + site.warnings().size(),
                                    "look at them by ./beacon check " + options.site()));
            findings.addAll(Ways.channels(site.site(), new Secrets(options.secrets())));
        } catch (SiteRejected e) {
            findings.add(Finding.error("site", String.valueOf(e.getMessage()), "name the site's folder by --site"));
        }
    }

    private static String at(Problem problem) {
        return problem.at() + ": " + problem.message();
    }

    private Finding broker() {
        return switch (options.broker()) {
            case HubOptions.Broker.External external -> reached(external.options());
            case HubOptions.Broker.Embedded embedded -> {
                Finding port = Ports.broker(embedded.port(), running);
                Path password = options.secrets().resolve(Credentials.HUB_FILE);
                yield running && port.verdict() == Finding.Verdict.OK && Files.isReadable(password)
                        ? reached(new MqttOptions(
                                "tcp://127.0.0.1:" + embedded.port(),
                                Credentials.HUB,
                                Optional.of(Credentials.HUB),
                                Optional.of(password),
                                Optional.empty(),
                                Optional.empty(),
                                MqttOptions.RECEIVE_MAXIMUM))
                        : port;
            }
        };
    }

    private static Finding reached(MqttOptions broker) {
        String account = broker.user().map(user -> "as '" + user + "'").orElse("without an account");
        return BrokerTrial.failure(broker)
                .map(why -> Finding.error("broker", "no connection to " + broker.url() + " " + account, why))
                .orElseGet(() -> Finding.ok("broker", broker.url() + " lets the hub in " + account));
    }

    private Finding history() {
        if (options.influx().isEmpty()) {
            return Finding.ok("history", "within the hub, kept for " + options.historyDays() + " days");
        }
        InfluxTarget target = options.influx().get();
        InfluxStore store = new InfluxStore(target, INFLUX_TIMEOUT_MS);
        try {
            return store.missing()
                    .map(missing -> Finding.error(
                            "history",
                            "InfluxDB at " + target.url() + " lacks the " + missing,
                            "make it there, or name another: docs/history.md; readings wait in the journal meanwhile"))
                    .orElseGet(() ->
                            Finding.ok("history", "InfluxDB at " + target.url() + " has '" + target.database() + "'"));
        } catch (Charts.HistoryUnavailable e) {
            return Finding.error(
                    "history",
                    String.valueOf(e.getMessage()),
                    "look at the address, the account and '" + target.database() + "' there: docs/history.md; readings"
                            + " wait in the journal meanwhile");
        } finally {
            store.close();
        }
    }

    private Finding records() {
        if (options.records().isEmpty()) {
            return Finding.ok("records", "in a file of the data folder");
        }
        RecordsTarget target = options.records().get();
        return DatabaseTrial.failure(target)
                .map(why -> Finding.error(
                        "records",
                        "no connection to " + target.url() + ": " + why,
                        "look at the address, and at the account's name, password and rights: docs/records.md"))
                .orElseGet(() -> Finding.ok("records", target.url() + " lets the hub in"));
    }

    private void access() {
        try {
            Frontage.check(options);
        } catch (IllegalArgumentException e) {
            findings.add(Finding.error(
                    "access",
                    String.valueOf(e.getMessage()),
                    "make an account, or listen on 127.0.0.1 behind a proxy"));
        }
    }
}
