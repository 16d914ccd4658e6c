package ateliers.grader.packaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Where a template, as its author wrote it, takes one more statement of a policy.
 *
 * @param owner the resource that it is written in
 * @param line after which it goes, from 1
 * @param indent spaces before the first line
 * @param opening lines that must come before the statement
 * @param depth spaces before the statement, added to those of the first line
 */
public record StatementPlace(String owner, int line, int indent, List<String> opening, int depth) {
    private static final Set<String> FUNCTIONS = Set.of("AWS::Serverless::Function", "AWS::Lambda::Function");

    /** What has a policy document of its own. */
    private static final Set<String> POLICIES = Set.of(
            "AWS::IAM::Policy",
            "AWS::IAM::ManagedPolicy",
            "AWS::SQS::QueuePolicy",
            "AWS::SNS::TopicPolicy",
            "AWS::S3::BucketPolicy");

    private static final Pattern ID = Pattern.compile("\\w+");

    /** Where a function's role, a role or a policy takes it; empty where the template writes it in a way that has no such line. */
    public static Optional<StatementPlace> of(Template template, String logicalId) {
        return template.resource(logicalId).flatMap(resource -> {
            String type = Template.type(resource);
            Optional<Node> role = Template.mapping(resource, "Properties").flatMap(p -> Template.value(p, "Role"));
            if (FUNCTIONS.contains(type) && role.isPresent()) {
                return named(role.get())
                        .filter(id -> template.typeOf(id).equals("AWS::IAM::Role"))
                        .flatMap(id -> of(template, id));
            }
            if (type.equals("AWS::Serverless::Function")) {
                return inPolicies(template, logicalId, resource, List.of("- Statement:"), 4);
            }
            if (type.equals("AWS::IAM::Role")) {
                return inDocument(template, logicalId, firstPolicy(resource))
                        .or(() -> inPolicies(
                                template,
                                logicalId,
                                resource,
                                List.of(
                                        "- PolicyName: droits",
                                        "  PolicyDocument:",
                                        "    Version: \"2012-10-17\"",
                                        "    Statement:"),
                                6));
            }
            return POLICIES.contains(type)
                    ? inDocument(template, logicalId, Template.mapping(resource, "Properties"))
                    : Optional.empty();
        });
    }

    /** The lines to paste, for a statement of these. */
    public List<String> lines(List<String> statement) {
        List<String> lines = new ArrayList<>();
        opening.forEach(line -> lines.add(" ".repeat(indent) + line));
        statement.forEach(line -> lines.add(" ".repeat(indent + depth) + line));
        return lines;
    }

    private static Optional<StatementPlace> inPolicies(
            Template template, String id, MappingNode resource, List<String> element, int depth) {
        Optional<NodeTuple> properties = Template.tuple(resource, "Properties").filter(t -> isBlock(t.getValueNode()));
        Optional<MappingNode> inside = properties
                .map(NodeTuple::getValueNode)
                .filter(MappingNode.class::isInstance)
                .map(MappingNode.class::cast);
        if (inside.isEmpty()) {
            return Optional.empty();
        }
        Optional<NodeTuple> policies = Template.tuple(inside.get(), "Policies");
        if (policies.isEmpty()) {
            List<String> opening = new ArrayList<>(List.of("Policies:"));
            element.forEach(line -> opening.add("  " + line));
            return Optional.of(new StatementPlace(
                    id, template.line(properties.get().getKeyNode()), column(inside.get()), opening, depth + 2));
        }
        return policies.filter(t -> t.getValueNode() instanceof SequenceNode && isBlock(t.getValueNode()))
                .map(t -> new StatementPlace(
                        id, template.line(t.getKeyNode()), column(t.getValueNode()), element, depth));
    }

    private static Optional<MappingNode> firstPolicy(MappingNode role) {
        return Template.mapping(role, "Properties")
                .flatMap(p -> Template.value(p, "Policies"))
                .filter(SequenceNode.class::isInstance)
                .flatMap(policies ->
                        ((SequenceNode) policies).getValue().stream().findFirst())
                .filter(MappingNode.class::isInstance)
                .map(MappingNode.class::cast);
    }

    private static Optional<StatementPlace> inDocument(Template template, String id, Optional<MappingNode> holder) {
        return holder.flatMap(h -> Template.mapping(h, "PolicyDocument"))
                .flatMap(document -> Template.tuple(document, "Statement"))
                .filter(t -> t.getValueNode() instanceof SequenceNode && isBlock(t.getValueNode()))
                .map(t ->
                        new StatementPlace(id, template.line(t.getKeyNode()), column(t.getValueNode()), List.of(), 0));
    }

    /** The resource that {@code !GetAtt Role.Arn}, or its long form, names. */
    private static Optional<String> named(Node attribute) {
        if (attribute instanceof ScalarNode scalar) {
            Matcher id = ID.matcher(scalar.getValue());
            return id.find() ? Optional.of(id.group()) : Optional.empty();
        }
        if (attribute instanceof SequenceNode sequence) {
            return sequence.getValue().stream().findFirst().flatMap(StatementPlace::named);
        }
        return attribute instanceof MappingNode mapping
                ? Template.value(mapping, "Fn::GetAtt").flatMap(StatementPlace::named)
                : Optional.empty();
    }

    private static boolean isBlock(Node node) {
        return node instanceof CollectionNode<?> collection && collection.getFlowStyle() == FlowStyle.BLOCK;
    }

    private static int column(Node node) {
        return node.getStartMark().orElseThrow().getColumn();
    }
}
