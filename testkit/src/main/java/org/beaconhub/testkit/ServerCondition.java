package org.beaconhub.testkit;

import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Skips a test whose servers are missing, or fails it under continuous integration. */
final class ServerCondition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getElement(), NeedsServer.class)
                .map(needs -> judge(
                        Stream.of(needs.value()),
                        server -> server.find().isPresent(),
                        "true".equals(System.getenv("CI"))))
                .orElseGet(() -> ConditionEvaluationResult.enabled("needs no server"));
    }

    static ConditionEvaluationResult judge(
            Stream<Server> servers, Predicate<Server> installed, boolean continuousIntegration) {
        String missing = servers.filter(installed.negate()).map(Server::missing).collect(Collectors.joining("; "));
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("its servers are installed");
        }
        if (continuousIntegration) {
            throw new IllegalStateException("CI=true skips nothing: " + missing);
        }
        return ConditionEvaluationResult.disabled(missing);
    }
}
