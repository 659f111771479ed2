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
import org.beaconhub.gateway.dispatch.wording.Wording;

/** A notice as a mail message: plain text, Chinese first. Its id follows from the notice's, so a repeat is known as one. */
final class Letter extends MimeMessage {
    private final String id;

    Letter(Session session, String notice, String from) {
        super(session);
        this.id = "<" + notice + "@" + from.substring(from.indexOf('@') + 1) + ">";
    }

    Letter write(String from, List<String> to, Wording wording, Optional<String> answer, long nowMs)
            throws MessagingException {
        setFrom(new InternetAddress(from));
        for (String each : to) {
            addRecipient(RecipientType.TO, new InternetAddress(each));
        }
        setSubject(wording.title().zh() + " / " + wording.title().en(), StandardCharsets.UTF_8.name());
        setHeader(
                "Date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        Instant.ofEpochMilli(nowMs).atOffset(ZoneOffset.UTC)));
        // Nobody's out-of-office answers come back.
        setHeader("Auto-Submitted", "auto-generated");
        setText(body(wording, answer), StandardCharsets.UTF_8.name());
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
