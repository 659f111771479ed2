package org.beaconhub.gateway.doctor;

import java.util.ArrayList;
import java.util.List;
import org.beaconhub.gateway.dispatch.DispatchFault;
import org.beaconhub.gateway.dispatch.Secrets;
import org.beaconhub.rules.site.Channel;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.site.Way;

/** The channels of a site: whether each has the secret that it needs. Only {@code channel test} proves that one works. */
public final class Ways {
    private Ways() {}

    /** Looks at each channel, and sends nothing. */
    public static List<Finding> channels(Site site, Secrets secrets) {
        List<Finding> findings = new ArrayList<>();
        for (Channel channel : site.channels()) {
            String secret = secret(channel.way());
            if (!secret.isEmpty()) {
                try {
                    secrets.read(secret);
                } catch (DispatchFault e) {
                    findings.add(Finding.error(
                            "channels",
                            "channel '" + channel.name() + "' sends nothing: "
                                    + e.why().en(),
                            "put it there, for its owner alone (chmod 600)"));
                }
            }
        }
        long telling = site.channels().stream().filter(Channel::tellsPeople).count();
        if (telling == 0) {
            findings.add(Finding.warning(
                    "channels", "no channel tells anybody of an alarm", "add one to channels.yaml: docs/channels.md"));
        }
        if (findings.isEmpty()) {
            findings.add(Finding.ok(
                    "channels",
                    site.channels().size() + " with the secrets they need; ./beacon channel test proves each"));
        }
        return findings;
    }

    private static String secret(Way way) {
        return switch (way) {
            case Way.Webhook webhook -> webhook.secret();
            case Way.Cap cap -> cap.secret();
            case Way.Sms sms -> sms.secret();
            case Way.Mail mail -> mail.secret();
            case Way.Robot robot -> robot.secret();
            case Way.Actuator _ -> "";
        };
    }
}
