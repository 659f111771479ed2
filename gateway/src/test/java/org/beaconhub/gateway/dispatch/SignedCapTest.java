package org.beaconhub.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.Base64;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.parsers.DocumentBuilderFactory;
import org.beaconhub.gateway.cap.CapReader;
import org.beaconhub.gateway.cap.CapReading;
import org.beaconhub.rules.fact.DeliveryReport.Failed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.w3c.dom.Document;

/** Messages of CAP that are signed themselves: whole and by the hub's key, or found out. */
@Timeout(60)
class SignedCapTest extends DispatchTrial {
    private static KeyPair pair(int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

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

    private static String pem(KeyPair keys) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    private static boolean holds(String message, PublicKey key) throws Exception {
        Document document = DocumentBuilderFactory.newDefaultNSInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8)));
        DOMValidateContext context = new DOMValidateContext(
                key,
                document.getElementsByTagNameNS(XMLSignature.XMLNS, "Signature").item(0));
        return XMLSignatureFactory.getInstance("DOM")
                .unmarshalXMLSignature(context)
                .validate(context);
    }

    @Test
    void aMessageIsValidAndWhoChangesItOrSignsItByAnotherKeyIsFoundOut() throws Exception {
        KeyPair keys = pair(2048);
        told(pem(keys));
        String message = receiver.letters.getLast().body();
        assertThat(CapReader.read(message.getBytes(StandardCharsets.UTF_8))).isInstanceOf(CapReading.Message.class);
        assertThat(holds(message, keys.getPublic())).isTrue();
        assertThat(message).contains("<status>Actual</status>");
        assertThat(holds(message.replace("<status>Actual</status>", "<status>Test</status>"), keys.getPublic()))
                .isFalse();
        assertThat(holds(message, pair(2048).getPublic())).isFalse();
    }

    @Test
    void aKeyThatIsTooShortOrNoneIsToldAndNothingIsSent() throws Exception {
        Desk tooShort = told(pem(pair(1024)));
        assertThat(tooShort.results("N2-0-regional"))
                .containsExactly(new Failed(
                        "secret 'cap-key' cannot sign messages: its key must be of RSA and have at least 2048 bits"));
        assertThat(told("no key at all").results("N2-0-regional"))
                .containsExactly(
                        new Failed("secret 'cap-key' cannot sign messages: it has no PRIVATE KEY in PEM (PKCS #8)"));
        assertThat(receiver.letters).isEmpty();
    }
}
