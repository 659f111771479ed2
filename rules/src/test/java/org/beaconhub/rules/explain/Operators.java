package org.beaconhub.rules.explain;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Set;
import org.beaconhub.rules.rulebook.Condition;
import org.beaconhub.rules.rulebook.Value;

/** What an expression is made of, so that a test can say that it has met every operator of the language. */
public final class Operators {
    private Operators() {}

    /** The kinds of conditions and values, and the aggregates, that an expression is made of. */
    public static void within(Object part, Set<Object> into) {
        if (part instanceof Value.Aggregate) {
            into.add(part);
        } else if (part instanceof List<?> parts) {
            parts.forEach(each -> within(each, into));
        } else if (part instanceof Condition || part instanceof Value) {
            into.add(part.getClass());
            for (RecordComponent component : part.getClass().getRecordComponents()) {
                try {
                    within(component.getAccessor().invoke(part), into);
                } catch (ReflectiveOperationException e) {
                    throw new LinkageError(e.getMessage(), e);
                }
            }
        }
    }
}
