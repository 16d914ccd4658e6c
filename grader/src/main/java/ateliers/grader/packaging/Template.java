package ateliers.grader.packaging;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * A template's text with the places of its parts, and its aliases written out. Text that is neither YAML nor JSON has no parts: it is CloudFormation's to refuse, in its words.
 */
public final class Template {
    /** In quotes, as a template in JSON needs it and one in YAML may have it. */
    private static final String URI = "\"s3://%s/%s\"";

    private static final NamesFile CODE_URI = new NamesFile("CodeUri", true, URI);
    private static final NamesFile DEFINITION_URI = new NamesFile("DefinitionUri", false, URI);
    private static final NamesFile BODY =
            new NamesFile("BodyS3Location", false, "{\"Bucket\": \"%s\", \"Key\": \"%s\"}");
    private static final Map<String, NamesFile> NAMES_FILE = Map.of(
            "AWS::Serverless::Function",
            CODE_URI,
            "AWS::Lambda::Function",
            new NamesFile("Code", true, "{\"S3Bucket\": \"%s\", \"S3Key\": \"%s\"}"),
            "AWS::Serverless::Api",
            DEFINITION_URI,
            "AWS::Serverless::HttpApi",
            DEFINITION_URI,
            "AWS::ApiGateway::RestApi",
            BODY,
            "AWS::ApiGatewayV2::Api",
            BODY);
    private static final Map<String, NamesFile> GLOBALS = Map.of("Function", CODE_URI, "Api", DEFINITION_URI);

    private final String text;
    private final Optional<MappingNode> root;

    /** As it was written, with its aliases. */
    private final String written;

    /** The line of what was written, for each line of the text; empty where they are the same. */
    private final List<Integer> lines;

    private Template(String written, String text, List<Integer> lines, Optional<MappingNode> root) {
        this.written = written;
        this.text = text;
        this.lines = lines;
        this.root = root;
    }

    public static Template of(String written) {
        return JsonNodes.isJson(written)
                ? new Template(written, written, List.of(), JsonNodes.compose(written))
                : ofYaml(written);
    }

    private static Template ofYaml(String written) {
        LoadSettings settings = LoadSettings.builder()
                .setUseMarks(true)
                .setAllowDuplicateKeys(true)
                .setMaxAliasesForCollections(50)
                .setCodePointLimit(2 << 20)
                .build();
        try {
            Optional<Aliases.Flat> flat = Aliases.flattened(written, settings);
            String text = flat.map(Aliases.Flat::text).orElse(written);
            return new Template(
                    written,
                    text,
                    flat.map(Aliases.Flat::lines).orElse(List.of()),
                    new Compose(settings)
                            .composeString(text)
                            .filter(MappingNode.class::isInstance)
                            .map(MappingNode.class::cast));
        } catch (YamlEngineException | StackOverflowError e) {
            return new Template(written, written, List.of(), Optional.empty());
        }
    }

    /** The template without aliases, which CloudFormation takes. */
    public String text() {
        return text;
    }

    /** The names of the parameters that it declares. */
    public Set<String> parameters() {
        return names("Parameters");
    }

    /** The names of its outputs. */
    public Set<String> outputs() {
        return names("Outputs");
    }

    private Set<String> names(String section) {
        return new TreeSet<>(
                section(section).map(Template::entries).orElse(Map.of()).keySet());
    }

    /** The line, from 1, on which a resource's logical id stands. */
    public OptionalInt lineOfResource(String logicalId) {
        return root.flatMap(r -> mapping(r, "Resources")).stream()
                .flatMap(resources -> resources.getValue().stream())
                .map(NodeTuple::getKeyNode)
                .filter(key ->
                        key instanceof ScalarNode scalar && scalar.getValue().equals(logicalId))
                .mapToInt(this::line)
                .findFirst();
    }

    /** The first line, from 1, that names this resource, type or other word; a resource's own line comes first. */
    public OptionalInt lineNaming(String word) {
        OptionalInt resource = lineOfResource(word);
        if (resource.isPresent() || word.isBlank()) {
            return resource;
        }
        Pattern whole = Pattern.compile("(?<![\\w:])" + Pattern.quote(word) + "(?!\\w|:[\\w:])");
        List<String> all = written.lines().toList();
        return IntStream.range(0, all.size())
                .filter(i -> whole.matcher(all.get(i)).find())
                .map(i -> i + 1)
                .findFirst();
    }

    /** The first line, from 1, that holds these characters. */
    public OptionalInt lineContaining(String characters) {
        List<String> all = written.lines().toList();
        return IntStream.range(0, all.size())
                .filter(i -> all.get(i).contains(characters))
                .map(i -> i + 1)
                .findFirst();
    }

    /** Functions that name no code at all, neither themselves nor by Globals, with their lines. */
    List<FilePlace> functionsWithoutCode() {
        boolean global = globals("Function").flatMap(g -> scalar(g, "CodeUri")).isPresent();
        List<FilePlace> without = new ArrayList<>();
        resources().forEach((id, resource) -> {
            Optional<MappingNode> properties = mapping(resource, "Properties");
            boolean serverless = type(resource).equals("AWS::Serverless::Function");
            boolean named = properties.map(Template::entries).orElse(Map.of()).keySet().stream()
                    .anyMatch(Set.of("CodeUri", "InlineCode", "ImageUri")::contains);
            if (serverless && !named && !global) {
                without.add(new FilePlace(id, CODE_URI, "", line(resource) - 1, 0, 0));
            }
        });
        return without;
    }

    /** Every place where a file is named by a local path, in the order of the text. */
    List<FilePlace> localFiles() {
        List<FilePlace> places = new ArrayList<>();
        GLOBALS.forEach((section, names) -> globals(section)
                .flatMap(g -> scalar(g, names.property()))
                .ifPresent(node -> places.add(place("Globals." + section, names, node))));
        resources()
                .forEach((id, resource) -> Optional.ofNullable(NAMES_FILE.get(type(resource)))
                        .ifPresent(names -> mapping(resource, "Properties")
                                .flatMap(p -> scalar(p, names.property()))
                                .ifPresent(node -> places.add(place(id, names, node)))));
        places.removeIf(
                place -> place.path().startsWith("s3://") || place.path().startsWith("https://"));
        places.sort(Comparator.comparingInt(FilePlace::from));
        return places;
    }

    /** One of the template's sections, as {@code Outputs}. */
    Optional<MappingNode> section(String name) {
        return root.flatMap(r -> mapping(r, name));
    }

    private Optional<MappingNode> globals(String section) {
        return root.flatMap(r -> mapping(r, "Globals")).flatMap(g -> mapping(g, section));
    }

    private Map<String, MappingNode> resources() {
        Map<String, MappingNode> found = new TreeMap<>();
        root.flatMap(r -> mapping(r, "Resources"))
                .map(Template::entries)
                .orElse(Map.of())
                .forEach((id, node) -> {
                    if (node instanceof MappingNode mapping) {
                        found.put(id, mapping);
                    }
                });
        return found;
    }

    private FilePlace place(String owner, NamesFile names, ScalarNode node) {
        return new FilePlace(
                owner,
                names,
                node.getValue(),
                line(node),
                node.getStartMark().orElseThrow().getIndex(),
                node.getEndMark().orElseThrow().getIndex());
    }

    /** The line, from 1, on which a node was written. */
    int line(Node node) {
        int line = node.getStartMark().orElseThrow().getLine();
        return lines.isEmpty() ? line + 1 : lines.get(line);
    }

    /** A resource, as it is written. */
    Optional<MappingNode> resource(String logicalId) {
        return Optional.ofNullable(resources().get(logicalId));
    }

    /** The types of its resources by logical id, in the order of the text. */
    public Map<String, String> types() {
        Map<String, String> types = new LinkedHashMap<>();
        resources().forEach((logicalId, resource) -> types.put(logicalId, type(resource)));
        return types;
    }

    /** The type of a resource; empty where the template has none of this logical id. */
    public String typeOf(String logicalId) {
        return resource(logicalId).map(Template::type).orElse("");
    }

    /** The first resource of this type in which this word stands, as a policy names what it is for. */
    public Optional<String> naming(String type, String word) {
        Pattern whole = Pattern.compile("\\b" + Pattern.quote(word) + "\\b");
        return resources().entrySet().stream()
                .filter(each -> type(each.getValue()).equals(type))
                .filter(each -> whole.matcher(text.substring(
                                offset(each.getValue().getStartMark().orElseThrow()),
                                offset(each.getValue().getEndMark().orElseThrow())))
                        .find())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Marks count code points; Java's strings count chars. */
    private int offset(Mark mark) {
        return text.offsetByCodePoints(0, mark.getIndex());
    }

    /** The text of a property that is written by {@code !Sub}. */
    public Optional<String> sub(String logicalId, String property) {
        return resource(logicalId)
                .flatMap(resource -> mapping(resource, "Properties"))
                .flatMap(properties -> value(properties, property))
                .filter(node -> node.getTag().getValue().equals("!Sub") && node instanceof ScalarNode)
                .map(node -> ((ScalarNode) node).getValue());
    }

    static String type(MappingNode resource) {
        return scalar(resource, "Type").map(ScalarNode::getValue).orElse("");
    }

    static Optional<MappingNode> mapping(MappingNode parent, String key) {
        return value(parent, key).filter(MappingNode.class::isInstance).map(MappingNode.class::cast);
    }

    /** A plain value; one with a tag, as {@code !Sub}, is an intrinsic and not a local path. */
    private static Optional<ScalarNode> scalar(MappingNode parent, String key) {
        return value(parent, key)
                .filter(ScalarNode.class::isInstance)
                .map(ScalarNode.class::cast)
                .filter(node -> node.getTag().getValue().startsWith("tag:yaml.org"));
    }

    static Optional<Node> value(MappingNode parent, String key) {
        return tuple(parent, key).map(NodeTuple::getValueNode);
    }

    /** The last one of this key: CloudFormation takes it, where a key comes twice. */
    static Optional<NodeTuple> tuple(MappingNode parent, String key) {
        return parent.getValue().stream()
                .filter(each -> each.getKeyNode() instanceof ScalarNode name
                        && name.getValue().equals(key))
                .reduce((first, second) -> second);
    }

    private static Map<String, Node> entries(MappingNode mapping) {
        Map<String, Node> entries = new TreeMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                entries.put(key.getValue(), tuple.getValueNode());
            }
        }
        return entries;
    }

    /**
     * A property that may name a local file.
     *
     * @param property its name
     * @param isCode whether the file is a function's code, or an API's definition
     * @param inS3 how it names bucket and key instead
     */
    record NamesFile(String property, boolean isCode, String inS3) {}

    /**
     * Where a file is named.
     *
     * @param owner the resource's logical id
     * @param line from 1
     * @param from code point at which the value starts in the text
     * @param to code point after its end
     */
    record FilePlace(String owner, NamesFile names, String path, int line, int from, int to) {

        /** The same place in S3, as the property writes it. */
        String in(String bucket, String key) {
            return names.inS3().formatted(bucket, key);
        }
    }
}
