/**
 * Tests of a site's rules: stories of stated times, in which devices speak, people act and alarms are expected. A story
 * is played on an engine with the site's own rules and devices, and a clock that goes by the story.
 */
@NullMarked
package org.beaconhub.rules.rehearse;

import org.jspecify.annotations.NullMarked;
