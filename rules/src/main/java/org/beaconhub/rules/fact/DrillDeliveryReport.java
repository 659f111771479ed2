package org.beaconhub.rules.fact;

/**
 * What became of one attempt to deliver a drill's notice.
 *
 * @param notice id of the notice
 * @param channel name of the channel
 * @param attempt from 1
 * @param result how it went
 */
public record DrillDeliveryReport(String notice, String channel, int attempt, DeliveryReport.Result result)
        implements DrillFact {}
