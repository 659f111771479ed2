/** What several tests need: folders of the project, a broker of their own, a clock that stands. */
@NullMarked
package org.beaconhub.sim.scene;

import org.jspecify.annotations.NullMarked;
