package org.beaconhub.gateway.cap;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.XMLStructure;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignatureMethod;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import org.w3c.dom.Element;

/**
 * Signs messages as CAP 1.2 foresees it (3.3.4.1): an enveloped signature of XML Signature, RSA with SHA-256, over all of the message. Who
 * has the public key sees that a message is whole and from this hub, also where others have passed it on.
 */
public final class CapSeal {
    /** Shorter keys can be broken, bits. */
    private static final int KEY_BITS_MIN = 2048;

    private final RSAPrivateCrtKey key;
    private final Optional<Certificate> certificate;

    private CapSeal(RSAPrivateCrtKey key, Optional<Certificate> certificate) {
        this.key = key;
        this.certificate = certificate;
    }

    /**
     * A seal of a key in PEM: {@code PRIVATE KEY} (RSA in PKCS #8), and a {@code CERTIFICATE} of it where receivers want one.
     *
     * @throws GeneralSecurityException where there is no such key, it is too short, or the certificate is of another; it tells nothing
     *     of the key
     */
    public static CapSeal of(String pem) throws GeneralSecurityException {
        byte[] bytes = block(pem, "PRIVATE KEY")
                .orElseThrow(() ->
                        new SealRefused("其中没有 PEM 格式的 PRIVATE KEY（PKCS #8）", "it has no PRIVATE KEY in PEM (PKCS #8)"));
        if (!(KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bytes))
                        instanceof RSAPrivateCrtKey key)
                || key.getModulus().bitLength() < KEY_BITS_MIN) {
            throw new SealRefused(
                    "密钥须为 RSA，至少 " + KEY_BITS_MIN + " 位",
                    "its key must be of RSA and have at least " + KEY_BITS_MIN + " bits");
        }
        Optional<byte[]> certificate = block(pem, "CERTIFICATE");
        return new CapSeal(key, certificate.isEmpty() ? Optional.empty() : Optional.of(of(key, certificate.get())));
    }

    /** The certificate of a key: with that of another one, every receiver would take the messages for forged. */
    private static Certificate of(RSAPrivateCrtKey key, byte[] certificate) throws GeneralSecurityException {
        Certificate read =
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate));
        if (!(read.getPublicKey() instanceof RSAPublicKey own)
                || !own.getModulus().equals(key.getModulus())) {
            throw new SealRefused("其中的 CERTIFICATE 属于另一个密钥", "its CERTIFICATE is of another key");
        }
        return read;
    }

    private static Optional<byte[]> block(String pem, String name) {
        Matcher found = Pattern.compile("-----BEGIN " + name + "-----([A-Za-z0-9+/=\\s]+)-----END " + name + "-----")
                .matcher(pem);
        return found.find()
                ? Optional.of(Base64.getMimeDecoder().decode(found.group(1).getBytes(StandardCharsets.US_ASCII)))
                : Optional.empty();
    }

    /** Signs all that is in a message so far. */
    void seal(Element message) throws GeneralSecurityException {
        XMLSignatureFactory xml = XMLSignatureFactory.getInstance("DOM");
        Reference whole = xml.newReference(
                "",
                xml.newDigestMethod(DigestMethod.SHA256, null),
                List.of(xml.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null)),
                null,
                null);
        SignedInfo signed = xml.newSignedInfo(
                xml.newCanonicalizationMethod(CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
                xml.newSignatureMethod(SignatureMethod.RSA_SHA256, null),
                List.of(whole));
        KeyInfoFactory keys = xml.getKeyInfoFactory();
        // Whoever reads the message finds its namespace written down, so it must be in what is signed.
        message.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, XMLConstants.XMLNS_ATTRIBUTE, CapWriter.NAMESPACE);
        try {
            xml.newXMLSignature(signed, keys.newKeyInfo(List.of(holder(keys)))).sign(new DOMSignContext(key, message));
        } catch (MarshalException | XMLSignatureException e) {
            throw new GeneralSecurityException("the message cannot be signed", e);
        }
    }

    /** Whose key it is: the certificate, else the public key. */
    private XMLStructure holder(KeyInfoFactory keys) throws GeneralSecurityException {
        if (certificate.isPresent()) {
            return keys.newX509Data(List.of(certificate.get()));
        }
        return keys.newKeyValue(KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent())));
    }
}
