package ateliers.cloud.services.secretsmanager;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.services.TestServices;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.BatchGetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.ReplicaRegionType;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.secretsmanager.model.SortOrderType;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

class SecretsManagerTest {
    private static final String ARN = "arn:aws:secretsmanager:eu-west-3:123456789012:secret:";
    private static final String MARKED =
            "InvalidRequestException: You can't perform this operation on the secret because it was marked for deletion.";

    private final TestServices services = new TestServices(new SecretsManagerService());
    private final SecretsManagerClient secrets = services.client(SecretsManagerClient.class);

    @AfterEach
    void close() {
        services.close();
        assertThat(services.defects).isEmpty();
    }

    @Test
    void anArnEndsInSixCharactersByChance() {
        String arn = create("shop/db").arn();

        assertThat(arn).matches(ARN + "shop/db-[A-Za-z0-9]{6}");
        for (String id : List.of("shop/db", arn, ARN + "shop/db")) {
            assertThat(secrets.getSecretValue(r -> r.secretId(id)).arn()).isEqualTo(arn);
        }
    }

    @Test
    void aNameThatEndsLikeAnArnIsNotFoundByAPartOfItsArn() {
        create("shop-a1b2c3");

        assertThat(refusal(() -> secrets.getSecretValue(r -> r.secretId(ARN + "shop-a1b2c3"))))
                .isEqualTo("ResourceNotFoundException: Secrets Manager can't find the specified secret.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Inv Name", " Inv Name", " Inv*Name? ", " Inv *?!]Name\\-"})
    void aNameHasFewCharacters(String name) {
        String words =
                "ValidationException: Invalid name. Must be a valid name containing alphanumeric characters, or any"
                        + " of the following: -/_+=.@!";

        assertThat(refusal(() -> create(name))).isEqualTo(words);
        assertThat(refusal(() -> secrets.getSecretValue(r -> r.secretId(name)))).isEqualTo(words);
        assertThat(refusal(() -> secrets.deleteSecret(r -> r.secretId(name)))).isEqualTo(words);
    }

    @Test
    void aNameIsThereOnce() {
        create("db");

        assertThat(refusal(() -> create("db")))
                .isEqualTo("ResourceExistsException: The operation failed because the secret db already exists.");
    }

    @Test
    void aSecretGoesAfterItsRecoveryWindow() {
        create("db");
        secrets.deleteSecret(r -> r.secretId("db").recoveryWindowInDays(7L));

        services.clock.advance(Duration.ofDays(6));
        assertThat(services.clock.awaitIdle(Duration.ofSeconds(60))).isTrue();

        DescribeSecretResponse marked = secrets.describeSecret(r -> r.secretId("db"));
        assertThat(marked.deletedDate()).isEqualTo(services.clock.instant().plus(Duration.ofDays(1)));
        assertThat(refusal(() -> secrets.getSecretValue(r -> r.secretId("db")))).isEqualTo(MARKED);
        assertThat(refusal(() -> secrets.tagResource(r -> r.secretId("db").tags(tag("a", "b")))))
                .isEqualTo(MARKED);
        assertThat(refusal(() -> create("db")))
                .isEqualTo("InvalidRequestException: You can't create this secret because a secret with this name is"
                        + " already scheduled for deletion.");
        assertThat(secrets.listSecrets(r -> {}).secretList()).isEmpty();
        assertThat(secrets.listSecrets(r -> r.includePlannedDeletion(true)).secretList())
                .hasSize(1);
        services.clock.advance(Duration.ofDays(1));
        assertThat(services.clock.awaitIdle(Duration.ofSeconds(60))).isTrue();
        assertThat(refusal(() -> secrets.describeSecret(r -> r.secretId("db"))))
                .isEqualTo("ResourceNotFoundException: Secrets Manager can't find the specified secret.");
        create("db");
    }

    @Test
    void aSecretCanBeRestoredUntilThen() {
        create("db");
        secrets.deleteSecret(r -> r.secretId("db"));
        services.clock.advance(Duration.ofDays(29));
        assertThat(services.clock.awaitIdle(Duration.ofSeconds(60))).isTrue();

        secrets.restoreSecret(r -> r.secretId("db"));
        services.clock.advance(Duration.ofDays(2));
        assertThat(services.clock.awaitIdle(Duration.ofSeconds(60))).isTrue();

        assertThat(secrets.getSecretValue(r -> r.secretId("db")).secretString()).isEqualTo("value of db");
        assertThat(secrets.describeSecret(r -> r.secretId("db")).deletedDate()).isNull();
    }

    @Test
    void aSecretThatIsDeletedByForceIsGoneAtOnce() {
        String first = create("db").arn();
        secrets.deleteSecret(r -> r.secretId("db"));
        secrets.deleteSecret(r -> r.secretId("db").forceDeleteWithoutRecovery(true));

        assertThat(create("db").arn()).isNotEqualTo(first);
        assertThat(secrets.deleteSecret(r -> r.secretId("nowhere").forceDeleteWithoutRecovery(true))
                        .name())
                .isEqualTo("nowhere");
        assertThat(refusal(() -> secrets.deleteSecret(r -> r.secretId("nowhere"))))
                .isEqualTo("ResourceNotFoundException: Secrets Manager can't find the specified secret.");
        assertThat(refusal(() -> secrets.deleteSecret(
                        r -> r.secretId("db").forceDeleteWithoutRecovery(true).recoveryWindowInDays(7L))))
                .isEqualTo("InvalidParameterException: You can't use ForceDeleteWithoutRecovery in conjunction with"
                        + " RecoveryWindowInDays.");
        assertThat(refusal(() -> secrets.deleteSecret(r -> r.secretId("db").recoveryWindowInDays(6L))))
                .isEqualTo("InvalidParameterException: The RecoveryWindowInDays value must be between 7 and 30 days"
                        + " (inclusive).");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            name        | /            | /testing2/two /testing4/four
            name        | !/           | testing1/one testing3/three
            name        | testing1 one |
            description | a            | testing1/one /testing2/two testing3/three
            description | !a           | /testing4/four
            description | a secret     | testing1/one /testing2/two
            description | !c           | testing1/one /testing2/two testing3/three /testing4/four
            tag-key     | col          | testing1/one
            tag-key     | Col          |
            tag-value   | gr           | testing1/one
            all         | GREEN        | testing1/one
            all         | the          | /testing4/four
            """)
    void listsByFilters(String key, String value, String expected) {
        create("testing1/one", "a secret", tag("colour", "green"));
        create("/testing2/two", "an secret");
        create("testing3/three", "asecret");
        create("/testing4/four", "thesecret");

        assertThat(secrets.listSecrets(r -> r.filters(filter(key, value))).secretList().stream()
                        .map(SecretListEntry::name))
                .containsExactly(expected == null ? new String[0] : expected.split(" "));
    }

    @Test
    void listsPageByPageInEitherOrder() {
        List.of("a", "b", "c").forEach(this::create);

        var first = secrets.listSecrets(r -> r.maxResults(2));
        var rest = secrets.listSecrets(r -> r.maxResults(2).nextToken(first.nextToken()));

        assertThat(first.secretList().stream().map(SecretListEntry::name)).containsExactly("a", "b");
        assertThat(rest.secretList().stream().map(SecretListEntry::name)).containsExactly("c");
        assertThat(rest.nextToken()).isNull();
        assertThat(secrets.listSecrets(r -> r.sortOrder(SortOrderType.DESC)).secretList().stream()
                        .map(SecretListEntry::name))
                .containsExactly("c", "b", "a");
        assertThat(refusal(() -> secrets.listSecrets(r -> r.nextToken("?")))).startsWith("InvalidNextTokenException: ");
    }

    @Test
    void tagsAreAnEmptyListOnceThereWereSome() {
        create("db");
        assertThat(secrets.describeSecret(r -> r.secretId("db")).hasTags()).isFalse();

        secrets.tagResource(r -> r.secretId("db").tags(tag("a", "1"), tag("b", "2")));
        secrets.untagResource(r -> r.secretId("db").tagKeys("a"));
        assertThat(secrets.describeSecret(r -> r.secretId("db")).tags()).containsExactly(tag("b", "2"));
        secrets.untagResource(r -> r.secretId("db").tagKeys("b"));

        assertThat(secrets.describeSecret(r -> r.secretId("db")).hasTags()).isTrue();
        assertThat(secrets.describeSecret(r -> r.secretId("db")).tags()).isEmpty();
    }

    @Test
    void theDayOfTheLastAccessIsKept() {
        create("db");
        assertThat(secrets.describeSecret(r -> r.secretId("db")).lastAccessedDate())
                .isNull();

        secrets.getSecretValue(r -> r.secretId("db"));

        assertThat(secrets.describeSecret(r -> r.secretId("db"))
                        .lastAccessedDate()
                        .toString())
                .endsWith("T00:00:00Z");
    }

    @Test
    void aBatchTellsWhatItCouldNotGet() {
        create("a");
        create("b");

        BatchGetSecretValueResponse batch = secrets.batchGetSecretValue(r -> r.secretIdList("a", "nowhere", "b"));

        assertThat(batch.secretValues().stream().map(each -> each.secretString()))
                .containsExactly("value of a", "value of b");
        assertThat(batch.errors()).singleElement().satisfies(error -> {
            assertThat(error.secretId()).isEqualTo("nowhere");
            assertThat(error.errorCode()).isEqualTo("ResourceNotFoundException");
            assertThat(error.message()).isEqualTo("Secrets Manager can't find the specified secret.");
        });
        assertThat(secrets.batchGetSecretValue(r -> r.filters(filter("name", "b")))
                        .secretValues())
                .hasSize(1);
        assertThat(refusal(() -> secrets.batchGetSecretValue(r -> {})))
                .isEqualTo(
                        "InvalidParameterException: Either 'SecretIdList' or 'Filters' must be provided, but not both.");
    }

    @Test
    void aBatchNeedsThePermissionForEachSecret() {
        create("a");
        services.deny("secretsmanager:GetSecretValue");

        assertThat(secrets.batchGetSecretValue(r -> r.secretIdList("a")).errors())
                .singleElement()
                .satisfies(error -> assertThat(error.errorCode()).isEqualTo("AccessDeniedException"));
    }

    @Test
    void passwordsHoldWhatTheyAreAskedFor() {
        assertThat(secrets.getRandomPassword(r -> {}).randomPassword())
                .hasSize(32)
                .matches(".*[a-z].*")
                .matches(".*[A-Z].*")
                .matches(".*[0-9].*")
                .matches(".*\\p{Punct}.*");
        assertThat(secrets.getRandomPassword(r -> r.passwordLength(200L)
                                .excludePunctuation(true)
                                .excludeUppercase(true)
                                .excludeCharacters("abc123"))
                        .randomPassword())
                .matches("[d-z04-9]{200}");
        assertThat(secrets.getRandomPassword(
                                r -> r.passwordLength(5L).includeSpace(true).requireEachIncludedType(true))
                        .randomPassword())
                .contains(" ");
        assertThat(refusal(() -> secrets.getRandomPassword(r -> r.passwordLength(3L))))
                .startsWith("InvalidParameterException: ");
        assertThat(refusal(() -> secrets.getRandomPassword(r -> r.passwordLength(4097L))))
                .contains("Member must have value less than or equal to 4096");
    }

    @Test
    void aPolicyIsKeptAsItIsWrittenUnlessItOpensTheSecret() {
        create("db");
        String open = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\","
                + "\"Action\":\"secretsmanager:GetSecretValue\",\"Resource\":\"*\"}]}";

        assertThat(refusal(() -> secrets.putResourcePolicy(
                        r -> r.secretId("db").resourcePolicy(open).blockPublicPolicy(true))))
                .startsWith("PublicPolicyException: ");
        assertThat(refusal(() -> secrets.putResourcePolicy(r -> r.secretId("db").resourcePolicy("{"))))
                .isEqualTo("MalformedPolicyDocumentException: This resource policy contains a syntax error.");
        secrets.putResourcePolicy(r -> r.secretId("db").resourcePolicy(open));
        assertThat(secrets.getResourcePolicy(r -> r.secretId("db")).resourcePolicy())
                .isEqualTo(open);
        secrets.deleteResourcePolicy(r -> r.secretId("db"));
        assertThat(secrets.getResourcePolicy(r -> r.secretId("db")).resourcePolicy())
                .isNull();
    }

    @Test
    void keysOfTheCustomerAndReplicasAreUnsupported() {
        assertThat(refusal(() -> secrets.createSecret(r -> r.name("db")
                        .clientRequestToken(UUID.randomUUID().toString())
                        .kmsKeyId("alias/mine"))))
                .isEqualTo("Unsupported: Unsupported by the embedded cloud: secretsmanager: the customer managed key"
                        + " alias/mine");
        assertThat(refusal(() -> secrets.createSecret(r -> r.name("db")
                        .clientRequestToken(UUID.randomUUID().toString())
                        .addReplicaRegions(
                                ReplicaRegionType.builder().region("eu-west-1").build()))))
                .startsWith("Unsupported: ");
        secrets.createSecret(r ->
                r.name("db").clientRequestToken(UUID.randomUUID().toString()).kmsKeyId("alias/aws/secretsmanager"));
    }

    @Test
    void whatMakesAVersionNeedsAToken() {
        String words = "You must provide a ClientRequestToken value. We recommend a UUID-type value.";

        assertThat(refusal(() -> secrets.createSecret(r -> r.name("db").secretString("x"))))
                .isEqualTo("InvalidRequestException: " + words);
        assertThat(refusal(() -> secrets.rotateSecret(r -> r.secretId("db"))))
                .isEqualTo("InvalidParameterException: " + words);
    }

    private CreateSecretResponse create(String name) {
        return create(name, null);
    }

    private CreateSecretResponse create(String name, String description, Tag... tags) {
        return secrets.createSecret(r -> r.name(name)
                .description(description)
                .clientRequestToken(UUID.randomUUID().toString())
                .secretString("value of " + name)
                .tags(tags));
    }

    private static Filter filter(String key, String value) {
        return Filter.builder().key(key).values(value).build();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
