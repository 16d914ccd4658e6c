package ateliers.cloud;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkClient;

/** The rules of the house that the structure of the code can show. */
class HouseRulesTest {
    private static final JavaClasses CLOUD = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("ateliers.cloud");

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

    private static boolean isCall(AccessTarget call, Class<?> owner, String... names) {
        return call.getOwner().isEquivalentTo(owner) && List.of(names).contains(call.getName());
    }
}
