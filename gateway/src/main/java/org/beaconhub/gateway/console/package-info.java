/**
 * The HTTP API, server-sent events and the pages of the control room. It reads views and the history, and writes only
 * commands.
 */
@NullMarked
package org.beaconhub.gateway.console;

import org.jspecify.annotations.NullMarked;
