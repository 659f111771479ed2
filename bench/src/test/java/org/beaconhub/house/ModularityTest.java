package org.beaconhub.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the arrows between modules and rooms, as ARCHITECTURE.md draws them. */
class ModularityTest {
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.beaconhub");

    private static final String RULES = "org.beaconhub.rules..";
    private static final String GATEWAY = "org.beaconhub.gateway..";
    private static final String SIM = "org.beaconhub.sim..";
    private static final String BENCH = "org.beaconhub.bench..";

    /** A library's packages, and the rooms that may know it. A room of the tools in bench may know any. */
    private static final Map<String, Set<String>> ROOMS = Map.ofEntries(
            Map.entry("org.eclipse.paho..", rooms("ingest")),
            Map.entry("org.apache.camel..", rooms("ingest", "dispatch", "app")),
            Map.entry("org.jsmpp..", Set.of("org.beaconhub.gateway.dispatch.sms..", "org.beaconhub.testkit..")),
            Map.entry("jakarta.mail..", rooms("dispatch.mail")),
            Map.entry("org.eclipse.angus..", rooms("dispatch.mail")),
            Map.entry("org.apache.activemq..", rooms("broker")),
            Map.entry("org.apache.artemis..", rooms("broker")),
            Map.entry("org.h2.mvstore..", rooms("journal", "series.embedded")),
            Map.entry("com.influxdb..", rooms("series")),
            Map.entry("okhttp3..", rooms("series")),
            Map.entry("java.sql..", rooms("records")),
            Map.entry("javax.sql..", rooms("records")),
            Map.entry("org.flywaydb..", rooms("records")),
            Map.entry("org.postgresql..", Set.of()),
            Map.entry("io.javalin..", rooms("console")),
            Map.entry("org.apache.commons.csv..", rooms("console")),
            Map.entry("org.eclipse.jetty..", rooms("console")),
            Map.entry("io.micrometer..", rooms("vitals")),
            Map.entry(
                    "com.fasterxml.jackson..",
                    rooms("access", "audit", "wire", "dispatch", "console", "series", "backtest", "ground", "app")),
            Map.entry("com.password4j..", rooms("access")),
            Map.entry("com.nulabinc..", rooms("access")),
            Map.entry("com.nimbusds..", rooms("oidc")),
            Map.entry("net.coobird..", rooms("pictures")),
            Map.entry("picocli..", Set.of("org.beaconhub.gateway.app..", "org.beaconhub.sim.cli..")),
            Map.entry("ch.qos.logback..", Set.of("org.beaconhub.gateway.app..", "org.beaconhub.sim.cli..")),
            Map.entry("org.snakeyaml..", Set.of("org.beaconhub.rules.source..", SIM)),
            Map.entry("com.hivemq..", Set.of(SIM)));

    private static Set<String> rooms(String... names) {
        return Set.of(Stream.of(names)
                .map(name -> "org.beaconhub.gateway." + name + "..")
                .toArray(String[]::new));
    }

    @TestFactory
    Stream<DynamicTest> eachLibraryIsKnownOnlyInItsRooms() {
        return ROOMS.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(),
                        () -> hold(noClasses()
                                .that(resideInAPackage("org.beaconhub.."))
                                .and(not(resideInAnyPackage(entry.getValue().toArray(String[]::new))))
                                .and(not(resideInAPackage(BENCH)))
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage(entry.getKey()))));
    }

    @Test
    void rulesKnowsOnlyValuesAndArithmetic() {
        DescribedPredicate<JavaClass> values = resideInAnyPackage(
                        RULES,
                        "java.lang",
                        "java.lang.constant",
                        "java.lang.invoke",
                        "java.lang.runtime",
                        "java.lang.annotation",
                        "java.math",
                        "java.nio.charset",
                        "java.security",
                        "java.time",
                        "java.time.zone",
                        "java.util",
                        "java.util.function",
                        "java.util.regex",
                        "java.util.stream",
                        "org.jspecify..")
                .or(DescribedPredicate.<JavaClass>describe(
                        "an address",
                        type -> type.isEquivalentTo(URI.class) || type.getName().startsWith("java.net.URIS")))
                .or(describe("an array of values", type -> type.isArray() || type.isPrimitive()));
        hold(classes()
                .that(resideInAPackage(RULES).and(not(resideInAPackage("org.beaconhub.rules.source"))))
                .should()
                .onlyDependOnClassesThat(values));
        hold(classes()
                .that(resideInAPackage("org.beaconhub.rules.source"))
                .should()
                .onlyDependOnClassesThat(values.or(resideInAPackage("org.snakeyaml.."))));
    }

    @Test
    void rulesKnowsNoClockThreadOrChance() {
        hold(noClasses()
                .that(resideInAPackage(RULES))
                .should()
                .dependOnClassesThat(describe(
                        "reach outside",
                        type -> Set.of(
                                        "java.lang.Thread",
                                        "java.lang.ThreadLocal",
                                        "java.lang.Process",
                                        "java.lang.ProcessBuilder",
                                        "java.lang.Runtime",
                                        "java.time.Clock",
                                        "java.time.InstantSource",
                                        "java.util.Random",
                                        "java.util.SplittableRandom",
                                        "java.util.Timer",
                                        "java.util.UUID",
                                        "java.util.IdentityHashMap",
                                        "java.security.SecureRandom")
                                .contains(type.getName())))
                .orShould()
                .callMethodWhere(describe(
                        "asks the machine",
                        call -> call.getTarget().getFullName().startsWith("java.lang.Math.random")
                                || (call.getTargetOwner().isEquivalentTo(System.class)
                                        && !call.getTarget().getName().equals("arraycopy"))
                                || call.getTarget().getName().equals("identityHashCode"))));
    }

    @Test
    void gatewayAndRulesDoNotKnowTheSimulatorAndItKnowsNothingOfOurs() {
        hold(noClasses()
                .that(resideInAnyPackage(RULES, GATEWAY))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(SIM, BENCH, "org.beaconhub.testkit.."));
        hold(noClasses()
                .that(resideInAPackage(SIM))
                .should()
                .dependOnClassesThat(resideInAPackage("org.beaconhub..").and(not(resideInAPackage(SIM)))));
        hold(noClasses()
                .that(resideInAPackage(RULES))
                .should()
                .dependOnClassesThat(resideInAPackage("org.beaconhub..").and(not(resideInAPackage(RULES)))));
    }

    @Test
    void nobodyInTheGatewayImportsApp() {
        hold(noClasses()
                .that(resideInAPackage(GATEWAY).and(not(resideInAPackage("org.beaconhub.gateway.app.."))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.beaconhub.gateway.app.."));
    }

    @Test
    void onlyTheLiveRoomMakesAnIncidentNoticeAndTheCodecReadsItBack() {
        hold(noClasses()
                .that(resideInAPackage("org.beaconhub.."))
                .and(not(resideInAnyPackage(
                        "org.beaconhub.rules.live..", "org.beaconhub.rules.decision..", "org.beaconhub.rules.codec..")))
                .should()
                .callMethodWhere(describe(
                        "makes an IncidentNotice",
                        call -> simpleName("IncidentNotice").test(call.getTargetOwner())
                                && call.getTarget().getName().equals("of"))));
    }

    @Test
    void onlyTheDrillRoomMakesADrillNoticeAndTheCodecReadsItBack() {
        hold(noClasses()
                .that(resideInAPackage("org.beaconhub.."))
                .and(not(resideInAnyPackage(
                        "org.beaconhub.rules.drill..",
                        "org.beaconhub.rules.decision..",
                        "org.beaconhub.rules.codec..")))
                .should()
                .callMethodWhere(describe(
                        "makes a DrillNotice",
                        call -> simpleName("DrillNotice").test(call.getTargetOwner())
                                && call.getTarget().getName().equals("of"))));
    }

    @Test
    void whatIsLiveKnowsNothingOfDrills() {
        hold(noClasses()
                .that(resideInAnyPackage(
                        "org.beaconhub.rules.live..",
                        "org.beaconhub.rules.incident..",
                        "org.beaconhub.rules.escalation.."))
                .should()
                .dependOnClassesThat(describe(
                        "belong to drills", type -> type.getSimpleName().startsWith("Drill"))));
    }

    @Test
    void roomsDoNotGoRoundInCircles() {
        hold(slices().matching("org.beaconhub.rules.(*)..").should().beFreeOfCycles());
        hold(slices().matching("org.beaconhub.gateway.(*)..").should().beFreeOfCycles());
        hold(slices().matching("org.beaconhub.sim.(*)..").should().beFreeOfCycles());
    }

    @Test
    void theCodeIsReallyLookedAt() {
        assertThat(CODE.containPackage("org.beaconhub.rules.engine")).isTrue();
        assertThat(CODE.containPackage("org.beaconhub.gateway.clock")).isTrue();
        assertThat(CODE.size()).isGreaterThan(100);
    }

    private static void hold(ArchRule rule) {
        rule.allowEmptyShould(true).check(CODE);
    }
}
