package org.beaconhub.gateway.dispatch.cap;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.beaconhub.gateway.cap.CapAlert;
import org.beaconhub.gateway.cap.CapSeal;
import org.beaconhub.gateway.cap.CapWriter;
import org.beaconhub.gateway.cap.SealRefused;
import org.beaconhub.gateway.dispatch.DispatchFault;
import org.beaconhub.gateway.dispatch.Secrets;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.site.Way;

/**
 * Messages as bytes, posted or fetched: signed where their channel names a key, which is read anew each time. The same message under
 * the same key has the same bytes.
 *
 * @param secrets where the keys are
 */
record Sealer(Secrets secrets) {
    byte[] bytes(CapAlert alert, Way.Cap way) throws DispatchFault {
        if (way.signingKey().isEmpty()) {
            return CapWriter.bytes(alert);
        }
        String pem = new String(secrets.read(way.signingKey()), StandardCharsets.US_ASCII);
        try {
            return CapWriter.bytes(alert, CapSeal.of(pem));
        } catch (SealRefused e) {
            throw fault(way, e.why());
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw fault(way, Text.verbatim(String.valueOf(e.getMessage())));
        }
    }

    private static DispatchFault fault(Way.Cap way, Text why) {
        return new DispatchFault(
                DispatchFault.Sort.LASTING,
                new Text(
                        "密钥“" + way.signingKey() + "”不能签署消息：" + why.zh(),
                        "secret '" + way.signingKey() + "' cannot sign messages: " + why.en()));
    }
}
