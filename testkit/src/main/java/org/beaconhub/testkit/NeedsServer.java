package org.beaconhub.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test, or a class of them, that runs against real servers. Where one is not installed the test is skipped and says
 * which; with {@code CI=true} in the environment it fails instead, so that nothing is left out unseen.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ServerCondition.class)
public @interface NeedsServer {
    /** The servers, all of them. */
    Server[] value();
}
