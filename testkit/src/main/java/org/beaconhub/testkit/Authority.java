package org.beaconhub.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A certificate authority of a test's own, made by the JDK's {@code keytool}. */
public final class Authority {
    private static final String PASSWORD = "only-for-tests";

    private final Path folder;
    private final String name;

    private Authority(Path folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    /**
     * A certificate and its key.
     *
     * @param certificate PEM file
     * @param key PEM file, not encrypted
     */
    public record Issued(Path certificate, Path key) {}

    /** Makes one, with its files in a folder. */
    public static Authority in(Path folder, String name) throws IOException {
        Authority authority = new Authority(folder, name);
        authority.makeKey(name, List.of("-ext", "bc:c"));
        authority.keytool(
                name, "-exportcert", "-rfc", "-file", authority.certificate().toString());
        return authority;
    }

    /** PEM file with its own certificate. */
    public Path certificate() {
        return folder.resolve(name + ".pem");
    }

    /**
     * Issues a certificate that is valid from today.
     *
     * @param subject name of its files
     * @param names what it is for: {@code dns:localhost,ip:127.0.0.1}
     */
    public Issued issue(String subject, String names) throws IOException {
        return issue(subject, names, "+0d");
    }

    /** Issues a certificate whose 90 days began at another time, as {@code -365d}. */
    public Issued issue(String subject, String names, String begins) throws IOException {
        makeKey(subject, List.of());
        return signed(subject, names, begins);
    }

    /** Issues a certificate of an RSA key, for who signs and is no server. */
    public Issued issueRsa(String subject, int bits) throws IOException {
        keytool(
                subject,
                "-genkeypair",
                "-keyalg",
                "RSA",
                "-keysize",
                Integer.toString(bits),
                "-dname",
                "CN=" + subject);
        return signed(subject, "dns:" + subject, "+0d");
    }

    private Issued signed(String subject, String names, String begins) throws IOException {
        Path request = folder.resolve(subject + ".csr");
        Path certificate = folder.resolve(subject + ".pem");
        keytool(subject, "-certreq", "-file", request.toString());
        keytool(
                name,
                "-gencert",
                "-rfc",
                "-startdate",
                begins,
                "-validity",
                "90",
                "-ext",
                "san=" + names,
                "-infile",
                request.toString(),
                "-outfile",
                certificate.toString());
        return new Issued(certificate, key(subject));
    }

    private void makeKey(String subject, List<String> extensions) throws IOException {
        List<String> options = new ArrayList<>(
                List.of("-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=" + subject));
        options.addAll(extensions);
        keytool(subject, options.toArray(String[]::new));
    }

    private Path store(String subject) {
        return folder.resolve(subject + ".p12");
    }

    private void keytool(String subject, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-alias", subject, "-keystore", store(subject).toString(), "-storepass", PASSWORD, "-noprompt"));
        Commands.run(command);
    }

    private Path key(String subject) throws IOException {
        try (InputStream in = Files.newInputStream(store(subject))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            byte[] key = store.getKey(subject, PASSWORD.toCharArray()).getEncoded();
            String text = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                    .encodeToString(key);
            return Files.writeString(
                    folder.resolve(subject + ".key"),
                    "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n");
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot read the key that keytool made for " + subject, e);
        }
    }
}
