package org.beaconhub.gateway.ingest;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;

/** Why there is no connection to the broker, in one line: what is wrong, and what to do about it. */
final class Refusal {
    /** Reason codes of CONNACK and SUBACK (MQTT 5, section 2.4). */
    private static final int ID_NOT_VALID = 0x85;

    private static final int BAD_LOGIN = 0x86;
    private static final int NOT_AUTHORIZED = 0x87;
    private static final int NO_SHARED_SUBSCRIPTIONS = 0x9E;
    private static final int CAUSES_MAX = 16;

    private Refusal() {}

    /** The line; it never holds a secret. */
    static String why(Throwable thrown, MqttOptions options) {
        return Stream.iterate(thrown, each -> each != null, Throwable::getCause)
                .limit(CAUSES_MAX)
                .map(each -> known(each, options))
                .flatMap(Optional::stream)
                .reduce((outer, inner) -> inner)
                .orElseGet(() -> oneLine(innermost(thrown)));
    }

    private static Optional<String> known(Throwable each, MqttOptions options) {
        return Optional.ofNullable(
                switch (each) {
                    case CertificateExpiredException expired ->
                        "its certificate is no longer valid (" + oneLine(expired)
                                + "); renew it, or set this machine's clock";
                    case CertificateNotYetValidException early ->
                        "its certificate is not valid yet (" + oneLine(early) + "); set this machine's clock";
                    case CertPathBuilderException path -> unknownAuthority(options);
                    case CertPathValidatorException path -> unknownAuthority(options);
                    case CertificateException name ->
                        "its certificate is not for '" + options.host() + "' (" + oneLine(name)
                                + "); use a name that the certificate has, or have one issued for this name";
                    case SSLException tls -> brokenOff(tls, options);
                    case UnknownHostException host ->
                        "there is no host '" + options.host() + "'; look at the address, or at this machine's DNS";
                    case ConnectException refused -> "nothing answers (" + oneLine(refused) + "); is it running?";
                    case SocketException broken -> brokenOff(broken, options);
                    case EOFException end -> brokenOff(end, options);
                    case NoSuchFileException file -> "there is no file " + file.getFile() + "; name one that is there";
                    case FileNotFoundException file -> "cannot read " + oneLine(file);
                    case MqttException mqtt -> answered(mqtt.getReasonCode(), options);
                    default -> null;
                });
    }

    private static String brokenOff(IOException broken, MqttOptions options) {
        return "the connection breaks off as it begins (" + oneLine(broken) + "); does this port speak "
                + (options.url().startsWith("ssl:")
                        ? "TLS? Without it the address begins with tcp://"
                        : "MQTT without TLS? With it the address begins with ssl://");
    }

    private static String unknownAuthority(MqttOptions options) {
        return "its certificate is not signed by an authority "
                + options.caFile()
                        .map(file -> "in " + file + "; put the PEM certificate of the one that signed it there")
                        .orElse("that this machine trusts; name the PEM file of the one that signed it by --ca-file");
    }

    private static @Nullable String answered(int reasonCode, MqttOptions options) {
        return switch (reasonCode) {
            case BAD_LOGIN, NOT_AUTHORIZED -> refusedLogin(options);
            case ID_NOT_VALID -> "it does not accept the client id '" + options.clientId() + "'; choose another";
            case NO_SHARED_SUBSCRIPTIONS ->
                "it has no shared subscriptions; leave the group '"
                        + options.shareGroup().orElse("") + "' out";
            default -> null;
        };
    }

    private static String refusedLogin(MqttOptions options) {
        return options.user()
                .map(user -> "it refuses account '" + user + "'"
                        + options.passwordFile()
                                .map(Path::toString)
                                .map(file -> " with the password in " + file)
                                .orElse(" without a password")
                        + "; look at the account's name, password and rights at the broker")
                .orElse("it wants an account; give --user and --password-file");
    }

    private static Throwable innermost(Throwable thrown) {
        Throwable last = thrown;
        for (int i = 0; i < CAUSES_MAX && last.getCause() != null; i++) {
            last = last.getCause();
        }
        return last;
    }

    private static String oneLine(Throwable thrown) {
        String said = thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
        return said.replaceAll("\\s+", " ").strip();
    }
}
