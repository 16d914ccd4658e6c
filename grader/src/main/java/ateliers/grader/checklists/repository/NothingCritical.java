package ateliers.grader.checklists.repository;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklist.TopicProbe;
import ateliers.grader.checklist.TopicProbe.Notification;
import ateliers.grader.checklists.common.FailureQueue;
import ateliers.grader.variety.Variety;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What people do to other branches, to tags that exist and to other repositories: none of it is announced. */
final class NothingCritical {
    /** Longer than Lambda runs a failed event again. */
    private static final Duration RETRIED = Duration.ofMinutes(6);

    private final Stack stack;
    private final Team team;
    private final List<String> commits = new ArrayList<>();

    NothingCritical(Stack stack) {
        this.stack = stack;
        this.team = new Team(stack);
    }

    void check() {
        Written commit = commit();
        Written later = team.clone.write(Team.name(), Team.title(), LocalClone.ids(commit));
        commits.add(later.id());
        List<String> tags = List.of(Team.MAIN, tag());
        tags.forEach(tag -> team.clone.tag(tag, commit));
        // A new tag may be announced: that is another row's matter.
        stack.never(() -> false, Team.SOON);
        stack.explainsFromNow();
        int before = team.count();

        branches().forEach(branch -> {
            team.clone.push(branch, commit);
            team.clone.push(branch, later);
        });
        tags.forEach(tag -> team.clone.tag(tag, later));
        require(before, "Ni une autre branche que main, ni une étiquette déplacée, ne sont annoncées.", HINT_OWN);
        tags.forEach(team.clone::deleteTag);
        require(before, "Une étiquette supprimée n'est pas annoncée.", HINT_OWN);
        otherRepository();
        require(before, "Ce qui se passe dans un autre dépôt n'est pas annoncé.", HINT_OTHER);
        requireNoFailure(before);
    }

    private static final String HINT_OWN =
            "resserre le motif (Pattern) de la règle : event, referenceType et referenceName, en entier.";
    private static final String HINT_OTHER =
            "mets dans le motif (Pattern) de chaque règle le dépôt : resources, avec !GetAtt Repository.Arn.";

    private Written commit() {
        Written commit = team.nextOfMain();
        commits.add(commit.id());
        return commit;
    }

    private static String tag() {
        return "v%d.%d.%d".formatted(Variety.between(1, 9), Variety.between(0, 30), Variety.between(0, 9));
    }

    /** Some look like main to who compares only a part of the name. */
    private static Stream<String> branches() {
        return Variety.shuffled(
                List.of("maintenance", "main-" + Variety.word(), Variety.word() + "/main", "Main", Team.deepBranch()))
                .stream();
    }

    /** Its name begins as that of the team's. */
    private void otherRepository() {
        var codeCommit = stack.aws().codeCommit();
        String name = team.repository.repositoryName() + "-" + Variety.word();
        String url = codeCommit
                .createRepository(r -> r.repositoryName(name))
                .repositoryMetadata()
                .cloneUrlHttp();
        LocalClone other = LocalClone.of(stack, url);
        Written commit = other.write(Team.name(), Team.title(), List.of());
        commits.add(commit.id());
        String branch = Team.deepBranch();
        other.push(Team.MAIN, commit);
        other.push(branch, commit);
        other.tag(tag(), commit);
        other.deleteBranch(branch);
    }

    private void require(int before, String what, String hint) {
        boolean silent = stack.never(() -> team.count() > before, Team.QUIET);
        if (!silent) {
            stack.explainsFromNow(); // Of what is announced without need, no failure is the cause.
        }
        List<Notification> all = team.announced();
        List<Notification> more = all.subList(Math.min(before, all.size()), all.size());
        Expectation.that(what)
                .expected("aucune notification")
                .seen(TopicProbe.said(more.size()) + "\n"
                        + more.stream().map(Team::said).collect(Collectors.joining("\n")))
                .hint(hint)
                .holdsIf(silent);
    }

    private void requireNoFailure(int before) {
        Optional<FailureQueue> failures =
                stack.toldOutput(RepositoryChecklist.FAILURES).map(url -> new FailureQueue(stack, url));
        boolean kept =
                stack.await(() -> failures.isPresent() && commits.stream().anyMatch(failures.get()::holds), RETRIED);
        Expectation.that("Ce qui n'est pas annoncé ne fait échouer aucune fonction.")
                .expected("rien dans la file d'échec")
                .seen(
                        "un événement qui n'a rien de critique est dans la file d'échec : la fonction l'a reçu, et a échoué")
                .hint(HINT_OTHER)
                .holdsIf(!kept);
        require(before, "Ce qui n'est pas critique n'est pas annoncé, même plus tard.", HINT_OWN);
    }
}
