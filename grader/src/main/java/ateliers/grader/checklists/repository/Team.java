package ateliers.grader.checklists.repository;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklist.TopicProbe;
import ateliers.grader.checklist.TopicProbe.Notification;
import ateliers.grader.checklists.common.Arrivals;
import ateliers.grader.checklists.common.OutputShape;
import ateliers.grader.variety.Variety;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.codecommit.model.CodeCommitException;
import software.amazon.awssdk.services.codecommit.model.RepositoryMetadata;

/** Lab 02's two ends: the repository that people push to, and a probe on the topic that tells of it. */
final class Team {
    static final String MAIN = "main";

    /** Cloud time: a cold start, with every core busy. */
    static final Duration SOON = Duration.ofSeconds(40);

    static final Duration QUIET = Duration.ofSeconds(10);

    /** Who publishes and then fails publishes again after one and two minutes. */
    static final Duration AGAIN = Duration.ofMinutes(5);

    /** Lambda runs a failed event again after one and two minutes; a queue that is read has its own pace. */
    static final Duration RETRIES = Duration.ofMinutes(15);

    final Stack stack;
    final RepositoryMetadata repository;
    final String topic;
    final TopicProbe probe;
    final LocalClone clone;

    Team(Stack stack) {
        this.stack = stack;
        String name = stack.output(RepositoryChecklist.REPOSITORY);
        String url = stack.output(RepositoryChecklist.CLONE_URL);
        this.topic = OutputShape.topic(stack, RepositoryChecklist.TOPIC);
        this.clone = LocalClone.of(stack, checked(stack, name, url));
        this.repository = metadata(stack, name);
        this.probe = TopicProbe.on(stack, topic);
    }

    private static String checked(Stack stack, String name, String url) {
        Expectation.that("La sortie %s est l'adresse HTTPS du dépôt.".formatted(RepositoryChecklist.CLONE_URL))
                .hint("!GetAtt Repository.CloneUrlHttp la donne.")
                .equal(metadata(stack, name).cloneUrlHttp(), url);
        return url;
    }

    private static RepositoryMetadata metadata(Stack stack, String name) {
        try {
            return stack.aws()
                    .codeCommit()
                    .getRepository(r -> r.repositoryName(name))
                    .repositoryMetadata();
        } catch (CodeCommitException e) {
            throw Expectation.that("La sortie %s est le nom du dépôt.".formatted(RepositoryChecklist.REPOSITORY))
                    .expected("le nom d'un dépôt CodeCommit de ce compte")
                    .seen(name + "\n" + e.awsErrorDetails().errorMessage())
                    .hint("!Ref d'un dépôt donne son identifiant ; !GetAtt Repository.Name donne son nom.")
                    .because(e)
                    .failure();
        }
    }

    /** A commit behind those of {@code main}, by someone, of one line without accents. */
    Written nextOfMain() {
        return clone.write(name(), title(), parentsOnMain());
    }

    List<String> parentsOnMain() {
        return clone.head(MAIN).map(List::of).orElse(List.of());
    }

    /** Pushes to {@code main} a commit of one line without accents. */
    Written pushToMain() {
        Written commit = nextOfMain();
        clone.push(MAIN, commit);
        return commit;
    }

    static String name() {
        return Variety.properName() + " " + Variety.properName();
    }

    /** A line, as of a commit's message: without accents, and short enough for a mail's subject. */
    static String title() {
        return Variety.properName() + " " + Variety.word();
    }

    /** A branch's name that stands in three folders. */
    static String deepBranch() {
        return "feature/%s/%s".formatted(Variety.word(), Variety.fileName(""));
    }

    /** All that was announced since the probe stands. */
    List<Notification> announced() {
        return probe.received();
    }

    int count() {
        return announced().size();
    }

    /** Waits for so many notifications in all, and a little for one too many. */
    int settle(int wanted) {
        return new Arrivals(stack, this::count).settle(wanted, SOON, QUIET);
    }

    /** The one notification that comes after so many, or the criterion's failure. */
    Notification oneAfter(int before, String of, String hint) {
        int count = settle(before + 1) - before;
        String none = NoRule.hint(stack).orElse(hint);
        Expectation.that("%s doit donner une notification.".formatted(of))
                .hint(count == 0 ? none : "publie une seule fois par événement.")
                .exactly(1, count, TopicProbe.NOTIFICATION);
        return announced().get(before);
    }

    /**
     * Fails the criterion where what was announced is announced once more, when Lambda runs the function again.
     *
     * @param before how many had been announced of other things
     * @param reference that it names
     */
    void requireNoMore(int before, String of, String reference) {
        // To the end of them: the next criterion must not hear of these.
        stack.never(() -> false, AGAIN);
        long told = announced().stream()
                .skip(before)
                .filter(each -> each.text().contains(reference))
                .count();
        Expectation.that("%s %s n'est annoncée qu'une fois.".formatted(of, reference))
                .expected("aucune autre notification dans les %d minutes".formatted(AGAIN.toMinutes()))
                .seen("%s en tout".formatted(TopicProbe.NOTIFICATION.said(told)))
                .hint("si la fonction échoue après avoir publié, Lambda la relance, et elle publie de nouveau.")
                .holdsIf(told <= 1);
    }

    /** A notification as a report shows it. */
    static String said(Notification notification) {
        return "evenement « %s », reference « %s » : %s"
                .formatted(
                        notification.string("evenement"),
                        notification.string("reference"),
                        notification.text().lines().findFirst().orElse("(sans texte)"));
    }
}
