package org.beaconhub.bench.rig;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.beaconhub.sim.sink.Receiver;
import org.beaconhub.testkit.MessageCentre;
import org.beaconhub.testkit.MessageCentre.Submitted;
import org.jsmpp.SMPPConstant;

/** Who receives notices, in this process: a message centre, a mail server and a webhook's receiver, each of which may hang. */
public final class Ears implements AutoCloseable {
    private static final String PASSWORD = "bench";

    private final Map<Integer, Long> hooked = new ConcurrentHashMap<>();
    private final Map<Way, CountDownLatch> hanging = new EnumMap<>(Way.class);
    private final Brigade brigade;
    private final MessageCentre centre;
    private final GreenMail mail;

    /** How something is heard. */
    public enum Way {
        /** SMPP. */
        SMS,
        /** SMTP. */
        MAIL,
        /** HTTP. */
        HOOK
    }

    private Ears(Workshop workshop) throws IOException {
        brigade = Brigade.start(workshop, this::received);
        centre = new MessageCentre(System::nanoTime).answering(_ -> {
            waitWhile(Way.SMS);
            return SMPPConstant.STAT_ESME_ROK;
        });
        mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        Files.writeString(brigade.secrets().resolve("smsc"), PASSWORD);
    }

    /** Opens them on free ports of loopback. */
    public static Ears open(Workshop workshop) throws IOException {
        return new Ears(workshop);
    }

    /** The folder that the hub takes its secrets from. */
    public Path secrets() {
        return brigade.secrets();
    }

    /**
     * The channels to them, each as an item of a site's list.
     *
     * @param perSecond so many parts of short messages may the hub hand over in a second
     */
    public List<String> channels(int perSecond) {
        String every = ", kinds: [alarm], min-severity: minor }";
        return List.of(
                centre.channel("sms", ", per-second: " + perSecond),
                "{ name: mail, type: mail, host: 127.0.0.1, tls: none, from: hub@example.org, port: "
                        + mail.getSmtp().getPort() + every,
                "{ name: hook, type: webhook, secret: brigade, url: \"http://127.0.0.1:" + brigade.port() + "/notices\""
                        + every);
    }

    private void received(Receiver.Notice notice) {
        waitWhile(Way.HOOK);
        hooked.putIfAbsent(Grids.grid(notice.subject()), System.nanoTime());
    }

    private void waitWhile(Way way) {
        CountDownLatch over;
        synchronized (hanging) {
            over = hanging.getOrDefault(way, new CountDownLatch(0));
        }
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** From now on it takes what comes, and answers nothing. */
    public void hang(Way way) {
        synchronized (hanging) {
            hanging.put(way, new CountDownLatch(1));
        }
    }

    /** All answer again. */
    public void answer() {
        synchronized (hanging) {
            hanging.values().forEach(CountDownLatch::countDown);
            hanging.clear();
        }
    }

    /** How many notices were heard since the last call of {@link #forget}; cheap. */
    public int count(Way way) {
        return switch (way) {
            case SMS -> centre.submitted.size() / parts();
            case MAIL ->
                mail.getManagers().getImapHostManager().getAllMessages().size();
            case HOOK -> hooked.size();
        };
    }

    /** How many parts a short message has, going by the first. */
    public int parts() {
        return centre.submitted.stream()
                .findFirst()
                .map(each -> each.headed() ? each.count() : 1)
                .orElse(1);
    }

    /**
     * When each grid was first heard of whole, in nanoseconds of the steady clock; mail to the millisecond.
     *
     * @param nanosMinusMs what the steady clock shows more than the wall clock, in nanoseconds
     */
    public Map<Integer, Long> heard(Way way, long nanosMinusMs) throws MessagingException {
        return switch (way) {
            case SMS -> messages();
            case MAIL -> letters(nanosMinusMs);
            case HOOK -> Map.copyOf(hooked);
        };
    }

    private Map<Integer, Long> messages() {
        Map<Integer, Long> whole = new HashMap<>();
        Map<Integer, Map<Integer, String>> open = new HashMap<>();
        for (Submitted each : centre.submitted) {
            Map<Integer, String> parts = new TreeMap<>(Map.of(1, each.text()));
            if (each.headed()) {
                parts = open.computeIfAbsent(each.reference(), _ -> new TreeMap<>());
                parts.put(each.number(), each.text());
            }
            if (!each.headed() || parts.size() == each.count()) {
                open.remove(each.headed() ? each.reference() : -1);
                whole.putIfAbsent(Grids.grid(String.join("", parts.values())), each.atNanos());
            }
        }
        return whole;
    }

    private Map<Integer, Long> letters(long nanosMinusMs) throws MessagingException {
        Map<Integer, Long> letters = new HashMap<>();
        for (StoredMessage each : mail.getManagers().getImapHostManager().getAllMessages()) {
            letters.putIfAbsent(
                    Grids.grid(each.getMimeMessage().getSubject()),
                    each.getReceivedDate().toInstant().toEpochMilli() * 1_000_000 + nanosMinusMs);
        }
        return letters;
    }

    /** Forgets what was heard. */
    public void forget() throws FolderException {
        centre.submitted.clear();
        hooked.clear();
        mail.purgeEmailFromAllMailboxes();
    }

    @Override
    public void close() throws IOException {
        answer();
        mail.stop();
        centre.close();
        brigade.close();
    }
}
