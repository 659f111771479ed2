/** Webhooks: each notice is a signed HTTP request, judged by its status. The only room that knows the HTTP client. */
@NullMarked
package org.beaconhub.gateway.dispatch.webhook;

import org.jspecify.annotations.NullMarked;
