/**
 * How well the alarm system serves its operators: the figures of ISA-18.2-2016 (clause on monitoring and assessment) and EEMUA 191,
 * for each operator position, from nothing but the journal's entries and decisions.
 */
@NullMarked
package org.beaconhub.rules.kpi;

import org.jspecify.annotations.NullMarked;
