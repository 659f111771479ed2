/**
 * Short messages: each notice is a text of at most three parts, handed to a message centre over SMPP and judged by the
 * status that comes back. The only room that knows the SMPP client.
 */
@NullMarked
package org.beaconhub.gateway.dispatch.sms;

import org.jspecify.annotations.NullMarked;
