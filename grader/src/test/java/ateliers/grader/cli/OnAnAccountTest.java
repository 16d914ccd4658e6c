package ateliers.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.LiveAccount;
import ateliers.grader.SolutionCopy;
import ateliers.grader.checklist.Status;
import ateliers.grader.targets.Patience;
import ateliers.grader.verdict.CriterionResult;
import ateliers.grader.verdict.ExitCode;
import ateliers.grader.verdict.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Grading on somebody's account, as which a cloud stands that checks keys; the grader has the documented policy alone. */
class OnAnAccountTest {
    private static final String LAB = "00-annexe-s3-sns";
    private static final Path SOLUTION = Path.of("..", "solutions", LAB);

    @TempDir
    Path folder;

    private LiveAccount account;

    @BeforeEach
    void somebodysAccount() {
        account = new LiveAccount();
    }

    @AfterEach
    void noAccount() {
        account.close();
    }

    private Cli cli() {
        return new Cli(folder).on(account);
    }

    @Test
    void whoHasNotAgreedSeesThePlanAndNothingIsMade() throws Exception {
        Cli.Run run = cli().start("grade", SOLUTION.toString(), "--target", "aws");

        assertThat(run.exit()).as(run.all()).isEqualTo(ExitCode.UNUSABLE);
        assertThat(run.all())
                .contains(
                        "Compte      " + account.cloud().place().account(),
                        "1 × AWS::Lambda::Function",
                        "ajoute --yes");
        assertThat(account.isEmpty()).isTrue();
    }

    @Tag("longue")
    @Test
    void gradesAndLeavesNothing() throws Exception {
        Verdict verdict = GradeRun.gradeLive(
                account,
                account.options(new Patience(Duration.ofSeconds(60), Duration.ofSeconds(3))),
                SOLUTION,
                LAB,
                Set.of("notify", "iam", "config"));

        assertThat(verdict.target()).isEqualTo("aws");
        assertThat(verdict.criteria())
                .extracting(CriterionResult::status)
                .as(verdict.toString())
                .containsOnly(Status.PASSED);
        assertThat(account.isEmpty()).isTrue();
    }

    @Test
    void whatGivesAFunctionTheAccountIsNotDeployed() throws Exception {
        Path copy = SolutionCopy.of(LAB, folder).folder();
        Path template = copy.resolve("template.yaml");
        Files.writeString(
                template,
                Files.readString(template)
                        .replaceFirst(
                                "(?m)^      Policies:\\R",
                                "      Policies:\n        - arn:aws:iam::aws:policy/AdministratorAccess\n"));

        Verdict verdict = GradeRun.gradeLive(account, account.options(Duration.ofSeconds(5)), copy, LAB, Set.of());

        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.UNUSABLE);
        assertThat(verdict.message()).contains("aucun rôle n'est administrateur");
        assertThat(account.isEmpty()).isTrue();
    }

    @Test
    void aProfileOfIdentityCenterSaysHowItIsUsed() throws Exception {
        Path config = Files.writeString(folder.resolve("config"), """
                [profile ecole]
                sso_session = ecole
                sso_account_id = 123456789012
                sso_role_name = Enseignante
                region = eu-west-3
                [sso-session ecole]
                sso_region = eu-west-3
                sso_start_url = https://ecole.awsapps.com/start
                """);

        Cli.Run run = new Cli(folder)
                .with(Map.of(
                        "AWS_CONFIG_FILE",
                        config.toString(),
                        "AWS_SHARED_CREDENTIALS_FILE",
                        folder.resolve("absent").toString(),
                        "AWS_PROFILE",
                        "ecole",
                        "AWS_EC2_METADATA_DISABLED",
                        "true"))
                .start("clean", "--target", "aws");

        assertThat(run.exit()).as(run.all()).isEqualTo(ExitCode.FAULT);
        assertThat(run.all())
                .contains("Le profil « ecole »", "aws sso login --profile ecole", "export-credentials --profile ecole")
                .doesNotContain("Exception", "\tat ");
    }

    @Test
    void manyAreNotGradedThereAtOnce() throws Exception {
        Cli.Run run = cli().start("grade", "--all", "--target", "aws", "--yes");

        assertThat(run.exit()).as(run.all()).isEqualTo(ExitCode.UNUSABLE);
        assertThat(run.err()).contains("un atelier à la fois");
    }
}
