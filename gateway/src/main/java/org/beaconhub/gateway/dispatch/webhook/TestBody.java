package org.beaconhub.gateway.dispatch.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.beaconhub.gateway.dispatch.ChannelTest;
import org.beaconhub.gateway.dispatch.wording.TestWording;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.site.Site;
import org.jspecify.annotations.Nullable;

/**
 * A test of a channel as receivers read it; the names of the components are those of the JSON. It has neither an alarm nor an
 * incident, as there is none.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TestBody(
        String id,
        String mode,
        String event,
        long at,
        Text site,
        String channel,
        Text message,
        Body.@Nullable Person recipient) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static byte[] of(ChannelTest test, Site site) throws JsonProcessingException {
        return JSON.writeValueAsBytes(new TestBody(
                test.id(),
                "test",
                "channel_test",
                test.atMs(),
                site.name(),
                test.channel(),
                TestWording.of(test, site).title(),
                Body.Person.of(test.recipient(), site)));
    }
}
