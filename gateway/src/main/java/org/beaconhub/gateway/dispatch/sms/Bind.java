package org.beaconhub.gateway.dispatch.sms;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.beaconhub.gateway.answer.Replies;
import org.beaconhub.gateway.clock.Clock;
import org.beaconhub.gateway.dispatch.DispatchFault;
import org.beaconhub.gateway.dispatch.DispatchFault.Sort;
import org.beaconhub.gateway.dispatch.DispatchOptions;
import org.beaconhub.gateway.dispatch.PerChannel;
import org.beaconhub.gateway.dispatch.Secrets;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.site.Way;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GSMSpecificFeature;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.bean.MessageMode;
import org.jsmpp.bean.MessageType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.SMPPSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one bind of a channel to its message centre. It begins with the first notice and is kept: an {@code enquire_link}
 * shows when the centre is gone, and the next notice binds anew, not more often than a pause between two failures allows.
 */
final class Bind implements PerChannel.Connected {
    private static final Logger LOG = LoggerFactory.getLogger(Bind.class);
    /** So long may a line be silent before the centre is asked whether it is there, in milliseconds. */
    private static final int ENQUIRE_MS = 15_000;
    /** The longest pause after binds that failed, in milliseconds: a fire does not wait for a minute. */
    private static final long PAUSE_MS_MAX = 5000;
    /** A reply waits for the journal on one of them; the centre's own answers must not stand behind it. */
    private static final int PROCESSORS = 2;
    /** How long a centre may take to say goodbye, in milliseconds. */
    private static final long UNBIND_MS = 500;
    /** SMPP 3.4, 5.2.2. */
    private static final int PASSWORD_LENGTH_MAX = 8;

    private final Way.Sms way;
    private final Secrets secrets;
    private final Clock clock;
    private final DispatchOptions options;
    private final Wire wire;
    private final Pace pace;
    private final Sender sender;
    private final Inbound inbound;
    private @Nullable SMPPSession session;
    private @Nullable DispatchFault fault;
    private int failures;
    private long againNanos;
    private boolean closed;

    Bind(Way.Sms way, Secrets secrets, Clock clock, DispatchOptions options, Wire wire, Replies replies) {
        this.way = way;
        this.secrets = secrets;
        this.clock = clock;
        this.options = options;
        this.wire = wire;
        this.pace = new Pace(clock, way.perSecondMax());
        this.sender = Sender.of(way.from());
        this.inbound = new Inbound(replies, said -> Thread.startVirtualThread(() -> say(said)));
    }

    /** An answer to an answer: it is tried once, as nobody waits for it. */
    private void say(Replies.Said said) {
        try {
            int reference = (int) clock.nowMs() & 0xff;
            submit(new Message(
                    way, said.phone(), Parts.of(Sms.text(said.text(), way.language()), "", reference), reference));
        } catch (DispatchFault e) {
            LOG.warn("what was to be said to a reply was not sent: {}", e.why().en());
        }
    }

    @Override
    public boolean isOf(Way other) {
        return way.equals(other);
    }

    /**
     * Hands over the parts that the centre does not have, each in its turn without waiting for the answer to the one before, and waits until
     * it has them all. So many parts wait for an answer at once as a channel has deliveries on their way, times {@link Parts#COUNT_MAX}.
     */
    void submit(Message message) throws DispatchFault {
        List<FutureTask<String>> onTheWay = new ArrayList<>();
        for (int part : message.missing()) {
            turn();
            FutureTask<String> task = new FutureTask<>(() -> {
                String id = submit(session(), message, part);
                message.accept(part, id);
                return id;
            });
            Thread.ofVirtual().name("part of a short message").start(task);
            onTheWay.add(task);
        }
        @Nullable DispatchFault fault = null;
        for (FutureTask<String> task : onTheWay) {
            Optional<DispatchFault> failed = fault(task);
            if (failed.isPresent() && (fault == null || fault.sort() == Sort.PASSING)) {
                fault = failed.get();
            }
        }
        if (fault != null) {
            throw fault;
        }
    }

    /** Why a part did not arrive, once that is known. */
    private static Optional<DispatchFault> fault(FutureTask<String> part) {
        try {
            part.get();
            return Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DispatchFault fault) {
                return Optional.of(fault);
            }
            throw new IllegalStateException("a part of a short message could not be sent", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(stopping());
        }
    }

    private void turn() throws DispatchFault {
        try {
            pace.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stopping();
        }
    }

    private static DispatchFault stopping() {
        return new DispatchFault(Sort.PASSING, new Text("烽台正在停止", "the hub stops"));
    }

    private DispatchFault unanswered() {
        return new DispatchFault(
                Sort.PASSING,
                new Text(
                        "短信在 " + options.responseMs() + " 毫秒内没有答复",
                        "no answer to the message within " + options.responseMs() + " ms"));
    }

    private String submit(SMPPSession bound, Message message, int part) throws DispatchFault {
        Parts parts = message.parts();
        boolean joined = parts.bodies().size() > 1;
        ESMClass esm = new ESMClass(
                MessageMode.DEFAULT,
                MessageType.DEFAULT,
                joined ? GSMSpecificFeature.UDHI : GSMSpecificFeature.DEFAULT);
        try {
            return bound.submitShortMessage(
                            "",
                            sender.type(),
                            sender.plan(),
                            sender.address(),
                            TypeOfNumber.INTERNATIONAL,
                            NumberingPlanIndicator.ISDN,
                            message.phone().substring(1),
                            esm,
                            (byte) 0,
                            (byte) 0,
                            null,
                            null,
                            new RegisteredDelivery(0),
                            (byte) 0,
                            DataCodings.newInstance(parts.alphabet().dataCoding()),
                            (byte) 0,
                            parts.bodies().get(part))
                    .getMessageId();
        } catch (NegativeResponseException e) {
            throw Status.fault(new Text("短信", "the message"), e);
        } catch (ResponseTimeoutException e) {
            throw unanswered();
        } catch (IOException | InvalidResponseException e) {
            drop(bound);
            throw new DispatchFault(Sort.PASSING, new Text("与短信中心的连接中断：" + said(e), "the bind broke: " + said(e)));
        } catch (PDUException e) {
            throw new DispatchFault(
                    Sort.LASTING,
                    new Text("短信不合 SMPP 的格式：" + said(e), "the message does not fit into SMPP: " + said(e)));
        }
    }

    /** The bind as it is, or a new one; where one has just failed, how it failed. */
    private synchronized SMPPSession session() throws DispatchFault {
        if (session != null && session.getSessionState().isBound()) {
            return session;
        }
        if (closed) {
            throw new DispatchFault(Sort.PASSING, new Text("与短信中心的连接已关闭", "the bind is closed"));
        }
        if (fault != null && clock.steadyNanos() < againNanos) {
            throw new DispatchFault(fault.sort(), fault.why());
        }
        try {
            SMPPSession bound = bound();
            session = bound;
            fault = null;
            failures = 0;
            return bound;
        } catch (DispatchFault e) {
            fault = e;
            failures++;
            if (failures == 1) {
                LOG.warn("{}; it is tried again with the next messages", e.why().en());
            }
            againNanos = clock.steadyNanos()
                    + TimeUnit.MILLISECONDS.toNanos(Math.min(options.backoffMs(failures), PAUSE_MS_MAX));
            throw e;
        }
    }

    private SMPPSession bound() throws DispatchFault {
        String password = password();
        SMPPSession next = new SMPPSession(wire);
        next.setEnquireLinkTimer(ENQUIRE_MS);
        next.setTransactionTimer(options.responseMs());
        next.setPduProcessorDegree(PROCESSORS);
        next.setMessageReceiverListener(inbound);
        BindParameter bind = new BindParameter(
                BindType.BIND_TRX,
                way.systemId(),
                password,
                "",
                TypeOfNumber.UNKNOWN,
                NumberingPlanIndicator.UNKNOWN,
                "",
                InterfaceVersion.IF_34);
        try {
            next.connectAndBind(way.host(), way.port(), bind, options.responseMs());
            LOG.info("bound to the message centre {}:{}", way.host(), way.port());
            return next;
        } catch (IOException e) {
            next.close();
            throw unbound(e);
        }
    }

    /** An error of SMPP's own texts can hold what it is about, the password included: it is told by its class alone. */
    private DispatchFault unbound(IOException thrown) {
        String centre = way.host() + ":" + way.port();
        Text where = new Text("连不上短信中心 " + centre, "no bind to " + centre);
        for (@Nullable Throwable each = thrown; each != null; each = each.getCause()) {
            if (each instanceof NegativeResponseException answer) {
                return Status.fault(where, answer);
            }
            if (each instanceof PDUException) {
                return new DispatchFault(
                        Sort.LASTING, Status.after(where, each.getClass().getSimpleName()));
            }
        }
        return new DispatchFault(Sort.PASSING, Status.after(where, said(thrown)));
    }

    private String password() throws DispatchFault {
        String password = new String(secrets.read(way.secret()), StandardCharsets.UTF_8);
        if (password.length() > PASSWORD_LENGTH_MAX || !password.matches("[!-~]+")) {
            throw new DispatchFault(
                    Sort.LASTING,
                    new Text(
                            "密钥“" + way.secret() + "”：SMPP 的密码最多 " + PASSWORD_LENGTH_MAX + " 个 ASCII 字符",
                            "secret '" + way.secret() + "': a password of SMPP has at most " + PASSWORD_LENGTH_MAX
                                    + " characters of ASCII"));
        }
        return password;
    }

    private static String said(Exception e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }

    /** A bind that broke is of no use to anybody. */
    private void drop(SMPPSession broken) {
        synchronized (this) {
            if (broken.equals(session)) {
                session = null;
            }
        }
        broken.close();
    }

    /** Says goodbye to the centre; what is on its way is tried again by whoever comes after. */
    @Override
    public void close() {
        @Nullable SMPPSession last;
        synchronized (this) {
            closed = true;
            last = session;
            session = null;
        }
        if (last != null) {
            last.setTransactionTimer(UNBIND_MS);
            last.unbindAndClose();
        }
    }
}
