package ateliers.cloud.services.codecommit;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.codecommit.model.RepositoryTrigger;
import software.amazon.awssdk.services.codecommit.model.RepositoryTriggerEventEnum;

class TriggerSettingsTest extends CodeCommitFixture {
    private static final String TOPIC = "arn:aws:sns:eu-west-3:123456789012:news";

    @Test
    void triggersAreReplacedAsAWhole() {
        assertThat(codecommit
                        .getRepositoryTriggers(r -> r.repositoryName("boutique"))
                        .triggers())
                .isEmpty();
        RepositoryTrigger function = trigger(t -> t.name("build")
                .destinationArn("arn:aws:lambda:eu-west-3:123456789012:function:build:live")
                .branches("main", "feature/a")
                .customData("{\"a\": 1}"));
        String id = put(trigger(t -> {}), function);

        assertThat(codecommit.getRepositoryTriggers(r -> r.repositoryName("boutique")))
                .satisfies(answer -> {
                    assertThat(answer.configurationId()).isEqualTo(id);
                    assertThat(answer.triggers()).containsExactly(trigger(t -> {}), function);
                });
        assertThat(put()).isNotEqualTo(id);
        assertThat(codecommit
                        .getRepositoryTriggers(r -> r.repositoryName("boutique"))
                        .triggers())
                .isEmpty();
    }

    @Test
    void aTriggerHasANameADestinationAndEvents() {
        assertThat(refusal(() -> codecommit.putRepositoryTriggers(r -> r.repositoryName("boutique"))))
                .startsWith("RepositoryTriggersListRequiredException");
        assertThat(refused(t -> t.name(null))).startsWith("RepositoryTriggerNameRequiredException");
        assertThat(refused(t -> t.destinationArn(null))).startsWith("RepositoryTriggerDestinationArnRequiredException");
        assertThat(refused(t -> t.branches((List<String>) null)))
                .startsWith("RepositoryTriggerBranchNameListRequiredException");
        assertThat(refused(t -> t.events((List<RepositoryTriggerEventEnum>) null)))
                .startsWith("RepositoryTriggerEventsListRequiredException");
        assertThat(refused(t -> t.eventsWithStrings(List.of())))
                .isEqualTo("InvalidRepositoryTriggerEventsException: Repository trigger events list cannot be empty");
        assertThat(refused(t -> t.eventsWithStrings("push")))
                .isEqualTo(
                        "InvalidRepositoryTriggerEventsException: One or more events specified for the trigger is not"
                                + " valid. Check to make sure that all events specified match the requirements for allowed"
                                + " events.");
        assertThat(refused(t -> t.eventsWithStrings("all", "updateReference")))
                .startsWith("InvalidRepositoryTriggerEventsException");
        assertThat(refused(t -> t.branches("a b"))).startsWith("InvalidRepositoryTriggerBranchNameException");
        assertThat(refused(t -> t.customData("x".repeat(1001))))
                .startsWith("InvalidRepositoryTriggerCustomDataException");
    }

    @Test
    void numbersAreLimited() {
        RepositoryTrigger[] many = IntStream.range(0, 11)
                .mapToObj(at -> trigger(t -> t.name("t" + at)))
                .toArray(RepositoryTrigger[]::new);
        assertThat(refusal(() -> put(many))).startsWith("MaximumRepositoryTriggersExceededException");
        assertThat(refused(t -> t.branches(
                        IntStream.range(0, 11).mapToObj(at -> "b" + at).toList())))
                .startsWith("MaximumBranchesExceededException");
        assertThat(refusal(() -> put(trigger(t -> {}), trigger(t -> {}))))
                .startsWith("InvalidRepositoryTriggerNameException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a,b", "a/b"})
    void namesAreChecked(String name) {
        assertThat(refused(t -> t.name(name)))
                .isEqualTo("InvalidRepositoryTriggerNameException: The name of the trigger is not valid.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "news",
                "arn:aws:sqs:eu-west-3:123456789012:inbox",
                "arn:aws:sns:eu-west-3:1:news",
                "arn:aws:sns:eu-west-3:123456789012:news:sub",
                "arn:aws:lambda:eu-west-3:123456789012:layer:build"
            })
    void destinationsAreTopicsOrFunctions(String arn) {
        assertThat(refused(t -> t.destinationArn(arn))).startsWith("InvalidRepositoryTriggerDestinationArnException");
    }

    @Test
    void destinationsAreInTheRegionOfTheRepository() {
        assertThat(refused(t -> t.destinationArn(TOPIC.replace("eu-west-3", "us-east-1"))))
                .startsWith("InvalidRepositoryTriggerRegionException");
    }

    private static RepositoryTrigger trigger(Consumer<RepositoryTrigger.Builder> change) {
        return RepositoryTrigger.builder()
                .name("news")
                .destinationArn(TOPIC)
                .branches(List.of())
                .events(RepositoryTriggerEventEnum.ALL)
                .applyMutation(change)
                .build();
    }

    private String put(RepositoryTrigger... triggers) {
        return codecommit
                .putRepositoryTriggers(r -> r.repositoryName("boutique").triggers(triggers))
                .configurationId();
    }

    private String refused(Consumer<RepositoryTrigger.Builder> change) {
        return refusal(() -> put(trigger(change)));
    }
}
