package org.beaconhub.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import javax.net.ServerSocketFactory;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.ServerResponseDeliveryAdapter;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.session.connection.socket.SocketConnection;
import org.jsmpp.util.MessageId;

/** A message centre of its own on loopback: takes binds and messages, answers as told, and puts parts together as a phone does. */
public final class MessageCentre implements AutoCloseable {
    private static final int WAIT_MS = 5000;
    private static final int HEADER_BYTES = 6;
    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    /** What came, in its order. */
    public final List<Submitted> submitted = new CopyOnWriteArrayList<>();
    /** Who bound, in their order. */
    public final List<BindRequest> binds = new CopyOnWriteArrayList<>();

    private final ServerSocketFactory sockets;
    private final LongSupplier steadyNanos;
    private final Map<SMPPServerSession, Boolean> sessions = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private volatile ServerSocket door;
    private volatile Answer answer = _ -> SMPPConstant.STAT_ESME_ROK;
    private volatile int bindStatus = SMPPConstant.STAT_ESME_ROK;

    /** Which status a message of a number, from 1, gets. */
    public interface Answer {
        /** The status. */
        int to(int number);
    }

    /** One message as it came; its bytes as Latin-1. */
    public record Submitted(
            String from,
            byte fromType,
            String to,
            byte toType,
            byte toPlan,
            byte coding,
            boolean headed,
            String octets,
            long atNanos) {
        /** Its bytes, the header among them. */
        public byte[] body() {
            return octets.getBytes(StandardCharsets.ISO_8859_1);
        }

        /** What it says. */
        public String text() {
            byte[] text = headed ? Arrays.copyOfRange(body(), HEADER_BYTES, octets.length()) : body();
            return coding == 8 ? new String(text, StandardCharsets.UTF_16BE) : gsm(text);
        }

        /** What joins the parts of a message. */
        public int reference() {
            return body()[3] & 0xff;
        }

        /** How many parts there are. */
        public int count() {
            return body()[4];
        }

        /** Which part it is, from 1. */
        public int number() {
            return body()[5];
        }

        private static String gsm(byte[] septets) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < septets.length; i++) {
                text.append(septets[i] == 0x1b ? extended(septets[++i]) : BASIC.charAt(septets[i]));
            }
            return text.toString();
        }

        private static char extended(byte code) {
            return switch (code) {
                case 0x14 -> '^';
                case 0x28 -> '{';
                case 0x29 -> '}';
                case 0x2f -> '\\';
                case 0x3c -> '[';
                case 0x3d -> '~';
                case 0x3e -> ']';
                case 0x40 -> '|';
                case 0x65 -> '€';
                default -> throw new IllegalArgumentException("a phone shows nothing for " + code);
            };
        }
    }

    /**
     * Opens on a free port of loopback.
     *
     * @param steadyNanos what time it is, of a clock that never goes back
     */
    public MessageCentre(LongSupplier steadyNanos) throws IOException {
        this(steadyNanos, ServerSocketFactory.getDefault());
    }

    /** Opens with sockets that speak TLS, where those of a factory do. */
    public MessageCentre(LongSupplier steadyNanos, ServerSocketFactory sockets) throws IOException {
        this.steadyNanos = steadyNanos;
        this.sockets = sockets;
        this.door = open(0);
    }

    private ServerSocket open(int port) throws IOException {
        ServerSocket opened = sockets.createServerSocket(port, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> accept(opened));
        return opened;
    }

    private void accept(ServerSocket opened) {
        while (!opened.isClosed()) {
            try {
                Socket socket = opened.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                if (!opened.isClosed()) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try {
            SMPPServerSession session = new SMPPServerSession(
                    new SocketConnection(socket), null, new Listener(), new ServerResponseDeliveryAdapter() {}, 3, 100);
            sessions.put(session, true);
            BindRequest bind = session.waitForBind(WAIT_MS);
            binds.add(bind);
            if (bindStatus == SMPPConstant.STAT_ESME_ROK) {
                bind.accept("centre", InterfaceVersion.IF_34);
            } else {
                bind.reject(bindStatus);
            }
        } catch (IOException | TimeoutException | PDUStringException e) {
            System.out.println("a client of the message centre went: " + e);
        }
    }

    /** Where it listens. */
    public int port() {
        return door.getLocalPort();
    }

    /** A channel of that name to it, as an item of a site's list. */
    public String channel(String name, String more) {
        return ("{ name: %s, type: sms, host: 127.0.0.1, port: %d, system-id: beacon, secret: smsc, from: \"10690001\", "
                        + "kinds: [alarm], min-severity: minor%s }")
                .formatted(name, port(), more);
    }

    /** Answers messages so from now on. */
    public MessageCentre answering(Answer next) {
        answer = next;
        return this;
    }

    /** Answers binds with a status from now on. */
    public MessageCentre binding(int status) {
        bindStatus = status;
        return this;
    }

    /** Every connection breaks, and nobody gets in. */
    public void die() throws IOException {
        door.close();
        sessions.keySet().forEach(SMPPServerSession::close);
        sessions.clear();
    }

    /** It is there again, at the same port. */
    public void rise(int port) throws IOException {
        door = open(port);
    }

    /**
     * Brings what a phone sends, and waits until it is taken.
     *
     * @param from an international number without its plus
     * @throws NegativeResponseException where it is not taken
     */
    public void bring(String from, String text)
            throws NegativeResponseException, PDUException, ResponseTimeoutException, InvalidResponseException,
                    IOException {
        sessions.keySet()
                .iterator()
                .next()
                .deliverShortMessage(
                        "",
                        TypeOfNumber.INTERNATIONAL,
                        NumberingPlanIndicator.ISDN,
                        from,
                        TypeOfNumber.UNKNOWN,
                        NumberingPlanIndicator.ISDN,
                        "10690001",
                        new ESMClass(),
                        (byte) 0,
                        (byte) 0,
                        new RegisteredDelivery(0),
                        DataCodings.newInstance((byte) 8),
                        text.getBytes(StandardCharsets.UTF_16BE));
    }

    /** The messages as phones show them, in the order of their last parts. */
    public List<String> texts() {
        Map<Integer, Map<Integer, String>> open = new TreeMap<>();
        List<String> texts = new CopyOnWriteArrayList<>();
        for (Submitted each : submitted) {
            if (!each.headed()) {
                texts.add(each.text());
                continue;
            }
            Map<Integer, String> parts = open.computeIfAbsent(each.reference(), _ -> new TreeMap<>());
            parts.put(each.number(), each.text());
            if (parts.size() == each.count()) {
                texts.add(String.join("", parts.values()));
                open.remove(each.reference());
            }
        }
        return texts;
    }

    @Override
    public void close() throws IOException {
        die();
    }

    private final class Listener implements ServerMessageReceiverListener {
        @Override
        public SubmitSmResult onAcceptSubmitSm(SubmitSm message, SMPPServerSession source)
                throws ProcessRequestException {
            int id = ids.incrementAndGet();
            int status = answer.to(id);
            if (status != SMPPConstant.STAT_ESME_ROK) {
                throw new ProcessRequestException("as told", status);
            }
            submitted.add(new Submitted(
                    message.getSourceAddr(),
                    message.getSourceAddrTon(),
                    message.getDestAddress(),
                    message.getDestAddrTon(),
                    message.getDestAddrNpi(),
                    message.getDataCoding(),
                    message.isUdhi(),
                    new String(message.getShortMessage(), StandardCharsets.ISO_8859_1),
                    steadyNanos.getAsLong()));
            return new SubmitSmResult(messageId("M" + id), new OptionalParameter[0]);
        }

        private static MessageId messageId(String id) {
            try {
                return new MessageId(id);
            } catch (PDUStringException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti message, SMPPServerSession source)
                throws ProcessRequestException {
            throw unknown();
        }

        @Override
        public QuerySmResult onAcceptQuerySm(QuerySm query, SMPPServerSession source) throws ProcessRequestException {
            throw unknown();
        }

        @Override
        public void onAcceptReplaceSm(ReplaceSm message, SMPPServerSession source) throws ProcessRequestException {
            throw unknown();
        }

        @Override
        public void onAcceptCancelSm(CancelSm message, SMPPServerSession source) throws ProcessRequestException {
            throw unknown();
        }

        @Override
        public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm message, SMPPServerSession source)
                throws ProcessRequestException {
            throw unknown();
        }

        @Override
        public void onAcceptCancelBroadcastSm(CancelBroadcastSm message, SMPPServerSession source)
                throws ProcessRequestException {
            throw unknown();
        }

        @Override
        public QueryBroadcastSmResult onAcceptQueryBroadcastSm(QueryBroadcastSm query, SMPPServerSession source)
                throws ProcessRequestException {
            throw unknown();
        }

        @Override
        public DataSmResult onAcceptDataSm(DataSm message, Session source) throws ProcessRequestException {
            throw unknown();
        }

        private static ProcessRequestException unknown() {
            return new ProcessRequestException("not here", SMPPConstant.STAT_ESME_RINVCMDID);
        }
    }
}
