package ateliers.cloud.services.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.RepositoryDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.RepositoryMetadata;
import software.amazon.awssdk.services.codecommit.model.RepositoryTrigger;
import software.amazon.awssdk.services.s3.S3Client;

class StackRepositoryTest extends StackFixture {
    private static final String TEMPLATE = """
            Resources:
              News: {Type: AWS::SNS::Topic}
              Repository:
                Type: AWS::CodeCommit::Repository
                Properties:
                  RepositoryName: boutique
                  RepositoryDescription: La boutique
                  Tags: [{Key: team, Value: a}]
                  Triggers:
                    - {Name: news, DestinationArn: !Ref News, Branches: [main], Events: [all], CustomData: x}
            Outputs:
              Id: {Value: !Ref Repository}
              Arn: {Value: !GetAtt Repository.Arn}
              Name: {Value: !GetAtt Repository.Name}
              Http: {Value: !GetAtt Repository.CloneUrlHttp}
              Ssh: {Value: !GetAtt Repository.CloneUrlSsh}
            """;

    private static final String WITH_CODE = """
            Resources:
              Repository:
                Type: AWS::CodeCommit::Repository
                Properties:
                  RepositoryName: boutique
                  Code: {BranchName: trunk, S3: {Bucket: seeds, Key: seed.zip}}
            """;

    @Test
    void aRepositoryIsMadeChangedAndDeleted() {
        Stack stack = complete(create(TEMPLATE), "CREATE_COMPLETE");
        RepositoryMetadata made = metadata("boutique");
        assertThat(output(stack, "Id")).isEqualTo(made.repositoryId()).isEqualTo(physicalId("Repository"));
        assertThat(output(stack, "Arn")).isEqualTo(made.arn());
        assertThat(output(stack, "Name")).isEqualTo("boutique");
        assertThat(output(stack, "Http")).isEqualTo(made.cloneUrlHttp());
        assertThat(output(stack, "Ssh")).isEqualTo(made.cloneUrlSsh());
        assertThat(made.repositoryDescription()).isEqualTo("La boutique");
        assertThat(made.defaultBranch()).isNull();
        RepositoryTrigger trigger = codecommit()
                .getRepositoryTriggers(r -> r.repositoryName("boutique"))
                .triggers()
                .get(0);
        assertThat(trigger.branches()).containsExactly("main");
        assertThat(trigger.customData()).isEqualTo("x");
        assertThat(tags(made.arn())).containsEntry("team", "a").containsEntry("aws:cloudformation:stack-name", "shop");

        stack = complete(
                update(TEMPLATE.replace("RepositoryName: boutique", "RepositoryName: magasin")
                        .replace("      RepositoryDescription: La boutique\n", "")
                        .replace("Key: team, Value: a", "Key: env, Value: b")
                        .replace("Branches: [main], ", "")),
                "UPDATE_COMPLETE");
        RepositoryMetadata renamed = metadata("magasin");
        assertThat(renamed.repositoryId()).isEqualTo(made.repositoryId());
        assertThat(renamed.repositoryDescription()).isNull();
        assertThat(output(stack, "Name")).isEqualTo("magasin");
        assertThat(output(stack, "Arn")).isEqualTo(renamed.arn());
        assertThat(tags(renamed.arn())).containsEntry("env", "b").doesNotContainKey("team");
        assertThat(codecommit()
                        .getRepositoryTriggers(r -> r.repositoryName("magasin"))
                        .triggers())
                .singleElement()
                .satisfies(each -> assertThat(each.branches()).isEmpty());

        delete();
        assertThatThrownBy(() -> metadata("magasin")).isInstanceOf(RepositoryDoesNotExistException.class);
    }

    @Test
    void itsCodeIsTheFirstCommit() {
        Map<String, String> files = IntStream.range(0, 120)
                .boxed()
                .collect(Collectors.toMap(at -> "src/main/" + at + ".txt", at -> "content " + at));
        seed(files);

        complete(create(WITH_CODE), "CREATE_COMPLETE");

        RepositoryMetadata made = metadata("boutique");
        assertThat(made.defaultBranch()).isEqualTo("trunk");
        assertThat(codecommit()
                        .getFile(r -> r.repositoryName("boutique").filePath("src/main/119.txt"))
                        .fileContent()
                        .asUtf8String())
                .isEqualTo("content 119");
        String tip = codecommit()
                .getBranch(r -> r.repositoryName("boutique").branchName("trunk"))
                .branch()
                .commitId();
        assertThat(codecommit()
                        .getCommit(r -> r.repositoryName("boutique").commitId(tip))
                        .commit()
                        .parents())
                .isEmpty();

        complete(update(WITH_CODE.replace("seed.zip", "other.zip")), "UPDATE_COMPLETE");
        assertThat(metadata("boutique").defaultBranch()).isEqualTo("trunk");
    }

    @Test
    void withoutItsCodeOrWithABadTriggerThereIsNoRepository() {
        complete(create(WITH_CODE), "ROLLBACK_COMPLETE");
        assertThat(events())
                .anyMatch(event -> event.startsWith("Repository CREATE_FAILED") && event.contains("bucket"));
        delete();

        complete(create(TEMPLATE.replace("Events: [all]", "Events: []")), "ROLLBACK_COMPLETE");
        assertThat(events())
                .anyMatch(event -> event.startsWith("Repository CREATE_FAILED")
                        && event.contains("Repository trigger events list cannot be empty"));
        assertThat(codecommit().listRepositories(r -> {}).repositories()).isEmpty();
    }

    private Stack complete(Stack stack, String status) {
        assertThat(stack.stackStatusAsString())
                .as(() -> String.join("\n", events()))
                .isEqualTo(status);
        return stack;
    }

    private CodeCommitClient codecommit() {
        return client(CodeCommitClient.class);
    }

    private RepositoryMetadata metadata(String name) {
        return codecommit().getRepository(r -> r.repositoryName(name)).repositoryMetadata();
    }

    private Map<String, String> tags(String arn) {
        return codecommit().listTagsForResource(r -> r.resourceArn(arn)).tags();
    }

    private void seed(Map<String, String> files) {
        S3Client s3 = client(S3Client.class);
        s3.createBucket(r -> r.bucket("seeds")
                .createBucketConfiguration(
                        c -> c.locationConstraint(cloud.place().region())));
        s3.putObject(r -> r.bucket("seeds").key("seed.zip"), RequestBody.fromBytes(zip(files)));
    }

    private static byte[] zip(Map<String, String> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("src/"));
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }
}
