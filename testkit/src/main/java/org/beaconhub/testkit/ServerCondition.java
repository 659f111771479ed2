package org.beaconhub.testkit;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Skips a test whose servers are missing, or fails it under continuous integration where Debian has them. */
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
        List<Server> absent = servers.filter(installed.negate()).toList();
        String missing = absent.stream().map(Server::missing).collect(Collectors.joining("; "));
        if (absent.isEmpty()) {
            return ConditionEvaluationResult.enabled("its servers are installed");
        }
        if (continuousIntegration && absent.stream().anyMatch(Server::inDebian)) {
            throw new IllegalStateException("CI=true skips nothing: " + missing);
        }
        return ConditionEvaluationResult.disabled(missing);
    }
}
