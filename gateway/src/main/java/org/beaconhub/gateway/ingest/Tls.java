package org.beaconhub.gateway.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** Trust in a broker whose certificate an authority of one's own has signed. */
final class Tls {
    private Tls() {}

    /**
     * Sockets that trust the certificates of a PEM file, and no others.
     *
     * @throws IOException where the file holds none, or cannot be read
     */
    static SSLSocketFactory trusting(Path pemFile) throws IOException {
        try (InputStream pem = Files.newInputStream(pemFile)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int count = 0;
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("ca-" + count++, each);
            }
            if (count == 0) {
                throw new IOException(pemFile + " holds no certificate; it must be a PEM file");
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IOException(pemFile + " holds something else than certificates; it must be a PEM file");
        }
    }
}
