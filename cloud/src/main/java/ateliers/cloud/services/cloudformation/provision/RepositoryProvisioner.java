package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.PutFileEntry;
import software.amazon.awssdk.services.codecommit.model.RepositoryMetadata;
import software.amazon.awssdk.services.codecommit.model.RepositoryTrigger;

/**
 * {@code AWS::CodeCommit::Repository}. Its code is the first commit; later changes of the property change nothing.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-codecommit-repository.html">AWS::CodeCommit::Repository</a>
 */
public final class RepositoryProvisioner implements Provisioner {

    @Override
    public String type() {
        return "AWS::CodeCommit::Repository";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of("Code", "RepositoryDescription", "RepositoryName", "Tags", "Triggers");
    }

    @Override
    public String nameProperty() {
        return "RepositoryName";
    }

    @Override
    public Physical create(ResourceCall call) {
        CodeCommitClient codecommit = call.client(CodeCommitClient.class);
        String name = call.text("RepositoryName");
        RepositoryMetadata made = codecommit
                .createRepository(request -> request.repositoryName(name)
                        .repositoryDescription(call.text("RepositoryDescription"))
                        .tags(call.allTags()))
                .repositoryMetadata();
        try {
            if (call.has("Code")) {
                commit(call, name);
            }
            if (call.has("Triggers")) {
                codecommit.putRepositoryTriggers(
                        request -> request.repositoryName(name).triggers(triggers(call)));
            }
        } catch (RuntimeException e) {
            codecommit.deleteRepository(request -> request.repositoryName(name));
            throw e;
        }
        return physical(made);
    }

    /** A change of its name renames it. */
    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        CodeCommitClient codecommit = call.client(CodeCommitClient.class);
        String name = call.text("RepositoryName");
        if (!name.equals(name(call))) {
            codecommit.updateRepositoryName(
                    request -> request.oldName(name(call)).newName(name));
        }
        if (changed(call, before, "RepositoryDescription")) {
            codecommit.updateRepositoryDescription(
                    request -> request.repositoryName(name).repositoryDescription(call.text("RepositoryDescription")));
        }
        if (changed(call, before, "Triggers")) {
            codecommit.putRepositoryTriggers(
                    request -> request.repositoryName(name).triggers(triggers(call)));
        }
        RepositoryMetadata same = codecommit
                .getRepository(request -> request.repositoryName(name))
                .repositoryMetadata();
        call.tagChange(before)
                .apply(
                        keys -> codecommit.untagResource(
                                request -> request.resourceArn(same.arn()).tagKeys(keys)),
                        set -> codecommit.tagResource(
                                request -> request.resourceArn(same.arn()).tags(set)));
        return physical(same);
    }

    @Override
    public void delete(ResourceCall call) {
        call.client(CodeCommitClient.class).deleteRepository(request -> request.repositoryName(name(call)));
    }

    private static boolean changed(ResourceCall call, ObjectNode before, String property) {
        return !before.path(property).equals(call.properties().path(property));
    }

    /** What the repository is called, which its id does not tell. */
    private static String name(ResourceCall call) {
        return call.attributes().get("Name");
    }

    private static List<RepositoryTrigger> triggers(ResourceCall call) {
        List<RepositoryTrigger> triggers = new ArrayList<>();
        for (JsonNode trigger : call.properties().path("Triggers")) {
            triggers.add(Shapes.fill(RepositoryTrigger.builder().branches(List.of()), trigger)
                    .build());
        }
        return triggers;
    }

    /** AWS documents neither the message nor the author. */
    private static void commit(ResourceCall call, String name) {
        JsonNode code = call.properties().get("Code");
        List<PutFileEntry> files = RepositoryArchive.files(call, code.path("S3"));
        call.client(CodeCommitClient.class)
                .createCommit(request -> request.repositoryName(name)
                        .branchName(code.path("BranchName").asText("main"))
                        .authorName("AWS CodeCommit")
                        .commitMessage("Initial commit by AWS CodeCommit")
                        .putFiles(files));
    }

    private static Physical physical(RepositoryMetadata repository) {
        return new Physical(
                repository.repositoryId(),
                Map.of(
                        "Arn", repository.arn(),
                        "CloneUrlHttp", repository.cloneUrlHttp(),
                        "CloneUrlSsh", repository.cloneUrlSsh(),
                        "Name", repository.repositoryName(),
                        "RepositoryId", repository.repositoryId()));
    }
}
