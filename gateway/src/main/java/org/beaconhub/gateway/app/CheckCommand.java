package org.beaconhub.gateway.app;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.beaconhub.rules.site.Site;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code beacon check SITE}. */
@Command(name = "check", description = "Checks a site's files and tells everything that is wrong with them.")
final class CheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SITE", description = "The site's folder.")
    private Path folder;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    CheckCommand() {}

    @Override
    public Integer call() {
        Site site = SiteFiles.parse(SiteFiles.read(folder));
        spec.commandLine()
                .getOut()
                .printf(
                        "%s (%s): %d devices, %d areas, %d rules, %d channels; nothing is wrong%n",
                        site.name().zh(),
                        site.name().en(),
                        site.devices().size(),
                        site.areas().size(),
                        site.rulebook().rules().size(),
                        site.channels().size());
        return 0;
    }
}
