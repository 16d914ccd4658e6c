package ateliers.labs.repository;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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

    /** Lambda appelle cette méthode à chaque événement que les règles laissent passer. */
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        RepositoryEvent event = RepositoryEvent.read(input);
        context.getLogger().log("Événement " + event.id() + " pour le sujet " + topicArn);

        // TODO (Tâche 1) : publie avec le client sns une Notification de cet événement (toRequest), sans commit pour
        // l'instant (Optional.empty()).

        // TODO (Tâche 2) : demande le commit à CodeCommit (méthode commit, plus bas), et donne-le à la Notification.

        // TODO (Tâche 4) : après une suppression, il n'y a pas de commit à demander.

        // TODO (Tâche 7) : si CodeCommit ou SNS refuse, laisse sortir l'exception. Une fonction qui l'avale a réussi aux
        // yeux de Lambda : personne ne réessaie, et l'événement est perdu.
    }

    private CommitSummary commit(String repository, String id) {
        return CommitSummary.of(codeCommit
                .getCommit(r -> r.repositoryName(repository).commitId(id))
                .commit());
    }
}
