package ateliers.cloud;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import software.amazon.awssdk.core.SdkClient;

/** The rules of the house that the structure of the code can show. */
class HouseRulesTest {
    private static final JavaClasses WITH_TESTS = new ClassFileImporter().importPackages("ateliers.cloud");
    private static final JavaClasses CLOUD = WITH_TESTS.that(describe(
            "are no tests",
            type -> type.getSource()
                    .filter(source -> new ImportOption.DoNotIncludeTests().includes(Location.of(source.getUri())))
                    .isPresent()));

    /** Waits that would end by time alone, or that another thread has to end. */
    private static final DescribedPredicate<AccessTarget.CodeUnitCallTarget> WAITS = describe(
            "waits",
            call -> isCall(call, Object.class, "wait")
                    || isCall(call, TimeUnit.class, "timedWait", "timedJoin", "sleep")
                    || isCall(call, Thread.class, "join")
                            && !call.getRawParameterTypes().isEmpty()
                    || isCall(call, LockSupport.class, "park", "parkNanos", "parkUntil")
                    || isConcurrent(call) && call.getName().startsWith("await")
                    || !call.getOwner().isEquivalentTo(TimeUnit.class)
                            && call.getRawParameterTypes().stream()
                                    .anyMatch(type -> type.isEquivalentTo(TimeUnit.class)));

    @Test
    void testsAreNamedInCamelCase() {
        methods()
                .that()
                .areMetaAnnotatedWith(Testable.class)
                .should()
                .haveNameMatching("[a-z][A-Za-z0-9]*")
                .check(WITH_TESTS);
    }

    @Test
    void noServiceImportsAnother() {
        slices().matching("ateliers.cloud.services.(*)..")
                .should()
                .notDependOnEachOther()
                .allowEmptyShould(true)
                .check(CLOUD);
    }

    @Test
    void onlyTheDoorKnowsServices() {
        noClasses()
                .that(resideOutsideOfPackage("ateliers.cloud.services.."))
                .should()
                .dependOnClassesThat(resideInAPackage("ateliers.cloud.services.."))
                .check(CLOUD);
    }

    @Test
    void theWireKnowsNoService() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "ateliers.cloud.wire..",
                        "ateliers.cloud.http..",
                        "ateliers.cloud.sdk..",
                        "ateliers.cloud.traits..")
                .should()
                .dependOnClassesThat(resideInAPackage("software.amazon.awssdk.services.."))
                .check(CLOUD);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("ateliers.cloud.(**)").should().beFreeOfCycles().check(CLOUD);
    }

    @Test
    void onlyTheClockTellsTime() {
        DescribedPredicate<AccessTarget> tellsTime = describe(
                "tells time or sleeps",
                call -> call.getName().equals("now")
                                && call.getOwner().getPackageName().equals("java.time")
                        || isCall(call, System.class, "currentTimeMillis")
                        || isCall(call, Thread.class, "sleep")
                        || isCall(call, java.time.Clock.class, "systemUTC", "systemDefaultZone", "system")
                        || isCall(call, java.time.InstantSource.class, "system"));
        noClasses()
                .that(resideOutsideOfPackage("ateliers.cloud.clock"))
                .should()
                .callMethodWhere(JavaCall.Predicates.target(tellsTime))
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(java.util.Timer.class, java.util.concurrent.ScheduledExecutorService.class)
                .check(CLOUD);
    }

    @Test
    void onlyTheClockWaits() {
        noClasses()
                .that(resideOutsideOfPackages("ateliers.cloud.clock..", "ateliers.cloud.sandbox.."))
                .should()
                .callMethodWhere(JavaCall.Predicates.target(WAITS))
                .because("what waits by itself is neither seen nor shortened by the clock: park there instead")
                .check(CLOUD);
    }

    @Test
    void theRuleKnowsTheWaysToWait() {
        List<String> seen = new ClassFileImporter()
                .importClasses(WaysToWait.class).get(WaysToWait.class).getMethodCallsFromSelf().stream()
                        .filter(call -> WAITS.test(call.getTarget()))
                        .map(call -> call.getOrigin().getName())
                        .distinct()
                        .toList();

        assertThat(seen)
                .containsExactlyInAnyOrder(
                        "monitor", "unit", "condition", "latch", "future", "queue", "thread", "join");
    }

    /** One of each sort; called by nobody. */
    private static final class WaysToWait {
        void monitor(Object lock) throws InterruptedException {
            lock.wait();
        }

        void unit(Object lock) throws InterruptedException {
            TimeUnit.SECONDS.timedWait(lock, 1);
        }

        void condition(Condition condition) throws InterruptedException {
            condition.await();
        }

        void latch(CountDownLatch latch) throws InterruptedException {
            latch.await(1, TimeUnit.SECONDS);
        }

        void future(Future<?> future) throws Exception {
            future.get(1, TimeUnit.SECONDS);
        }

        void queue(BlockingQueue<?> queue) throws InterruptedException {
            queue.poll(1, TimeUnit.SECONDS);
        }

        void thread() {
            LockSupport.parkNanos(1);
        }

        void join(Thread thread) throws InterruptedException {
            thread.join(1);
        }

        long noWait(TimeUnit unit, Future<?> future, BlockingQueue<?> queue) throws Exception {
            future.get();
            queue.poll();
            return unit.convert(1, TimeUnit.SECONDS);
        }
    }

    @Test
    void reflectionOnTheSdkSitsInOneClass() {
        DescribedPredicate<AccessTarget> looksInside = describe(
                "looks inside a class",
                call -> isCall(call, Class.class, "forName", "getDeclaredField", "getDeclaredFields"));
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("ateliers.cloud.sdk.SdkModel")
                .should()
                .callMethodWhere(JavaCall.Predicates.target(looksInside))
                .check(CLOUD);
    }

    @Test
    void nothingIsPrinted() {
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace", PrintStream.class)
                .check(CLOUD);
    }

    @Test
    void noStaticState() {
        fields().that().areStatic().should().beFinal().check(CLOUD);
    }

    @Test
    void servicesAreReachedThroughTheirModuleOnly() {
        classes()
                .that()
                .areAssignableTo(SdkClient.class)
                .and()
                .areNotInterfaces()
                .should()
                .bePackagePrivate()
                .check(CLOUD);
    }

    @Test
    void groupsOfOperationsExtendNothing() {
        DescribedPredicate<JavaClass> nothing = describe(
                "classes that extend nothing",
                type -> type.getRawSuperclass()
                        .filter(parent -> !parent.isEquivalentTo(Object.class))
                        .isEmpty());
        classes()
                .that()
                .areAssignableTo(SdkClient.class)
                .and()
                .areNotInterfaces()
                .should(be(nothing))
                .because("the door looks for operations in the group alone")
                .check(CLOUD);
    }

    private static boolean isConcurrent(AccessTarget call) {
        return call.getOwner().getPackageName().startsWith("java.util.concurrent");
    }

    private static boolean isCall(AccessTarget call, Class<?> owner, String... names) {
        return call.getOwner().isEquivalentTo(owner) && List.of(names).contains(call.getName());
    }
}
