package org.beaconhub.gateway.app;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.beaconhub.gateway.access.Role;
import org.beaconhub.gateway.oidc.OidcOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which provider of OpenID Connect signs people in, on the command line. The secret is a file: what is on a command line, all can see. */
final class OidcSettings {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--oidc-issuer",
            paramLabel = "URL",
            description = "Provider of OpenID Connect by which people may sign in too; needs --public-url.")
    private @Nullable URI issuer;

    @Option(
            names = "--oidc-client-id",
            defaultValue = "beacon-hub",
            paramLabel = "ID",
            description = "As whom the hub is known to the provider (default ${DEFAULT-VALUE}).")
    private String clientId = "";

    @Option(names = "--oidc-secret-file", paramLabel = "FILE", description = "File with the secret of that client.")
    private @Nullable Path secretFile;

    @Option(
            names = "--oidc-name-claim",
            defaultValue = "preferred_username",
            paramLabel = "CLAIM",
            description = "Claim of the ID token with a person's name here (default ${DEFAULT-VALUE}).")
    private String nameClaim = "";

    @Option(
            names = "--oidc-roles-claim",
            defaultValue = "realm_access.roles",
            paramLabel = "CLAIM",
            description = "Claim of the ID token with a person's roles or groups; dots lead into objects"
                    + " (default ${DEFAULT-VALUE}).")
    private String rolesClaim = "";

    @Option(
            names = "--oidc-role",
            paramLabel = "ROLE=VALUE",
            description =
                    "Which value of that claim is which role here, as operator=beacon-operators; once for each value.")
    private List<String> roles = new ArrayList<>();

    /** What was asked for; empty where people sign in by accounts of the hub alone. */
    Optional<OidcOptions> provider(@Nullable URI publicUrl) {
        if (issuer == null) {
            if (secretFile != null || !roles.isEmpty()) {
                throw wrong("--oidc-secret-file and --oidc-role go with --oidc-issuer");
            }
            return Optional.empty();
        }
        if (publicUrl == null) {
            throw wrong("--oidc-issuer needs --public-url: the provider sends browsers back there");
        }
        if (secretFile == null || !Files.isReadable(secretFile)) {
            throw wrong(
                    "--oidc-issuer needs --oidc-secret-file, a file that can be read, with the client's secret; got "
                            + secretFile);
        }
        try {
            return Optional.of(new OidcOptions(issuer, clientId, secretFile, nameClaim, rolesClaim, meant()));
        } catch (IllegalArgumentException e) {
            throw wrong("--oidc-issuer, --oidc-role: " + e.getMessage());
        }
    }

    /** Of each value of the provider the role here; several may mean the same one. */
    private Map<String, Role> meant() {
        Map<String, Role> meant = new LinkedHashMap<>();
        for (String each : roles) {
            String word = each.substring(0, Math.max(0, each.indexOf('=')));
            String value = each.substring(each.indexOf('=') + 1);
            Role role = Role.of(word)
                    .orElseThrow(() -> wrong("--oidc-role " + each + ": '" + word
                            + "' before the '=' is no role; there are " + Role.words()));
            Role before = meant.put(value, role);
            if (before != null) {
                throw wrong("--oidc-role " + each + ": '" + value + "' is " + before.word() + " already");
            }
        }
        return meant;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
