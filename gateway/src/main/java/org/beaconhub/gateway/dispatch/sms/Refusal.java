package org.beaconhub.gateway.dispatch.sms;

import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Nobody reads what phones send back, so the centre is told that it was not taken; what it says stays unread. */
final class Refusal implements MessageReceiverListener {
    private static final Logger LOG = LoggerFactory.getLogger(Refusal.class);

    private static ProcessRequestException refused() {
        LOG.info("a short message for the hub was refused: people answer by the link or by the console");
        return new ProcessRequestException("the hub takes no messages", SMPPConstant.STAT_ESME_RX_R_APPN);
    }

    @Override
    public void onAcceptDeliverSm(DeliverSm message) throws ProcessRequestException {
        throw refused();
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm message, Session source) throws ProcessRequestException {
        throw refused();
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification alert) {
        LOG.debug("a phone is there again");
    }
}
