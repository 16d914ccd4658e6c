package ateliers.grader.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The stack's resources and what leads from one to another, read off its transformed template. */
final class Architecture {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern IN_SUB = Pattern.compile("\\$\\{([A-Za-z0-9]+)[.}]");
    /** What joins resources or serves them, and is no place of its own in a picture. */
    private static final Pattern BETWEEN = Pattern.compile(
            "AWS::(IAM::.*|Lambda::(Permission|EventSourceMapping|EventInvokeConfig|Version|Alias)|SNS::(Subscription|TopicPolicy)"
                    + "|SQS::QueuePolicy|S3::BucketPolicy|Logs::.*|ApiGateway(V2)?::(Stage|Deployment|Account|Resource|Method|Integration|Route|Model))");

    /** What nobody could read any more; the largest lab has less than half of it. */
    private static final int MOST_PLACES = 60;

    private static final int MOST_EDGES = 120;

    private final Map<String, JsonNode> resources = new LinkedHashMap<>();
    private final Map<String, Set<String>> edges = new LinkedHashMap<>();

    private Architecture(JsonNode template) {
        template.path("Resources").properties().forEach(r -> resources.put(r.getKey(), r.getValue()));
        resources.forEach(this::join);
    }

    /** @param template as it was deployed, in JSON */
    static Illustration picture(String template) {
        try {
            Architecture architecture = new Architecture(JSON.readTree(template));
            if (architecture.resources.isEmpty()) {
                return Illustration.NONE;
            }
            long places = architecture.resources.keySet().stream()
                    .filter(architecture::shown)
                    .count();
            if (places > MOST_PLACES) {
                return Illustration.instead(
                        "Ta pile a %d ressources à montrer : c'est trop pour un schéma lisible.".formatted(places));
            }
            if (architecture.edges.size() > MOST_EDGES) {
                return Illustration.instead(
                        "Plus de %d liens vont d'une ressource à l'autre : c'est trop pour un schéma lisible."
                                .formatted(MOST_EDGES));
            }
            return Illustration.of(Picture.draw(architecture.plantUml()));
        } catch (JsonProcessingException e) {
            return Illustration.NONE;
        }
    }

    private void join(String id, JsonNode resource) {
        JsonNode properties = resource.path("Properties");
        switch (type(id)) {
            case "AWS::SNS::Subscription" ->
                edge(properties.path("TopicArn"), properties.path("Endpoint"), "abonnement");
            case "AWS::Lambda::EventSourceMapping" ->
                edge(properties.path("EventSourceArn"), properties.path("FunctionName"), "par lots");
            case "AWS::Lambda::Permission" ->
                edge(properties.path("SourceArn"), properties.path("FunctionName"), "appelle");
            case "AWS::Lambda::EventInvokeConfig" -> {
                JsonNode destinations = properties.path("DestinationConfig");
                edge(properties.path("FunctionName"), destinations.path("OnFailure"), "échec");
                edge(properties.path("FunctionName"), destinations.path("OnSuccess"), "succès");
            }
            case "AWS::Lambda::Function" -> {
                edges(id, properties.path("DeadLetterConfig"), "échec");
                references(properties.path("Role")).forEach(role -> rights(id, role));
            }
            case "AWS::SQS::Queue" -> edges(id, properties.path("RedrivePolicy"), "trop d'échecs");
            case "AWS::SNS::Topic" -> edges(id, properties.path("Subscription"), "abonnement");
            case "AWS::S3::Bucket" -> edges(id, properties.path("NotificationConfiguration"), "événement");
            case "AWS::Events::Rule" -> edges(id, properties.path("Targets"), "événement");
            default -> {
                // Its edges are told by the others.
            }
        }
    }

    private void rights(String function, String role) {
        for (JsonNode policy : resources.getOrDefault(role, JSON.nullNode()).at("/Properties/Policies")) {
            for (JsonNode statement : policy.at("/PolicyDocument/Statement")) {
                List<String> actions = new ArrayList<>();
                JsonNode action = statement.path("Action");
                if (action.isTextual()) {
                    actions.add(action.asText());
                }
                action.forEach(a -> actions.add(a.asText()));
                String label = actions.isEmpty() ? "" : actions.get(0) + (actions.size() > 1 ? " …" : "");
                edges(function, statement.path("Resource"), label);
            }
        }
    }

    private void edge(JsonNode from, JsonNode to, String label) {
        references(from).forEach(source -> edges(source, to, label));
    }

    private void edges(String from, JsonNode to, String label) {
        for (String target : edges.size() > MOST_EDGES ? Set.<String>of() : references(to)) {
            if (shown(from) && shown(target) && !from.equals(target)) {
                Set<String> labels = edges.computeIfAbsent(from + " --> " + target, k -> new LinkedHashSet<>());
                if (labels.isEmpty() || !label.equals("appelle")) {
                    labels.remove("appelle");
                    labels.add(label);
                }
            }
        }
    }

    private Set<String> references(JsonNode node) {
        Set<String> found = new LinkedHashSet<>();
        if (node.isObject()) {
            JsonNode attribute = node.path("Fn::GetAtt");
            add(found, node.path("Ref").asText());
            add(
                    found,
                    attribute.isArray()
                            ? attribute.path(0).asText()
                            : attribute.asText().split("\\.")[0]);
            JsonNode sub = node.path("Fn::Sub");
            Matcher named = IN_SUB.matcher(sub.isArray() ? sub.path(0).asText() : sub.asText());
            while (named.find()) {
                add(found, named.group(1));
            }
        }
        node.forEach(child -> found.addAll(references(child)));
        return found;
    }

    private void add(Set<String> found, String id) {
        if (resources.containsKey(id)) {
            found.add(id);
        }
    }

    private String type(String id) {
        return resources.get(id).path("Type").asText();
    }

    private boolean shown(String id) {
        return !BETWEEN.matcher(type(id)).matches();
    }

    private String plantUml() {
        StringBuilder text = new StringBuilder("top to bottom direction\nskinparam nodesep 30\nskinparam ranksep 25\n");
        List<String> ids = resources.keySet().stream().filter(this::shown).toList();
        for (String id : ids) {
            String type = type(id);
            String shape = type.contains("DynamoDB") || type.contains("S3::Bucket")
                    ? "database"
                    : type.contains("SQS") || type.contains("SNS") ? "queue" : "rectangle";
            text.append("%s \"%s\\n<size:10>%s</size>\" as r%d\n"
                    .formatted(
                            shape,
                            Picture.text(id),
                            Picture.text(type.replace("AWS::", "").replace("::", " ")),
                            ids.indexOf(id)));
        }
        edges.forEach((ends, labels) -> {
            String[] both = ends.split(" --> ");
            text.append("r%d --> r%d : %s\n"
                    .formatted(ids.indexOf(both[0]), ids.indexOf(both[1]), Picture.text(String.join(", ", labels))));
        });
        return text.toString();
    }
}
