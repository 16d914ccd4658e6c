package ateliers.grader.checklist;

import ateliers.grader.deploy.Deployed;
import ateliers.grader.packaging.Template;
import ateliers.grader.targets.AwsClients;
import ateliers.grader.targets.Bounds;
import ateliers.grader.targets.GraderException;
import ateliers.grader.targets.Mail;
import ateliers.grader.targets.Running;
import ateliers.grader.targets.Step;
import ateliers.grader.targets.Story;
import ateliers.grader.targets.Target;
import ateliers.grader.targets.Words;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

/** The student's stack under test, as a criterion sees it: its Outputs, SDK clients, and the cloud's time. */
public final class Stack {
    private final Deployed deployed;
    private final Supplier<Stack> again;
    private final Waiting waiting;
    private final Set<String> probes = ConcurrentHashMap.newKeySet();
    private final Set<Mail> read = Collections.synchronizedSet(new LinkedHashSet<>());
    private Story story = Story.UNTOLD;

    /** What explains a failure: less than the story, where a criterion has gone on to something else. */
    private Story explaining = Story.UNTOLD;

    private Criterion played;
    private Set<String> failedBefore = Set.of();
    private int before;
    private Predicate<Step> provoked = step -> false;

    /** A stack that stands, on which no criterion is played: it is not deployed again. */
    public static Stack of(Deployed deployed) {
        return new Stack(deployed, () -> {
            throw new IllegalStateException("this stack stands alone");
        });
    }

    Stack(Deployed deployed, Supplier<Stack> again) {
        this.deployed = deployed;
        this.again = again;
        this.waiting = new Waiting(deployed.target());
    }

    public String name() {
        return deployed.stackName();
    }

    /** The name that the grader gives to something of its own beside the stack. */
    public String named(String name) {
        return deployed.target().bounds().named(name);
    }

    /** Where too few functions may run at once, what many calls together show is not evaluated. */
    public void requiresBursts() {
        int given = deployed.target().bounds().concurrency();
        if (given < Bounds.FEWEST) {
            throw new Unmet.NotEvaluated(
                    "Ce compte n'accorde que %d exécutions de fonctions à la fois, et cette rafale en demande %d : le quota se relève dans Service Quotas, Lambda."
                            .formatted(given, Bounds.FEWEST));
        }
    }

    /** How many of so many clients come at once: fewer where all together would be throttled. */
    public int together(int clients) {
        return deployed.target().bounds().together(clients);
    }

    public AwsClients aws() {
        return deployed.aws();
    }

    /** ARNs of queues that the grader has subscribed to topics of the stack. */
    Set<String> probes() {
        return probes;
    }

    public Region region() {
        return deployed.target().region();
    }

    public Map<String, String> outputs() {
        return deployed.outputs();
    }

    /** An Output of the lab's contract; without it the criterion fails. */
    public String output(String key) {
        String value = deployed.outputs().get(key);
        if (value == null) {
            throw Expectation.that("La sortie %s manque à la pile.".formatted(key))
                    .expected("une sortie nommée " + key)
                    .seen(
                            deployed.outputs().isEmpty()
                                    ? "aucune sortie"
                                    : "les sorties "
                                            + String.join(
                                                    ", ",
                                                    deployed.outputs().keySet().stream()
                                                            .sorted()
                                                            .toList()))
                    .hint(whoAdds(key))
                    .failure();
        }
        return value;
    }

    /** An Output that another criterion asks for: where it is missing, that one says so. */
    public Optional<String> toldOutput(String key) {
        return Optional.ofNullable(deployed.outputs().get(key));
    }

    /** What a parameter of the lab's contract was to be in this stack, whether or not the template declares it. */
    public String parameter(String name) {
        String value = deployed.parameters().get(name);
        if (value == null) {
            throw new IllegalArgumentException("the lab's contract has no parameter " + name);
        }
        return value;
    }

    /** What a file says that was handed in beside the template, if there is one at this path. */
    public Optional<String> file(String path) {
        return deployed.files().text(path);
    }

    private String whoAdds(String key) {
        int task = played == null ? 1 : played.task();
        String add = "Tâche %d : ajoute %s dans la section Outputs de template.yaml.".formatted(task, key);
        return played != null && played.bonus() ? add + " C'est un bonus : sans lui, la note ne baisse pas." : add;
    }

    /** The template as its author wrote it, to say where something stands; never to judge it. */
    Template template() {
        return deployed.template();
    }

    /** Waits for at most this much of the cloud's time. */
    public boolean await(BooleanSupplier condition, Duration atMost) {
        return waiting.await(condition, atMost);
    }

    /** Begins to count real time, as {@link Target#deadline} does. */
    public BooleanSupplier deadline(Duration realTime) {
        return deployed.target().deadline(realTime);
    }

    /** Waits in real time, as functions see it pass: for what their code forgets after a while. */
    public boolean awaitReal(BooleanSupplier condition, Duration atMost) {
        return deployed.target().awaitReal(condition, atMost);
    }

    /**
     * Waits until nothing is left, however slow the machine is: gives up once nothing was done for this much of the cloud's
     * time, and after five times as much at the latest.
     *
     * @param left how many are left; never more than before
     * @return whether none is left
     */
    public boolean awaitAll(IntSupplier left, Duration still) {
        return waiting.awaitAll(left, still);
    }

    /** All that the stack has made, as CloudFormation lists it. */
    public Stream<StackResourceSummary> resources() {
        return aws()
                .cloudFormation()
                .listStackResourcesPaginator(r -> r.stackName(name()))
                .stackResourceSummaries()
                .stream();
    }

    /** The functions that the stack has made. */
    public List<StackResourceSummary> functions() {
        return resources()
                .filter(resource -> resource.resourceType().equals("AWS::Lambda::Function"))
                .toList();
    }

    /** Whether nothing of the kind happens during this much of the cloud's time. */
    public boolean never(BooleanSupplier condition, Duration during) {
        return waiting.never(condition, during);
    }

    /** What only some targets can do; without it the criterion is not evaluated. */
    public <T> T requires(Class<T> capability, String reason) {
        return deployed.target().capability(capability).orElseThrow(() -> new Unmet.NotEvaluated(reason));
    }

    /** What only some targets can do, where it adds to what a criterion sees without being all of it. */
    public <T> Optional<T> offers(Class<T> capability) {
        return deployed.target().capability(capability);
    }

    /**
     * The mails of an address. Without a target that keeps them the criterion is not evaluated.
     *
     * @param address without a name before it
     */
    public Inbox inbox(String address) {
        Target.ReadsMail mailbox = requires(
                Target.ReadsMail.class,
                "Cette cible n'a pas de boîte aux lettres que le correcteur puisse lire : les courriels partent vraiment.");
        return new Inbox(mailbox, aws(), address, read);
    }

    /** The mails that the criterion which is being played has read. */
    Collection<Mail> read() {
        synchronized (read) {
            return List.copyOf(read);
        }
    }

    /** What happened inside the target so far, where it tells. */
    Story wholeStory() {
        return offers(Target.TellsStory.class).map(Target.TellsStory::story).orElse(Story.UNTOLD);
    }

    /** Whether the target tells that something of the kind happened since the criterion began. */
    public boolean saw(Predicate<Step> what) {
        return story.steps().stream().anyMatch(what);
    }

    /** The last thing of the kind that the target tells of since the criterion began. */
    public Optional<Step> last(Predicate<Step> what) {
        return story.steps().stream().filter(what).reduce((first, second) -> second);
    }

    /** Says that what is of this kind, until the criterion ends, is the grader's own doing and explains no failure. */
    public void provokes(Predicate<Step> what) {
        provoked = provoked.or(what);
    }

    /** Deploys the same template beside this stack, under another name. */
    public Stack again() {
        return again.get();
    }

    void begin(Criterion criterion) {
        played = criterion;
        provoked = step -> false;
        read.clear();
        explainsFromNow();
        story = explaining;
    }

    /**
     * Says that what happened so far, and what Lambda still makes of it, explains no failure from now on: the criterion has gone on to
     * another event.
     */
    public void explainsFromNow() {
        List<Step> soFar = wholeStory().steps();
        before = soFar.size();
        failedBefore = soFar.stream()
                .filter(step -> step.kind() == Step.Kind.INVOCATION && !step.succeeded())
                .map(Step::id)
                .collect(Collectors.toSet());
        explaining =
                offers(Target.TellsStory.class).map(Target.TellsStory::fromNow).orElse(Story.UNTOLD);
    }

    /**
     * What belongs to an invocation of earlier, mostly of another criterion: Lambda tries again, or gives up, what failed then, and
     * what met a refusal then may fail only now.
     */
    private Predicate<Step> ofEarlier() {
        List<Step> all = wholeStory().steps();
        Set<String> ids = new HashSet<>(failedBefore);
        ids.addAll(Why.metOnPurpose(all, Math.min(before, all.size())));
        return step ->
                (step.kind() == Step.Kind.INVOCATION || step.kind() == Step.Kind.DROPPED) && ids.contains(step.id());
    }

    /** Why the criterion that is being played failed, as far as the target tells. */
    Explanation why() {
        List<Running> running =
                offers(Target.TellsStory.class).map(Target.TellsStory::running).orElse(List.of());
        // Asking for names is a call too, of which the story would tell.
        Story untilNow = new UntilNow(
                explaining.steps().stream().filter(Predicate.not(ofEarlier())).toList(), explaining.forgotten());
        return Why.of(untilNow, running, aws(), names(), deployed.template(), provoked);
    }

    private record UntilNow(List<Step> steps, long forgotten) implements Story {}

    /** Without a stack there are no names of its own. */
    private StackNames names() {
        try {
            Map<String, String> ids = new LinkedHashMap<>();
            resources()
                    .filter(resource -> resource.physicalResourceId() != null)
                    .forEach(resource -> ids.put(resource.physicalResourceId(), resource.logicalResourceId()));
            repositories(ids);
            return new StackNames(ids);
        } catch (SdkException e) {
            return new StackNames(Map.of());
        }
    }

    /** CloudFormation knows a repository of CodeCommit by an id that is not in its ARN: its name is. */
    private void repositories(Map<String, String> ids) {
        if (deployed.template().types().containsValue("AWS::CodeCommit::Repository")) {
            aws().codeCommit().listRepositoriesPaginator(r -> {}).repositories().stream()
                    .filter(each -> ids.containsKey(each.repositoryId()))
                    .forEach(each -> ids.put(each.repositoryName(), ids.get(each.repositoryId())));
        }
    }

    /**
     * What AWS has and this target lacks is never the student's fault: what it touched is an error, a failure where it can have come from
     * it.
     *
     * @param failure null where there is none
     */
    void refuseGaps(Throwable failure) {
        Gaps gaps = new Gaps(story.steps());
        boolean failed = Outcome.of(failure).status() == Status.FAILED;
        (failed ? gaps.blamed() : gaps.met()).ifPresent(said -> {
            throw new GraderException(said, failure);
        });
    }

    /** Whether an answer says that the target lacks what it was asked. */
    public boolean lacks(AwsServiceException answer) {
        return deployed.target().lacks(answer);
    }

    /** What the target says that it lacks tells nothing of the submission: what it touched is not evaluated. */
    void refuseLacks(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof AwsServiceException answer) {
                refuseLack(answer);
            }
        }
    }

    private void refuseLack(AwsServiceException answer) {
        if (lacks(answer)) {
            throw new Unmet.NotEvaluated("Cette cible n'a pas ce que le critère demande : " + Words.of(answer));
        }
        deployed.target().ownFault(answer).ifPresent(fault -> {
            throw new GraderException(fault, answer);
        });
    }
}
