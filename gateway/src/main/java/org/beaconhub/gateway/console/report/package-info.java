/**
 * The door for people who have seen something: a plain form that needs no script, takes photos, and with script keeps
 * what is written without a connection, and a page that tells by a code what
 * became of it. It guards itself, as it is open to everybody, and shows nothing that other people said.
 */
@NullMarked
package org.beaconhub.gateway.console.report;

import org.jspecify.annotations.NullMarked;
