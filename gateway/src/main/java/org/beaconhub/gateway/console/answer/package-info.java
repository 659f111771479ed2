/**
 * The page behind the link that a called person gets: it shows what they are called to, and takes their answer. Looking
 * answers nothing, since mail programs look at links too. It guards itself: who has the link may answer.
 */
@NullMarked
package org.beaconhub.gateway.console.answer;

import org.jspecify.annotations.NullMarked;
