package org.beaconhub.gateway.dispatch.mail;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.beaconhub.gateway.dispatch.wording.DrillWording;
import org.beaconhub.gateway.dispatch.wording.TestWording;
import org.beaconhub.gateway.dispatch.wording.Wording;
import org.beaconhub.rules.fact.Text;

/** A notice, or a test, as a mail message: plain text, Chinese first. Its id follows from theirs, so a repeat is known as one. */
final class Letter extends MimeMessage {
    private final String id;

    Letter(Session session, String what, String from) {
        super(session);
        this.id = "<" + what + "@" + from.substring(from.indexOf('@') + 1) + ">";
    }

    /** A notice, with the link to answer by where it asks for an answer. */
    Letter write(String from, List<String> to, Wording wording, Optional<String> answer, long nowMs)
            throws MessagingException {
        return write(from, to, subject(wording.title()), body(wording, answer), nowMs);
    }

    /** A test. */
    Letter write(String from, List<String> to, TestWording wording, long nowMs) throws MessagingException {
        return write(from, to, subject(wording.title()), wording.both(), nowMs);
    }

    /** A drill's notice. */
    Letter write(String from, List<String> to, DrillWording wording, long nowMs) throws MessagingException {
        return write(from, to, subject(wording.title()), wording.both(), nowMs);
    }

    private static String subject(Text title) {
        return title.zh() + " / " + title.en();
    }

    private Letter write(String from, List<String> to, String subject, String body, long nowMs)
            throws MessagingException {
        setFrom(new InternetAddress(from));
        for (String each : to) {
            addRecipient(RecipientType.TO, new InternetAddress(each));
        }
        setSubject(subject, StandardCharsets.UTF_8.name());
        setHeader(
                "Date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        Instant.ofEpochMilli(nowMs).atOffset(ZoneOffset.UTC)));
        // Nobody's out-of-office answers come back.
        setHeader("Auto-Submitted", "auto-generated");
        setText(body, StandardCharsets.UTF_8.name());
        saveChanges();
        return this;
    }

    private static String body(Wording wording, Optional<String> answer) {
        StringBuilder body = new StringBuilder(wording.title().zh() + "\n\n");
        wording.lines().forEach(line -> body.append(line.zh()).append('\n'));
        answer.ifPresent(link -> body.append("\n应答请点：").append(link).append('\n'));
        body.append("\n--\n\n").append(wording.title().en()).append("\n\n");
        wording.lines().forEach(line -> body.append(line.en()).append('\n'));
        answer.ifPresent(link -> body.append("\nTo answer: ").append(link).append('\n'));
        return body.toString();
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }
}
