package org.beaconhub.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.KeyPair;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.xml.crypto.dsig.XMLSignature;
import org.beaconhub.gateway.cap.CapReader;
import org.beaconhub.gateway.cap.CapReading;
import org.beaconhub.gateway.cap.Seals;
import org.beaconhub.rules.fact.DeliveryReport.Failed;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.testkit.Authority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.w3c.dom.Document;

/** Messages of CAP that are signed themselves: whole and by the hub's key, or found out. */
@Timeout(60)
class SignedCapTest extends DispatchTrial {
    private Desk told(String pem) throws Exception {
        Files.writeString(secrets.resolve("cap-key"), pem);
        Desk desk = new Desk(
                1,
                receiver.channel("regional")
                        .replace("type: webhook", "type: cap, sender: hub@example.org, signing-key: cap-key"));
        start(desk);
        desk.heat(1, 70);
        delivered(desk);
        return desk;
    }

    @Test
    void aMessageIsValidAndWhoChangesItOrSignsItByAnotherKeyIsFoundOut() throws Exception {
        KeyPair keys = Seals.pair(2048);
        told(Seals.pem(keys));
        String message = receiver.letters.getLast().body();
        assertThat(CapReader.read(message.getBytes(StandardCharsets.UTF_8))).isInstanceOf(CapReading.Message.class);
        assertThat(Seals.holds(message, keys.getPublic())).isTrue();
        assertThat(message).contains("<status>Actual</status>");
        assertThat(Seals.holds(message.replace("<status>Actual</status>", "<status>Test</status>"), keys.getPublic()))
                .isFalse();
        assertThat(Seals.holds(message, Seals.pair(2048).getPublic())).isFalse();
    }

    @Test
    void aKeyThatIsTooShortOrNoneIsToldAndNothingIsSent() throws Exception {
        Desk tooShort = told(Seals.pem(Seals.pair(1024)));
        assertThat(tooShort.results("N2-0-regional"))
                .containsExactly(new Failed(new Text(
                        "密钥“cap-key”不能签署消息：密钥须为 RSA，至少 2048 位",
                        "secret 'cap-key' cannot sign messages: its key must be of RSA and have at least 2048 bits")));
        assertThat(told("no key at all").results("N2-0-regional"))
                .containsExactly(new Failed(new Text(
                        "密钥“cap-key”不能签署消息：其中没有 PEM 格式的 PRIVATE KEY（PKCS #8）",
                        "secret 'cap-key' cannot sign messages: it has no PRIVATE KEY in PEM (PKCS #8)")));
        assertThat(receiver.letters).isEmpty();
    }

    private Authority.Issued issued(String subject) throws Exception {
        return Authority.in(Files.createTempDirectory(secrets, "authority"), "region")
                .issueRsa(subject, 3072);
    }

    private static X509Certificate certificate(byte[] bytes) throws Exception {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes));
    }

    @Test
    void whereTheSecretHasACertificateTheMessageBringsItInPlaceOfTheKeyAndThatChecksTheMessage() throws Exception {
        Authority.Issued hub = issued("hub");
        // As long as with those of the authorities above it, whose keys are long too.
        told(Files.readString(hub.key()) + Files.readString(hub.certificate()).repeat(3));
        String message = receiver.letters.getLast().body();
        assertThat(CapReader.read(message.getBytes(StandardCharsets.UTF_8))).isInstanceOf(CapReading.Message.class);
        Document document = Seals.document(message);
        assertThat(document.getElementsByTagNameNS(XMLSignature.XMLNS, "RSAKeyValue")
                        .getLength())
                .isZero();
        X509Certificate brought = certificate(Base64.getMimeDecoder()
                .decode(document.getElementsByTagNameNS(XMLSignature.XMLNS, "X509Certificate")
                        .item(0)
                        .getTextContent()));
        assertThat(brought).isEqualTo(certificate(Files.readAllBytes(hub.certificate())));
        assertThat(Seals.holds(message, brought.getPublicKey())).isTrue();
        assertThat(Seals.holds(
                        message.replace("<status>Actual</status>", "<status>Test</status>"), brought.getPublicKey()))
                .isFalse();
    }

    @Test
    void aCertificateOfAnotherKeyIsToldAndNothingIsSent() throws Exception {
        Authority.Issued hub = issued("hub");
        assertThat(told(Seals.pem(Seals.pair(2048)) + Files.readString(hub.certificate()))
                        .results("N2-0-regional"))
                .containsExactly(new Failed(new Text(
                        "密钥“cap-key”不能签署消息：其中的 CERTIFICATE 属于另一个密钥",
                        "secret 'cap-key' cannot sign messages: its CERTIFICATE is of another key")));
        assertThat(receiver.letters).isEmpty();
    }
}
