/** Notices by mail: one message over SMTP for each, protected by TLS, told apart by its id. */
@NullMarked
package org.beaconhub.gateway.dispatch.mail;

import org.jspecify.annotations.NullMarked;
