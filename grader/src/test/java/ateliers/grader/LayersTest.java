package ateliers.grader;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;

class LayersTest {
    private static final JavaClasses GRADER = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("ateliers.grader");

    @Test
    void testsAreNamedInCamelCase() {
        methods()
                .that()
                .areMetaAnnotatedWith(Testable.class)
                .should()
                .haveNameMatching("[a-z][A-Za-z0-9]*")
                .check(new ClassFileImporter().importPackages("ateliers.grader"));
    }

    @Test
    void gradingGoesOneWayAndNoPackageLooksBack() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("variety")
                .definedBy("ateliers.grader.variety")
                .layer("target")
                .definedBy("ateliers.grader.targets")
                .layer("submission")
                .definedBy("ateliers.grader.submission")
                .layer("build")
                .definedBy("ateliers.grader.build")
                .layer("package")
                .definedBy("ateliers.grader.packaging")
                .layer("deploy")
                .definedBy("ateliers.grader.deploy")
                .layer("checklist")
                .definedBy("ateliers.grader.checklist", "ateliers.grader.checklists..")
                .layer("verdict")
                .definedBy("ateliers.grader.verdict")
                .layer("report")
                .definedBy("ateliers.grader.report")
                .layer("generation")
                .definedBy("ateliers.grader.generation")
                .layer("authoring")
                .definedBy("ateliers.grader.authoring")
                .layer("bench")
                .definedBy("ateliers.grader.bench")
                .layer("load")
                .definedBy("ateliers.grader.load")
                .layer("cli")
                .definedBy("ateliers.grader.cli")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("generation")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("authoring")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("bench")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("load")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("report")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("verdict")
                .mayOnlyBeAccessedByLayers("cli", "authoring", "report")
                .whereLayer("checklist")
                .mayOnlyBeAccessedByLayers("cli", "authoring", "load", "report", "verdict")
                .whereLayer("deploy")
                .mayOnlyBeAccessedByLayers("cli", "bench", "load", "report", "verdict", "checklist")
                .whereLayer("package")
                .mayOnlyBeAccessedByLayers(
                        "cli", "authoring", "bench", "load", "report", "verdict", "checklist", "deploy")
                .whereLayer("build")
                .mayOnlyBeAccessedByLayers(
                        "cli", "authoring", "generation", "report", "verdict", "checklist", "deploy", "package")
                .whereLayer("variety")
                .mayNotAccessAnyLayer()
                .whereLayer("target")
                .mayOnlyAccessLayers("variety")
                .whereLayer("submission")
                .mayNotAccessAnyLayer()
                .check(GRADER);
    }

    @Test
    void packagesFormNoCycle() {
        SlicesRuleDefinition.slices()
                .matching("ateliers.grader.(*)..")
                .should()
                .beFreeOfCycles()
                .check(GRADER);
    }

    @Test
    void onlyTheEmbeddedTargetAndTheCommandsKnowTheCloud() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackages("ateliers.grader.cli")
                .and()
                .haveSimpleNameNotStartingWith("Embedded")
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("ateliers.cloud..")
                        .and(JavaClass.Predicates.resideOutsideOfPackages(
                                "ateliers.cloud.policy", "ateliers.cloud.schedule", "ateliers.cloud.folders")))
                .because(
                        "checklists are the same on every target, so they reach AWS over HTTP only;"
                                + " the rules of IAM, the times of schedules and this machine's files are the same everywhere too, and no part of a running cloud")
                .check(GRADER);
    }
}
