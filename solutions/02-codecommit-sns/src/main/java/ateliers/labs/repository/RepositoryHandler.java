package ateliers.labs.repository;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.sns.SnsClient;

/** Prévient les abonnés du sujet SNS de chaque changement critique du dépôt. */
public final class RepositoryHandler implements RequestStreamHandler {

    private final CodeCommitClient codeCommit;
    private final SnsClient sns;
    private final String topicArn;

    /** Lambda appelle ce constructeur une fois par environnement : les clients servent ensuite à tous les événements. */
    public RepositoryHandler() {
        this(UrlConnectionHttpClient.create());
    }

    private RepositoryHandler(SdkHttpClient http) {
        this(
                CodeCommitClient.builder().httpClient(http).build(),
                SnsClient.builder().httpClient(http).build(),
                System.getenv("TOPIC_ARN"));
    }

    /** Le constructeur des tests, qui donnent leurs propres clients. */
    RepositoryHandler(CodeCommitClient codeCommit, SnsClient sns, String topicArn) {
        this.codeCommit = codeCommit;
        this.sns = sns;
        this.topicArn = topicArn;
    }

    /** Une exception sort toujours d'ici : c'est elle qui dit à Lambda de réessayer, puis de garder l'événement. */
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        RepositoryEvent event = RepositoryEvent.read(input);
        RepositoryEvent.Detail detail = event.detail();
        Change change = event.change();
        Optional<CommitSummary> commit = change == Change.DELETION
                ? Optional.empty()
                : Optional.of(commit(detail.repositoryName(), detail.commitId()));
        context.getLogger().log("Événement " + event.id() + " : " + change + " " + detail.referenceName());
        sns.publish(new Notification(change, detail.repositoryName(), detail.referenceName(), commit)
                .toRequest(topicArn));
    }

    private CommitSummary commit(String repository, String id) {
        return CommitSummary.of(codeCommit
                .getCommit(r -> r.repositoryName(repository).commitId(id))
                .commit());
    }
}
