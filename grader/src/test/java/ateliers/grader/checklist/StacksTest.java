package ateliers.grader.checklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.grader.build.Built;
import ateliers.grader.checklists.bank.BankChecklist;
import ateliers.grader.deploy.Deployer;
import ateliers.grader.packaging.Packager;
import ateliers.grader.targets.AwsClients;
import ateliers.grader.targets.EmbeddedTarget;
import ateliers.grader.targets.GraderException;
import ateliers.grader.targets.Target;
import ateliers.grader.verdict.Checklists;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StacksTest {
    private static final String TOPIC = """
            Resources:
              Topic:
                Type: AWS::SNS::Topic
            """;

    @TempDir
    Path folder;

    private Stacks stacks;

    @BeforeEach
    void stacksOfATopic() throws IOException {
        stacks = stacks(TOPIC);
    }

    @AfterEach
    void noStacks() {
        stacks.close();
    }

    private Stacks stacks(String template) throws IOException {
        return new Stacks(EmbeddedTarget::start, deployer(template));
    }

    private Deployer deployer(String template) throws IOException {
        Path file = Files.writeString(folder.resolve("template.yaml"), template);
        Built built = new Built(folder, folder.resolve(Built.JAR), List.of());
        return new Deployer(new Packager(file, built), Map.of());
    }

    @Test
    void criteriaShareOneStack() {
        stacks.prepare();

        assertThat(stacks.shared()).isSameAs(stacks.shared());
    }

    @Test
    void theSecondStackOfAPairStandsBesideTheFirstAndIsLeftForAFreshCriterion() {
        Stack first = stacks.first();
        Stack second = first.again();

        assertThat(second.aws().cloudFormation().describeStacks().stacks())
                .extracting(stack -> stack.stackName())
                .contains(first.name(), second.name());
        assertThat(stacks.fresh()).isSameAs(second);
        assertThat(stacks.fresh()).isNotIn(first, second);
    }

    @Test
    void aSoleStackStandsBesideNoneAndLeavesTheSecondOfAPairToAnother() {
        Stack first = stacks.first();
        Stack second = first.again();

        assertThat(stacks.sole().aws().cloudFormation().describeStacks().stacks())
                .hasSize(1);
        assertThat(stacks.fresh()).isSameAs(second);
    }

    @Test
    void whatCriteriaApartPlayOnIsDeployedBeforeTheyAskForIt() throws Exception {
        List<Target> started = new ArrayList<>();
        CountDownLatch both = new CountDownLatch(2);
        Supplier<Target> targets = () -> {
            Target target = EmbeddedTarget.start();
            started.add(target);
            both.countDown();
            return target;
        };
        try (Stacks ahead = new Stacks(targets, deployer(TOPIC))) {
            ahead.prepareApart(Checklists.criteria(BankChecklist.class));
            both.await();
            Stack first = ahead.first();
            Stack sole = ahead.sole();

            assertThat(started).hasSize(2);
            assertThat(accounts(first)).isNotEqualTo(accounts(sole));
            assertThat(ahead.first()).isNotSameAs(first);
            assertThat(started).hasSize(3);
        }
    }

    @Test
    void whatIsUnderWayThoughNobodyAskedForItIsDeployedAtTheEnd() throws Exception {
        CompletableFuture<Target> begun = new CompletableFuture<>();
        Supplier<Target> targets = () -> {
            Target target = EmbeddedTarget.start();
            begun.complete(target);
            return target;
        };
        try (Stacks unasked = new Stacks(targets, deployer(TOPIC))) {
            unasked.prepareApart(Checklists.criteria(BankChecklist.class));
            Target target = begun.join();
            unasked.endApart();

            try (AwsClients aws = new AwsClients(target)) {
                assertThat(aws.cloudFormation().describeStacks().stacks())
                        .extracting(stack -> stack.stackStatusAsString())
                        .containsExactly("CREATE_COMPLETE");
            }
        }
    }

    @Test
    void nothingIsDeployedAheadWhereTheSharedStackWasRefused() throws Exception {
        List<Target> started = new ArrayList<>();
        Supplier<Target> targets = () -> {
            Target target = EmbeddedTarget.start();
            started.add(target);
            return target;
        };
        try (Stacks refused = new Stacks(targets, deployer("Resources: {}"))) {
            refused.prepare();
            refused.prepareApart(Checklists.criteria(BankChecklist.class));
            refused.endApart();

            assertThat(started).hasSize(1);
        }
    }

    @Test
    void whatIsRefusedAheadIsToldToWhoAsksForIt() throws IOException {
        try (Stacks refused = stacks("Resources: {}")) {
            refused.prepareApart(Checklists.criteria(BankChecklist.class));

            assertThatThrownBy(refused::first).isInstanceOf(CriterionFailure.class);
        }
    }

    @Test
    void aFreshCriterionGetsACloudOfItsOwnWhereNoSecondStackCouldBeMade() throws IOException {
        Stacks named = stacks(TOPIC + "    Properties:\n      TopicName: commandes\n");
        try (named) {
            Stack first = named.first();

            assertThatThrownBy(first::again).isInstanceOf(CriterionFailure.class);
            assertThat(accounts(named.fresh())).isNotEqualTo(accounts(first));
        }
    }

    @Test
    void aSecondStackBesideTheSharedOneIsLeftToNobody() {
        stacks.prepare();

        Stack second = stacks.shared().again();

        assertThat(stacks.fresh()).isNotSameAs(second);
    }

    @Test
    void theSecondStackOfAPairIsNotPassedWhatHasADefault() throws IOException {
        Path file = Files.writeString(folder.resolve("template.yaml"), """
                Parameters:
                  Name:
                    Type: String
                  Colour:
                    Type: String
                    Default: blue
                Resources:
                  T:
                    Type: AWS::SNS::Topic
                    Properties:
                      DisplayName: !Sub "${Name} ${Colour}"
                Outputs:
                  Colour:
                    Value: !Ref Colour
                """);
        Built built = new Built(folder, folder.resolve(Built.JAR), List.of());
        Deployer deployer =
                new Deployer(new Packager(file, built), Map.of("Name", "n", "Colour", "red"), Map.of("Colour", "blue"));
        try (Stacks coloured = new Stacks(EmbeddedTarget::start, deployer)) {
            Stack first = coloured.first();
            Stack second = first.again();

            assertThat(first.output("Colour")).isEqualTo("red");
            assertThat(first.parameter("Colour")).isEqualTo("red");
            assertThat(second.output("Colour")).isEqualTo("blue");
            assertThat(second.parameter("Colour")).isEqualTo("blue");
            assertThat(second.parameter("Name")).isEqualTo("n");
        }
    }

    @Test
    void nothingIsStartedAfterTheEnd() {
        stacks.close();

        assertThatThrownBy(stacks::fresh).isInstanceOf(GraderException.class);
    }

    @Test
    void eachCloudIsPreparedOnceBeforeAnythingIsDeployedThere() throws IOException {
        Path file = Files.writeString(folder.resolve("template.yaml"), TOPIC);
        Built built = new Built(folder, folder.resolve(Built.JAR), List.of());
        List<Integer> deployed = new ArrayList<>();
        try (Stacks prepared = new Stacks(
                EmbeddedTarget::start,
                new Deployer(new Packager(file, built), Map.of()),
                (target, aws) -> deployed.add(
                        aws.cloudFormation().describeStacks().stacks().size()))) {
            prepared.first().again();
            prepared.fresh();
            prepared.fresh();
        }

        assertThat(deployed).containsExactly(0, 0);
    }

    private static String accounts(Stack stack) {
        return stack.aws().sts().getCallerIdentity().account();
    }
}
