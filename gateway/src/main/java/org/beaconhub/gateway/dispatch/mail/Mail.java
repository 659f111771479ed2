package org.beaconhub.gateway.dispatch.mail;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.util.StreamProvider;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;
import org.beaconhub.gateway.answer.AnswerLinks;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.dispatch.Carrier;
import org.beaconhub.gateway.dispatch.ChannelTest;
import org.beaconhub.gateway.dispatch.DispatchFault;
import org.beaconhub.gateway.dispatch.DispatchFault.Sort;
import org.beaconhub.gateway.dispatch.DispatchOptions;
import org.beaconhub.gateway.dispatch.PerChannel;
import org.beaconhub.gateway.dispatch.Said;
import org.beaconhub.gateway.dispatch.Secrets;
import org.beaconhub.gateway.dispatch.wording.DrillWording;
import org.beaconhub.gateway.dispatch.wording.TestWording;
import org.beaconhub.gateway.dispatch.wording.Wording;
import org.beaconhub.rules.contact.Contact;
import org.beaconhub.rules.decision.DrillNoticeOrdered;
import org.beaconhub.rules.decision.NoticeOrdered;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.site.Channel;
import org.beaconhub.rules.site.Site;
import org.beaconhub.rules.site.Way;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.eclipse.angus.mail.util.MailStreamProvider;
import org.jspecify.annotations.Nullable;

/** Sends notices by mail, over connections that are kept for a short time. */
public final class Mail implements Carrier<Way.Mail>, AutoCloseable {
    private static final int PERMANENT = 500;

    static {
        // Else Jakarta Mail looks through the whole class path for it, several times for each letter.
        System.setProperty(StreamProvider.class.getName(), MailStreamProvider.class.getName());
    }

    private final Secrets secrets;
    private final AnswerLinks links;
    private final Clock clock;
    private final DispatchOptions options;
    private final SSLSocketFactory tls;
    private final PerChannel<Connections> kept = new PerChannel<>();

    /**
     * Sends with the passwords of a folder.
     *
     * @param links where people answer
     * @param tls whom to trust
     */
    public Mail(Secrets secrets, AnswerLinks links, Clock clock, DispatchOptions options, SSLSocketFactory tls) {
        this.secrets = secrets;
        this.links = links;
        this.clock = clock;
        this.options = options;
        this.tls = tls;
    }

    @Override
    public Handed deliver(NoticeOrdered ordered, Channel channel, Way.Mail way, Site site) throws DispatchFault {
        List<String> to = to(ordered.recipient(), way, site);
        long nowMs = clock.nowMs();
        Optional<String> answer = links.link(ordered, nowMs);
        Connections connections = connections(channel, way, site);
        try {
            Letter letter = new Letter(connections.session(), ordered.notice().id(), way.from())
                    .write(way.from(), to, Wording.of(ordered.notice(), site), answer, nowMs);
            return new Received(sent(connections, way, letter));
        } catch (SendFailedException e) {
            return new Received(someHaveIt(way, e));
        } catch (MessagingException e) {
            throw fault(way, e);
        }
    }

    @Override
    public Handed deliverDrill(DrillNoticeOrdered ordered, Channel channel, Way.Mail way, Site site)
            throws DispatchFault {
        List<String> to = to(ordered.recipient(), way, site);
        long nowMs = clock.nowMs();
        DrillWording wording =
                DrillWording.of(ordered.notice(), site, links.ofDrills().link(ordered, nowMs));
        Connections connections = connections(channel, way, site);
        try {
            Letter letter = new Letter(connections.session(), ordered.notice().id(), way.from())
                    .write(way.from(), to, wording, nowMs);
            return new Received(sent(connections, way, letter));
        } catch (SendFailedException e) {
            return new Received(someHaveIt(way, e));
        } catch (MessagingException e) {
            throw fault(way, e);
        }
    }

    @Override
    public ChannelTest.Proof prove(ChannelTest test, Channel channel, Way.Mail way, Site site) throws DispatchFault {
        List<String> to = to(test.recipient(), way, site);
        TestWording wording = TestWording.of(test, site);
        Connections connections = connections(channel, way, site);
        String where = String.join(", ", to) + " by " + way.host() + ":" + way.port();
        try {
            Letter letter = new Letter(connections.session(), test.id(), way.from())
                    .write(way.from(), to, wording, test.atMs());
            return new ChannelTest.Proved(where, wording.both(), sent(connections, way, letter));
        } catch (SendFailedException e) {
            String have = someHaveIt(way, e);
            throw new DispatchFault(
                    Sort.LASTING, new Text(have + "，未收：" + lacking(e), have + ", not for " + lacking(e)));
        } catch (MessagingException e) {
            throw fault(way, e);
        }
    }

    private static String lacking(SendFailedException thrown) {
        return Stream.of(thrown.getInvalidAddresses(), thrown.getValidUnsentAddresses())
                .filter(Objects::nonNull)
                .flatMap(Stream::of)
                .map(Address::toString)
                .collect(Collectors.joining(", "));
    }

    /** Whom it goes to: one person, or the channel's own addresses. */
    private static List<String> to(String recipient, Way.Mail way, Site site) throws DispatchFault {
        List<String> to = recipient.isEmpty() ? way.to() : List.of(address(recipient, site));
        if (to.isEmpty()) {
            throw new DispatchFault(
                    Sort.LASTING, new Text("渠道已没有自己的收件地址", "the channel has no address of its own any more"));
        }
        return to;
    }

    private static String address(String recipient, Site site) throws DispatchFault {
        return site.contact(recipient)
                .map(Contact::mail)
                .filter(mail -> !mail.isEmpty())
                .orElseThrow(() -> new DispatchFault(
                        Sort.LASTING,
                        new Text(
                                "联系人“" + recipient + "”已没有邮箱",
                                "contact '" + recipient + "' has no mail address any more")));
    }

    private String sent(Connections connections, Way.Mail way, Letter letter) throws MessagingException, DispatchFault {
        return connections.use(() -> new String(secrets.read(way.secret()), StandardCharsets.UTF_8), transport -> {
            transport.sendMessage(letter, letter.getAllRecipients());
            String said = transport instanceof SMTPTransport smtp ? smtp.getLastServerResponse() : "";
            return Said.line("SMTP " + said);
        });
    }

    /** What is sent to some of the addresses is received: to send it again would give it to them twice. */
    private static String someHaveIt(Way.Mail way, SendFailedException thrown) throws DispatchFault {
        int have = count(thrown.getValidSentAddresses());
        if (have == 0) {
            throw fault(way, thrown);
        }
        int lack = count(thrown.getInvalidAddresses()) + count(thrown.getValidUnsentAddresses());
        return "SMTP taken for " + have + " of " + (have + lack) + " addresses";
    }

    private static int count(Address @Nullable [] addresses) {
        return addresses == null ? 0 : addresses.length;
    }

    private Connections connections(Channel channel, Way.Mail way, Site site) {
        return kept.of(channel, site, () -> new Connections(way, Session.getInstance(settings(way)), clock));
    }

    /** Hangs up on all mail servers. */
    @Override
    public void close() {
        kept.close();
    }

    private Properties settings(Way.Mail way) {
        Properties settings = new Properties();
        settings.setProperty("mail.smtp.connectiontimeout", Integer.toString(options.connectMs()));
        settings.setProperty("mail.smtp.timeout", Integer.toString(options.responseMs()));
        settings.setProperty("mail.smtp.writetimeout", Integer.toString(options.responseMs()));
        settings.setProperty("mail.smtp.auth", Boolean.toString(!way.user().isEmpty()));
        settings.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        settings.setProperty(
                "mail.smtp.localhost", way.from().substring(way.from().indexOf('@') + 1));
        // One address that is gone keeps the others from nothing.
        settings.setProperty("mail.smtp.sendpartial", "true");
        // A kept connection is asked by RSET, which also forgets what a mail before may have left.
        settings.setProperty("mail.smtp.userset", "true");
        // Nobody waits for a server to say goodbye.
        settings.setProperty("mail.smtp.quitwait", "false");
        settings.put("mail.smtp.ssl.socketFactory", tls);
        switch (way.tls()) {
            case STARTTLS -> settings.setProperty("mail.smtp.starttls.required", "true");
            case IMPLICIT -> settings.setProperty("mail.smtp.ssl.enable", "true");
            case NONE -> settings.setProperty("mail.smtp.starttls.enable", "false");
        }
        return settings;
    }

    /** 5yz will not heal; 4yz, and whatever kept the server from being reached, may. */
    private static DispatchFault fault(Way.Mail way, MessagingException thrown) {
        String where = way.host() + ":" + way.port() + ": ";
        if (thrown instanceof AuthenticationFailedException) {
            String said = Said.line(thrown.getMessage());
            return new DispatchFault(
                    said.startsWith("4") ? Sort.PASSING : Sort.LASTING,
                    new Text("邮件服务器 " + where + "账号被拒绝：" + said, where + "the account is refused: " + said));
        }
        for (@Nullable Exception each = thrown;
                each != null;
                each = each instanceof MessagingException next ? next.getNextException() : null) {
            int code = code(each);
            if (code > 0) {
                return new DispatchFault(
                        code >= PERMANENT ? Sort.LASTING : Sort.PASSING, said(where, each.getMessage()));
            }
        }
        return new DispatchFault(Sort.PASSING, said(where, thrown.getMessage()));
    }

    private static Text said(String where, @Nullable String line) {
        return new Text("邮件服务器 " + where + Said.line(line), where + Said.line(line));
    }

    private static int code(Exception thrown) {
        return switch (thrown) {
            case SMTPAddressFailedException address -> address.getReturnCode();
            case SMTPSenderFailedException sender -> sender.getReturnCode();
            case SMTPSendFailedException send -> send.getReturnCode();
            default -> 0;
        };
    }
}
