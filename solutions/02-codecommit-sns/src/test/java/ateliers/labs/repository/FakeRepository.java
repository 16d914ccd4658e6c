package ateliers.labs.repository;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.Commit;
import software.amazon.awssdk.services.codecommit.model.CommitIdDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.GetCommitRequest;
import software.amazon.awssdk.services.codecommit.model.GetCommitResponse;
import software.amazon.awssdk.services.codecommit.model.UserInfo;

/** Un client CodeCommit de test : il connaît les commits qu'on lui donne, dans le dépôt des événements d'exemple. */
final class FakeRepository implements CodeCommitClient {

    static final String NAME = "depot-exemple";

    private final Map<String, Commit> commits = new HashMap<>();

    /** Ajoute un commit, qu'une autre personne que son auteur a enregistré. */
    void add(String id, String author, String message) {
        commits.put(id, commit(id, author, message));
    }

    static Commit commit(String id, String author, String message) {
        return Commit.builder()
                .commitId(id)
                .author(person(author))
                .committer(person("Quelqu'un d'autre"))
                .message(message)
                .build();
    }

    private static UserInfo person(String name) {
        return UserInfo.builder().name(name).email("exemple@exemple.fr").build();
    }

    @Override
    public GetCommitResponse getCommit(GetCommitRequest request) {
        if (!NAME.equals(request.repositoryName()) || !commits.containsKey(request.commitId())) {
            throw CommitIdDoesNotExistException.builder()
                    .message("dépôt " + request.repositoryName() + ", commit " + request.commitId())
                    .build();
        }
        return GetCommitResponse.builder()
                .commit(commits.get(request.commitId()))
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
