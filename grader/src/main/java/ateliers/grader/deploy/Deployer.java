package ateliers.grader.deploy;

import ateliers.grader.packaging.Packaged;
import ateliers.grader.packaging.Packager;
import ateliers.grader.packaging.Refused;
import ateliers.grader.targets.AwsClients;
import ateliers.grader.targets.GraderException;
import ateliers.grader.targets.Step;
import ateliers.grader.targets.Story;
import ateliers.grader.targets.Target;
import ateliers.grader.targets.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.OperationEvent;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/**
 * Deploys as {@code sam deploy --capabilities CAPABILITY_IAM} does: a change set, its execution, the stack's events. What AWS refuses
 * comes back in AWS's words, with the resource and its line.
 */
public final class Deployer {
    private static final Pattern NAMED = Pattern.compile("\\[([^\\[\\]]+)]|(?<=resource )(\\w+)(?= does not support)");

    /** Long, and of use to AWS's support only. */
    private static final String IDS_OF_REQUESTS = " \\(RequestToken: [^)]*\\)";

    /** How a gap names resources and properties. */
    private static final Pattern LACKED = Pattern.compile(
            "(?<=resource type )[\\w:]+|(?<=\\(resource )\\w+(?=\\))|(?<=\\()\\w+(?=\\)$)|(?<=property )\\w+|\\b[A-Z]\\w+(?=\\.[A-Z])");

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Packager packager;
    private final Map<String, String> parameters;
    private final Map<String, String> defaults;
    private final boolean passesAll;

    /** @param parameters passed as they are, where the template declares them */
    public Deployer(Packager packager, Map<String, String> parameters) {
        this(packager, parameters, Map.of());
    }

    /** @param defaults what some parameters have to be where {@link #withDefaults} leaves them out */
    public Deployer(Packager packager, Map<String, String> parameters, Map<String, String> defaults) {
        this(packager, parameters, defaults, true);
    }

    private Deployer(
            Packager packager, Map<String, String> parameters, Map<String, String> defaults, boolean passesAll) {
        this.packager = packager;
        this.parameters = Map.copyOf(parameters);
        this.defaults = Map.copyOf(defaults);
        this.passesAll = passesAll;
    }

    /** One that passes no parameter for which there is a default. */
    public Deployer withDefaults() {
        Map<String, String> all = new HashMap<>(parameters);
        all.putAll(defaults);
        return new Deployer(packager, all, defaults, false);
    }

    public Deployed deploy(Target target, AwsClients aws, String stackName) throws Refused {
        Story story = target.capability(Target.TellsStory.class)
                .map(Target.TellsStory::fromNow)
                .orElse(Story.UNTOLD);
        try {
            return standing(target, aws, stackName, packager.packaged(target, aws), story);
        } catch (Refused e) {
            requireNoGap(story);
            throw e;
        } catch (AwsServiceException e) {
            requireNoGap(story);
            requireNoLack(target, e);
            throw refused(e);
        }
    }

    private Deployed standing(Target target, AwsClients aws, String stackName, Packaged packaged, Story story)
            throws Refused {
        changeSet(aws, target, stackName, packaged);
        aws.cloudFormation().executeChangeSet(r -> r.stackName(stackName).changeSetName(stackName));
        return standing(target, aws, stackName, story);
    }

    private void changeSet(AwsClients aws, Target target, String stackName, Packaged packaged) throws Refused {
        List<Parameter> passed = packager.declared(parameters).entrySet().stream()
                .filter(each -> passesAll || !defaults.containsKey(each.getKey()))
                .map(each -> Parameter.builder()
                        .parameterKey(each.getKey())
                        .parameterValue(each.getValue())
                        .build())
                .toList();
        aws.cloudFormation()
                .createChangeSet(r -> r.stackName(stackName)
                        .changeSetName(stackName)
                        .changeSetType(ChangeSetType.CREATE)
                        .templateURL(packaged.url().orElse(null))
                        .templateBody(packaged.url().isPresent() ? null : packaged.text())
                        .parameters(passed)
                        .capabilities(Capability.CAPABILITY_IAM, Capability.CAPABILITY_AUTO_EXPAND));
        DescribeChangeSetResponse[] last = new DescribeChangeSetResponse[1];
        boolean ended = target.await(
                () -> {
                    last[0] = aws.cloudFormation()
                            .describeChangeSet(r -> r.stackName(stackName).changeSetName(stackName));
                    return last[0].status() == ChangeSetStatus.CREATE_COMPLETE
                            || last[0].status() == ChangeSetStatus.FAILED;
                },
                PATIENCE);
        requireEnded(ended);
        if (last[0].status() == ChangeSetStatus.FAILED) {
            List<OperationEvent> findings = EarlyFindings.of(aws, last[0]);
            if (!findings.isEmpty()) {
                throw unfit(target, findings);
            }
            throw refusal(last[0].statusReason());
        }
    }

    private Deployed standing(Target target, AwsClients aws, String stackName, Story story) throws Refused {
        var stack = new Object() {
            software.amazon.awssdk.services.cloudformation.model.Stack last;
        };
        boolean ended = target.await(
                () -> {
                    stack.last = aws.cloudFormation()
                            .describeStacks(r -> r.stackName(stackName))
                            .stacks()
                            .get(0);
                    return !stack.last.stackStatusAsString().endsWith("_IN_PROGRESS");
                },
                PATIENCE);
        requireEnded(ended);
        if (stack.last.stackStatus() != StackStatus.CREATE_COMPLETE) {
            throw failure(target, aws, stackName, stack.last.stackStatusAsString(), story);
        }
        LiveStack.settle(target, aws, stackName);
        Map<String, String> outputs = new TreeMap<>();
        for (Output output : stack.last.outputs()) {
            outputs.put(output.outputKey(), output.outputValue());
        }
        return new Deployed(target, aws, stackName, outputs, parameters, packager.files(), packager.template());
    }

    private Refused failure(Target target, AwsClients aws, String stackName, String status, Story story) {
        List<StackEvent> events = new ArrayList<>(
                aws.cloudFormation().describeStackEventsPaginator(r -> r.stackName(stackName)).stackEvents().stream()
                        .toList());
        Collections.reverse(events);
        List<StackEvent> failed = events.stream()
                .filter(e -> e.resourceStatusAsString().endsWith("_FAILED"))
                .filter(e -> e.resourceStatusReason() != null)
                .filter(e -> !e.resourceStatusReason().contains("Resource creation cancelled"))
                .toList();
        String seen = failed.stream()
                .map(e -> "%s (%s)%s : %s"
                        .formatted(
                                e.logicalResourceId(),
                                e.resourceType(),
                                line(e.logicalResourceId()),
                                e.resourceStatusReason().replaceFirst(IDS_OF_REQUESTS, "")))
                .collect(Collectors.joining("\n"));
        LiveStack.requireOwnFault(target, seen);
        return new Refused(
                "La pile n'a pas pu être créée.",
                "la pile passe à CREATE_COMPLETE",
                seen.isEmpty() ? "la pile est " + status : seen,
                Races.told(story, packager.template())
                        .orElseGet(() -> advice(
                                seen, "corrige dans template.yaml la ressource nommée ; le texte est celui d'AWS.")));
    }

    private Refused unfit(Target target, List<OperationEvent> findings) {
        String seen = findings.stream()
                .map(each -> "%s (%s)%s : %s"
                        .formatted(
                                each.logicalResourceId(),
                                each.resourceType(),
                                line(each.logicalResourceId()),
                                EarlyFindings.said(each)))
                .collect(Collectors.joining("\n"));
        LiveStack.requireOwnFault(target, seen);
        return new Refused(
                "La pile n'a pas pu être créée.",
                "la pile passe à CREATE_COMPLETE",
                seen,
                "corrige dans template.yaml la ressource nommée ; le texte est celui d'AWS.");
    }

    /** A stack that is not made in time is no fault of its template. */
    private static void requireEnded(boolean ended) {
        if (!ended) {
            throw new GraderException(
                    "CloudFormation n'a pas fini de créer la pile en %d min : la cible est trop lente, ou bloquée."
                            .formatted(PATIENCE.toMinutes()));
        }
    }

    private static void requireNoLack(Target target, AwsServiceException answer) {
        target.ownFault(answer).ifPresent(fault -> {
            throw new GraderException(fault, answer);
        });
        if (target.lacks(answer)) {
            throw new GraderException(
                    "La pile demande ce que cette cible n'a pas ; ce n'est pas ta faute : « %s »."
                            .formatted(Words.of(answer)),
                    answer);
        }
    }

    private Refused refused(AwsServiceException refusal) {
        if (refusal.statusCode() >= 500) {
            throw new GraderException(Words.of(refusal), refusal);
        }
        return refusal(Words.of(refusal));
    }

    /** AWS has it and this target lacks it: never the student's fault, but a student can go without it. */
    private void requireNoGap(Story story) {
        List<Step> met = story.steps().stream().filter(Step::isGap).toList();
        List<String> gaps =
                met.stream().flatMap(step -> step.gap().stream()).distinct().toList();
        if (!gaps.isEmpty()) {
            throw new GraderException(
                    "Ton template demande ce que l'AWS embarqué n'a pas encore ; ce n'est pas ta faute : %s.%s\nSi l'atelier n'en a pas besoin, retire-le pour être noté : son README dit quelles ressources sont permises."
                            .formatted(
                                    gaps.stream().map("« %s »"::formatted).collect(Collectors.joining(" ; ")),
                                    gaps.stream().map(gap -> named(gap, LACKED)).collect(Collectors.joining())));
        }
        if (!met.isEmpty()) {
            throw new GraderException("La pile a buté sur un défaut de la cible ; ce n'est pas ta faute : « %s »."
                    .formatted(met.get(0).message()));
        }
    }

    private Refused refusal(String words) {
        return new Refused(
                "CloudFormation refuse le template.",
                "un template qu'AWS accepte",
                words + named(words, NAMED),
                advice(
                        words == null ? "" : words,
                        "corrige dans template.yaml ce qu'AWS nomme ; le texte est le sien."));
    }

    private static String advice(String words, String otherwise) {
        if (words.contains("CAPABILITY_NAMED_IAM")) {
            return "retire RoleName, PolicyName et leurs pareils : laisse CloudFormation nommer les rôles.";
        }
        if (words.contains("YAML not well-formed")) {
            return "relis l'indentation autour de cette ligne : des espaces, jamais de tabulation, et les noms d'un même"
                    + " niveau l'un sous l'autre.";
        }
        if (words.contains("Circular dependency")) {
            return "chacune de ces ressources attend l'autre : romps la boucle, par exemple avec un nom composé par !Sub au"
                    + " lieu de !Ref.";
        }
        if (words.contains("Invalid mapping expression specified")) {
            return "une valeur d'en-tête garde ses propres apostrophes, dans des guillemets : \"'*'\".";
        }
        if (words.contains("Access Log format must") && words.contains("$context.requestId")) {
            return "ajoute $context.requestId à Format, dans AccessLogSetting (API REST) ou AccessLogSettings (API HTTP) : AWS veut"
                    + " pouvoir nommer chaque demande.";
        }
        return otherwise;
    }

    /** AWS names resources, types and parameters in brackets; a student looks for lines. */
    private String named(String words, Pattern names) {
        StringBuilder lines = new StringBuilder();
        names.matcher(words == null ? "" : words)
                .results()
                .flatMap(found ->
                        Stream.of(found.group().replaceAll("[\\[\\]]", "").split(",\\s*")))
                .distinct()
                .forEach(name -> packager.template()
                        .lineNaming(name)
                        .ifPresent(line -> lines.append("\n%s : template.yaml, ligne %d".formatted(name, line))));
        return lines.toString();
    }

    /** SAM names what it makes of a function after it, as {@code OrdersFunctionRole}. */
    private String line(String logicalId) {
        for (int length = logicalId.length(); length > 0; length--) {
            OptionalInt line = packager.template().lineOfResource(logicalId.substring(0, length));
            if (line.isPresent()) {
                String owner = length == logicalId.length() ? "" : " de " + logicalId.substring(0, length);
                return ",%s ligne %d".formatted(owner, line.getAsInt());
            }
        }
        return "";
    }
}
