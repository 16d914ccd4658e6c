package ateliers.cloud.services.codecommit;

import ateliers.cloud.CloudExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.PushCommand;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.RepositoryMetadata;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ServiceSpecificCredential;

/** A repository of a running cloud, and JGit's own client that reaches it over HTTP as a user whom IAM knows. */
final class GitFixture implements AutoCloseable {
    static final String ALL =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"codecommit:*\","
                    + "\"Resource\":\"*\"}]}";
    private static final PersonIdent AUTHOR = new PersonIdent("Zoé Bênoit", "zoe@example.com");

    final CodeCommitClient codecommit;
    final IamClient iam;
    final ServiceSpecificCredential credential;
    private final CloudExtension cloud;
    private final Path folder;
    private final List<Git> clones = new ArrayList<>();

    GitFixture(CloudExtension cloud, Path folder) {
        this.cloud = cloud;
        this.folder = folder;
        this.codecommit = cloud.client(CodeCommitClient.builder());
        this.iam = cloud.client(IamClient.builder());
        codecommit.createRepository(r -> r.repositoryName("boutique"));
        this.credential = user("zoe", ALL);
    }

    /** Git credentials of a new user with a policy. */
    ServiceSpecificCredential user(String name, String policy) {
        iam.createUser(r -> r.userName(name));
        iam.putUserPolicy(r -> r.userName(name).policyName("git").policyDocument(policy));
        return iam.createServiceSpecificCredential(r -> r.userName(name).serviceName("codecommit.amazonaws.com"))
                .serviceSpecificCredential();
    }

    RepositoryMetadata metadata() {
        return codecommit.getRepository(r -> r.repositoryName("boutique")).repositoryMetadata();
    }

    URI remote() {
        return cloud.cloud().endpoint().resolve("/v1/repos/boutique");
    }

    UsernamePasswordCredentialsProvider login() {
        return login(credential);
    }

    static UsernamePasswordCredentialsProvider login(ServiceSpecificCredential of) {
        return new UsernamePasswordCredentialsProvider(of.serviceUserName(), of.servicePassword());
    }

    Git newClone() throws GitAPIException {
        return newClone(login());
    }

    Git newClone(UsernamePasswordCredentialsProvider as) throws GitAPIException {
        Git git = Git.cloneRepository()
                .setURI(remote().toString())
                .setDirectory(folder.resolve("clone-" + clones.size()).toFile())
                .setCredentialsProvider(as)
                .call();
        clones.add(git);
        return git;
    }

    /** A commit of one file. */
    static RevCommit commit(Git git, String file, String text) throws GitAPIException {
        try {
            Files.writeString(git.getRepository().getWorkTree().toPath().resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        git.add().addFilepattern(".").call();
        return git.commit()
                .setMessage("Écris " + file)
                .setAuthor(AUTHOR)
                .setCommitter(AUTHOR)
                .setSign(false)
                .call();
    }

    /** What became of each reference that a push names, as {@code HEAD:refs/heads/main}. */
    List<RemoteRefUpdate> push(Git git, String... specs) throws GitAPIException {
        return push(git, false, login(), specs);
    }

    List<RemoteRefUpdate> push(Git git, boolean force, UsernamePasswordCredentialsProvider as, String... specs)
            throws GitAPIException {
        PushCommand push =
                git.push().setRemote("origin").setCredentialsProvider(as).setForce(force);
        push.setRefSpecs(java.util.stream.Stream.of(specs).map(RefSpec::new).toList());
        List<RemoteRefUpdate> updates = new ArrayList<>();
        for (PushResult result : push.call()) {
            updates.addAll(result.getRemoteUpdates());
        }
        return updates;
    }

    @Override
    public void close() {
        clones.forEach(Git::close);
    }
}
