package ateliers.grader.checklist;

import ateliers.cloud.policy.IamReference;
import ateliers.cloud.policy.IamReference.Action;
import ateliers.cloud.policy.IamReference.ResourceType;
import ateliers.grader.packaging.ArnLine;
import ateliers.grader.packaging.Template;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Judges by IAM's own rules what the Allow statements of a policy give: never a whole service, and nothing of what belongs to others than
 * the stack, but for actions that have no resource-level permission, for logs and for X-Ray.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/">Service Authorization Reference</a>
 */
final class PolicyReview {
    private static final Set<String> FREE_SERVICES = Set.of("logs", "xray");

    /** Metrics have no ARN: what the reference lists for these is something else that they may name. */
    private static final Set<String> ON_METRICS =
            Set.of("cloudwatch:PutMetricData", "cloudwatch:GetMetricData", "cloudwatch:ListMetrics");

    /** A wildcard that stands for more actions than this, and for more than half of the service's, is as good as all. */
    private static final int MANY = 10;

    private static final int MOST_NAMED = 3;

    private final ForeignArns foreign;
    private final OwnResources own;
    private final Template template;
    private final Outsiders outsiders;

    /** @param template as its author wrote it, to say where a statement stands */
    PolicyReview(ForeignArns foreign, OwnResources own, Template template) {
        this.foreign = foreign;
        this.own = own;
        this.template = template;
        this.outsiders = new Outsiders(foreign.region(), foreign.account());
    }

    /**
     * What a document gives too much.
     *
     * @param owner the logical id of the role or policy
     * @param where the document in it, as {@code politique Ecrire}
     * @return French phrases that name statement, line, action, resource and what to write instead
     */
    List<String> excesses(String owner, String where, JsonNode document) {
        return excesses("%s, %s".formatted(owner, where), document, statement -> {
            List<String> excesses = excesses(owner, statement);
            excesses.addAll(looseNames(owner, statement));
            excesses.addAll(strangerNames(owner, statement));
            return excesses;
        });
    }

    /** The same for a policy of AWS's own, which knows no stack's names. */
    List<String> excessesOfAws(String where, JsonNode document) {
        return excesses(where, document, statement -> excesses("", statement));
    }

    private List<String> excesses(String where, JsonNode document, Function<JsonNode, List<String>> judged) {
        List<String> excesses = new ArrayList<>();
        int number = 0;
        for (JsonNode statement : elements(document.path("Statement"))) {
            number++;
            if (statement.path("Effect").asText().equals("Allow")) {
                String sid = statement.path("Sid").asText();
                String place = "%s, déclaration %s".formatted(where, sid.isEmpty() ? number : sid);
                judged.apply(statement).forEach(excess -> excesses.add(place + " : " + excess));
            }
        }
        return excesses;
    }

    /**
     * What a resource's own policy gives too much: a whole service, or anything to people whom nobody named, be it through a service
     * that acts for whoever asks it.
     *
     * @param where begins each phrase, as the resource's logical id
     */
    List<String> excessesOfResource(String where, String resource, JsonNode document) {
        List<JsonNode> denies = denies(document);
        return excesses(where + ", politique de la ressource", document, statement -> {
            List<String> open = outsiders.may(statement, denies, resource);
            if (!open.isEmpty()) {
                return List.of("tout le monde peut %s ; nomme dans Principal le rôle ou le service qui en a besoin"
                        .formatted(some(open)));
            }
            return Stream.of(
                            throughServices(statement, denies, resource),
                            outsiders.otherAccounts(statement).stream(),
                            wholeServices(texts(statement.path("Action"))).stream())
                    .flatMap(each -> each)
                    .toList();
        });
    }

    private Stream<String> throughServices(JsonNode statement, List<JsonNode> denies, String resource) {
        String cure = resource.startsWith("arn:aws:lambda:")
                ? "ajoute SourceArn ou SourceAccount: !Ref AWS::AccountId à la permission (AWS::Lambda::Permission)"
                : "ajoute à la déclaration une Condition : ArnEquals sur aws:SourceArn, ou StringEquals sur aws:SourceAccount";
        return Outsiders.deputies(statement, resource).stream().flatMap(service -> {
            List<String> open = outsiders.mayThrough(service, statement, denies, resource);
            return open.isEmpty()
                    ? Stream.empty()
                    : Stream.of("n'importe quel compte peut %s par %s ; %s".formatted(some(open), service, cure));
        });
    }

    /**
     * Whom the trust policy of a role gives it too freely.
     *
     * @param owner the role's logical id
     * @param role its ARN
     */
    List<String> excessesOfTrust(String owner, String role, JsonNode document) {
        List<JsonNode> denies = denies(document);
        return excesses(
                owner + ", politique de confiance (AssumeRolePolicyDocument)",
                document,
                statement -> outsiders.mayAssume(statement, denies, role)
                        ? List.of(
                                "tout le monde peut prendre ce rôle (sts:AssumeRole) ; nomme dans Principal le service qui"
                                        + " en a besoin, Service: lambda.amazonaws.com pour une fonction")
                        : outsiders.otherAccounts(statement));
    }

    private static List<JsonNode> denies(JsonNode document) {
        return elements(document.path("Statement")).stream()
                .filter(statement -> statement.path("Effect").asText().equals("Deny"))
                .toList();
    }

    private static String some(List<String> names) {
        return names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
                + (names.size() > MOST_NAMED ? "…" : "");
    }

    private List<String> excesses(String owner, JsonNode statement) {
        List<String> excesses = new ArrayList<>();
        if (statement.has("NotAction")) {
            excesses.add(
                    "NotAction permet toutes les actions qu'il ne nomme pas ; écris Action, et nomme chaque action");
            return excesses;
        }
        List<String> actions = texts(statement.path("Action"));
        excesses.addAll(wholeServices(actions));
        for (String action : actions) {
            if (statement.has("NotResource")) {
                besides(action).ifPresent(excesses::add);
            }
            for (String resource : texts(statement.path("Resource"))) {
                tooWide(owner, action, resource)
                        .or(() -> rightsGiven(action, resource))
                        .ifPresent(excesses::add);
            }
        }
        return excesses;
    }

    /** All that is not named is without bounds, whatever is. */
    private Optional<String> besides(String action) {
        List<Action> given = judged(action).stream().filter(foreign::concern).toList();
        return given.isEmpty() && !IamReference.actionsOf(action).isEmpty()
                ? Optional.empty()
                : Optional.of("%s est permis sur tout ce que NotResource ne nomme pas ; écris Resource: %s"
                        .formatted(named(action, given), own.instead(typesOf(given))));
    }

    private Optional<String> rightsGiven(String action, String resource) {
        List<String> given = Escalation.by(action, widest(resource));
        return given.isEmpty() || !wholeServices(List.of(action)).isEmpty()
                ? Optional.empty()
                : Optional.of(("%s permet de se donner tous les droits ; retire cette action : les droits d'un rôle"
                                + " s'écrivent dans template.yaml")
                        .formatted(isWild(action) ? "%s (%s)".formatted(action, some(given)) : action));
    }

    private String widest(String resource) {
        return Wildcards.widest(resource, foreign.account());
    }

    /** Names of the stack's resources that are written with wildcards, where nothing is wider still. */
    private List<String> looseNames(String owner, JsonNode statement) {
        List<String> excesses = new ArrayList<>();
        for (String resource : texts(statement.path("Resource"))) {
            Map<String, List<Action>> loose = new LinkedHashMap<>();
            Set<String> examples = new LinkedHashSet<>();
            for (String action : texts(statement.path("Action"))) {
                if (tooWide(owner, action, resource).isPresent()) {
                    continue;
                }
                for (Action each : judged(action)) {
                    each.resources().stream()
                            .filter(type -> !ForeignArns.isOfTheAccount(type))
                            .flatMap(type -> LooseName.in(widest(resource), type).stream())
                            .filter(name -> !own.hasToBeLoose(name))
                            .forEach(name -> {
                                examples.add(name.example());
                                loose.computeIfAbsent(action, a -> new ArrayList<>())
                                        .add(each);
                            });
                }
            }
            if (!loose.isEmpty()) {
                List<ResourceType> types =
                        typesOf(loose.values().stream().flatMap(List::stream).toList());
                excesses.add(("%s : Resource \"%s\"%s vaut aussi pour %s, d'une autre pile ; écris le nom entier,"
                                + " sans joker : %s, ou le !Sub qui nomme la ressource")
                        .formatted(
                                String.join(", ", loose.keySet()),
                                resource,
                                line(owner, resource),
                                String.join(", ", examples),
                                own.instead(types)));
            } else {
                loosePlace(owner, resource, texts(statement.path("Action"))).ifPresent(excesses::add);
            }
        }
        return excesses;
    }

    /** Names of others' resources, written in full. */
    private List<String> strangerNames(String owner, JsonNode statement) {
        List<String> excesses = new ArrayList<>();
        for (String resource : texts(statement.path("Resource"))) {
            Function<ResourceType, Optional<StrangerName>> stranger =
                    type -> StrangerName.in(widest(resource), type, own, foreign.account());
            List<Action> actions = texts(statement.path("Action")).stream()
                    .flatMap(action -> judged(action).stream())
                    .filter(action -> action.resources().stream()
                            .anyMatch(type -> stranger.apply(type).isPresent()))
                    .toList();
            typesOf(actions).stream()
                    .flatMap(type -> stranger.apply(type).stream())
                    .findFirst()
                    .ifPresent(named ->
                            excesses.add("%s : Resource \"%s\"%s nomme %s, qui n'est pas à la pile ; écris %s"
                                    .formatted(
                                            some(actions.stream()
                                                    .map(Action::name)
                                                    .toList()),
                                            resource,
                                            line(owner, resource),
                                            named.name(),
                                            own.instead(typesOf(actions)))));
        }
        return excesses;
    }

    /** The stack's names, but of any region or account, where nothing is wider still. */
    private Optional<String> loosePlace(String owner, String resource, List<String> actions) {
        Map<String, List<Action>> loose = new LinkedHashMap<>();
        Optional<LoosePlace> place = Optional.empty();
        for (String action : actions) {
            for (Action each : judged(action)) {
                Optional<LoosePlace> found = each.resources().stream()
                        .filter(type -> !ForeignArns.isOfTheAccount(type))
                        .flatMap(type ->
                                LoosePlace.in(widest(resource), type, foreign.region(), foreign.account()).stream())
                        .findFirst();
                if (found.isPresent() && tooWide(owner, action, resource).isEmpty()) {
                    place = found;
                    loose.computeIfAbsent(action, a -> new ArrayList<>()).add(each);
                }
            }
        }
        return place.map(found -> "%s : Resource \"%s\"%s vaut aussi pour %s ; écris %s, ou %s dans un !Sub"
                .formatted(
                        String.join(", ", loose.keySet()),
                        resource,
                        line(owner, resource),
                        found.elsewhere(),
                        own.instead(typesOf(
                                loose.values().stream().flatMap(List::stream).toList())),
                        found.cure()));
    }

    private static List<ResourceType> typesOf(List<Action> actions) {
        return actions.stream().flatMap(each -> each.resources().stream()).toList();
    }

    /** {@code " (ligne 12)"}, where the template shows it. */
    private String line(String owner, String resource) {
        OptionalInt line = ArnLine.of(template, owner, resource);
        return line.isPresent() ? " (ligne %d de template.yaml)".formatted(line.getAsInt()) : "";
    }

    /** What an action of a statement stands for, as far as it is not free to look at all there is. */
    private static List<Action> judged(String action) {
        return IamReference.actionsOf(action).stream()
                .filter(each -> !FREE_SERVICES.contains(service(each.name())) && !ON_METRICS.contains(each.name()))
                .toList();
    }

    /** All wildcards of a statement together: {@code s3:G*} and {@code s3:?[…]*} may make a whole between them. */
    private static List<String> wholeServices(List<String> actions) {
        List<String> wild = actions.stream().filter(PolicyReview::isWild).toList();
        if (wild.contains("*")) {
            return List.of("Action \"*\" permet toutes les actions d'AWS ; nomme chaque action que le code appelle");
        }
        TreeMap<String, List<String>> byService =
                wild.stream().collect(Collectors.groupingBy(PolicyReview::service, TreeMap::new, Collectors.toList()));
        List<String> whole = new ArrayList<>();
        byService.forEach((service, patterns) -> {
            int given = given(patterns);
            int all = IamReference.actions(service).size();
            if (given > 0 && (given == all || given > MANY && 2 * given > all)) {
                whole.add("Action %s permet %d des %d actions de %s ; nomme chaque action que le code appelle"
                        .formatted(String.join(", ", patterns), given, all, service));
            } else if (all == 0 && patterns.stream().anyMatch(pattern -> pattern.matches("[^:]+:[*?]+"))) {
                whole.add("Action %s permet toutes les actions de %s ; nomme chaque action que le code appelle"
                        .formatted(String.join(", ", patterns), service));
            }
        });
        return whole;
    }

    private static int given(Collection<String> patterns) {
        Set<String> names = new TreeSet<>();
        patterns.forEach(pattern -> IamReference.actionsOf(pattern).forEach(action -> names.add(action.name())));
        return names.size();
    }

    /** Whether the action may be done to what is not the stack's. */
    private Optional<String> tooWide(String owner, String action, String resource) {
        String widest = widest(resource);
        Grant grant = new Grant(action, widest);
        List<Action> wide = judged(action).stream()
                .filter(each -> foreign.of(each, widest).anyMatch(arn -> grant.allows(each.name(), arn)))
                .toList();
        boolean unknown = IamReference.actionsOf(action).isEmpty()
                && foreign.ofService(service(action)).anyMatch(arn -> grant.allows(one(action), arn));
        if (wide.isEmpty() && !unknown) {
            return Optional.empty();
        }
        String chosen = Wildcards.variable(resource, foreign.account())
                .map(" (%s vaut ce que l'appelant veut)"::formatted)
                .orElse("");
        return Optional.of("%s est permis sur Resource \"%s\"%s, plus que la pile n'a%s ; écris Resource: %s"
                .formatted(named(action, wide), resource, line(owner, resource), chosen, own.instead(typesOf(wide))));
    }

    private static String named(String action, List<Action> given) {
        if (!isWild(action)) {
            return action;
        }
        return given.isEmpty()
                ? action
                : "%s (%s)"
                        .formatted(action, some(given.stream().map(Action::name).toList()));
    }

    /** One name that a pattern for a service without reference stands for. */
    private static String one(String pattern) {
        return pattern.replace('*', 'X').replace('?', 'X');
    }

    private static boolean isWild(String pattern) {
        return pattern.contains("*") || pattern.contains("?");
    }

    private static String service(String action) {
        return action.split(":", 2)[0].toLowerCase(Locale.ROOT);
    }

    private static List<JsonNode> elements(JsonNode node) {
        List<JsonNode> elements = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(elements::add);
        } else if (!node.isMissingNode()) {
            elements.add(node);
        }
        return elements;
    }

    private static List<String> texts(JsonNode node) {
        return elements(node).stream().map(JsonNode::asText).toList();
    }
}
