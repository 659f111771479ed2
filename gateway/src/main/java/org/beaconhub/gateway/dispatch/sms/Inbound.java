package org.beaconhub.gateway.dispatch.sms;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import org.beaconhub.gateway.answer.Replies;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What phones send to the hub; the centre is told that it was taken once it is durable. What it says is not logged. */
final class Inbound implements MessageReceiverListener {
    private static final Logger LOG = LoggerFactory.getLogger(Inbound.class);
    private static final byte UCS_2 = 8;

    private final Replies replies;
    private final Consumer<Replies.Said> back;

    /** Gives what comes to {@code replies}, and what is said to it to {@code back}. */
    Inbound(Replies replies, Consumer<Replies.Said> back) {
        this.replies = replies;
        this.back = back;
    }

    @Override
    public void onAcceptDeliverSm(DeliverSm message) throws ProcessRequestException {
        if (message.isSmscDeliveryReceipt()) {
            return;
        }
        boolean whole = message.getSourceAddrTon() == TypeOfNumber.INTERNATIONAL.value();
        String digits = message.getSourceAddr().replaceFirst("^\\+", "");
        try {
            Optional<Replies.Said> said = replies.take(whole ? "+" + digits : digits, text(message));
            said.ifPresent(back);
        } catch (Replies.Untaken e) {
            LOG.warn("a short message was not taken, the centre is to bring it again: {}", e.getMessage());
            throw again();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw again();
        }
    }

    /** Digits, a dash and plain letters are the same in all alphabets of one byte a character. */
    private static String text(DeliverSm message) {
        byte[] body = Optional.ofNullable(message.getShortMessage()).orElse(new byte[0]);
        int header = message.isUdhi() && body.length > 0 ? Math.min(body.length, 1 + (body[0] & 0xff)) : 0;
        return new String(
                body,
                header,
                body.length - header,
                message.getDataCoding() == UCS_2 ? StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1);
    }

    /** SMPP 3.4, 5.1.3: an error that passes, so the centre tries again. */
    private static ProcessRequestException again() {
        return new ProcessRequestException("not now", SMPPConstant.STAT_ESME_RX_T_APPN);
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm message, Session source) throws ProcessRequestException {
        throw new ProcessRequestException("the hub takes no data_sm", SMPPConstant.STAT_ESME_RINVCMDID);
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification alert) {
        LOG.debug("a phone is there again");
    }
}
