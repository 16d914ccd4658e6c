package ateliers.grader.submission;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** What a POM asks of the build, as far as it can differ from the lab's own; read without running Maven. */
public final class PomFacts {
    /** Elements that say who and what, and change nothing in a build. */
    private static final Set<String> SAYS_NOTHING = Set.of(
            "modelVersion",
            "groupId",
            "artifactId",
            "version",
            "packaging",
            "name",
            "description",
            "url",
            "licenses",
            "developers",
            "contributors",
            "organization",
            "scm",
            "inceptionYear",
            "issueManagement");

    /** Elements within elements: those of the labs have ten. */
    private static final String DEEPEST = "100";

    /** How Java's parser calls that limit. */
    private static final String TOO_DEEP = "JAXP00010006";

    private static final int MOST_ROUNDS = 5;

    /** Characters of a value in which properties are filled in; of what is told of one. */
    private static final int LONGEST_VALUE = 10_000;

    private static final int LONGEST_TOLD = 200;

    private final Element project;
    private final Map<String, String> properties = new HashMap<>();

    private PomFacts(Element project) {
        this.project = project;
        child(project, "properties")
                .ifPresent(all -> children(all).forEach(p -> properties.put(p.getTagName(), text(p))));
    }

    /** @throws Unusable when the file is no readable POM */
    public static PomFacts read(Path pom) {
        try {
            if (Files.size(pom) > 1 << 20) {
                throw new Unusable("pom.xml dépasse 1 Mo : reprends celui de l'atelier de départ.");
            }
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setAttribute("jdk.xml.maxElementDepth", DEEPEST);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            try (var in = Files.newInputStream(pom)) {
                return new PomFacts(builder.parse(in).getDocumentElement());
            }
        } catch (SAXException e) {
            if (String.valueOf(e.getMessage()).contains(TOO_DEEP)) {
                throw new Unusable(
                        "pom.xml a plus de %s éléments les uns dans les autres : reprends celui de l'atelier de départ."
                                .formatted(DEEPEST));
            }
            throw new Unusable("pom.xml n'est pas du XML correct : %s. Compare-le à celui de l'atelier de départ."
                    .formatted(e.getMessage()));
        } catch (IOException | ParserConfigurationException e) {
            throw new Unusable("pom.xml est illisible : %s".formatted(e.getMessage()));
        }
    }

    public Optional<String> artifactId() {
        return child(project, "artifactId").map(PomFacts::text);
    }

    /**
     * What this POM asks that none of the known ones does, each as a short French phrase; empty when a direct compiler call with the
     * lab's own class path does the same work. Asking for less, or calling itself otherwise, is no difference.
     */
    public List<String> differencesFrom(List<PomFacts> known) {
        Set<String> allowed = new TreeSet<>();
        known.forEach(pom -> allowed.addAll(pom.asked()));
        List<String> differences = new ArrayList<>(asked());
        differences.removeAll(allowed);
        return differences;
    }

    /** In one line each, whatever the POM says. */
    private Set<String> asked() {
        return allAsked().stream()
                .map(phrase -> phrase.replaceAll("\\s+", " "))
                .map(phrase -> phrase.length() <= LONGEST_TOLD
                        ? phrase
                        : "%s… (%08x)".formatted(phrase.substring(0, LONGEST_TOLD), phrase.hashCode()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> allAsked() {
        Set<String> asked = new TreeSet<>();
        for (Element part : children(project)) {
            String tag = part.getTagName();
            if (tag.equals("dependencies")) {
                children(part).forEach(d -> asked.add("la dépendance " + coordinates(d)));
            } else if (tag.equals("dependencyManagement")) {
                child(part, "dependencies")
                        .ifPresent(all -> children(all).forEach(d -> asked.add("la version gérée " + coordinates(d))));
            } else if (tag.equals("build")) {
                build(part, asked);
            } else if (tag.equals("properties")) {
                children(part).stream()
                        .filter(p -> p.getTagName().startsWith("maven.")
                                || p.getTagName().startsWith("project."))
                        .forEach(p -> asked.add("la propriété %s=%s".formatted(p.getTagName(), text(p))));
            } else if (!SAYS_NOTHING.contains(tag)) {
                asked.add("l'élément <" + tag + ">");
            }
        }
        return asked;
    }

    private void build(Element build, Set<String> asked) {
        for (Element part : children(build)) {
            boolean plugins = part.getTagName().equals("plugins");
            boolean managed = part.getTagName().equals("pluginManagement");
            if (!plugins && !managed) {
                asked.add("dans <build>, " + flat(part));
                continue;
            }
            Element list = managed ? child(part, "plugins").orElse(part) : part;
            children(list).forEach(plugin -> asked.add("le greffon " + coordinates(plugin) + configuration(plugin)));
        }
    }

    /** A plugin configured otherwise is another build, so its whole content counts; the digest keeps the phrase short. */
    private String configuration(Element plugin) {
        return " (configuration %08x)".formatted(flat(plugin).hashCode());
    }

    private String coordinates(Element element) {
        List<String> parts = new ArrayList<>();
        for (String tag : List.of("groupId", "artifactId", "version", "type", "classifier", "scope")) {
            child(element, tag).map(PomFacts::text).map(this::interpolated).ifPresent(parts::add);
        }
        return String.join(":", parts);
    }

    private String flat(Element element) {
        List<Element> children = children(element);
        String inside = children.isEmpty()
                ? interpolated(text(element))
                : String.join("", children.stream().map(this::flat).toList());
        return "<" + element.getTagName() + ">" + inside + "</" + element.getTagName() + ">";
    }

    /** Properties name others, which name others: what was short when it was written may have no end. */
    private String interpolated(String text) {
        String result = text;
        for (int round = 0; round < MOST_ROUNDS && result.contains("${"); round++) {
            String before = result;
            for (Map.Entry<String, String> property : properties.entrySet()) {
                result = result.replace("${" + property.getKey() + "}", property.getValue());
                if (result.length() > LONGEST_VALUE) {
                    throw new Unusable(
                            "Dans pom.xml, les propriétés se contiennent les unes les autres, et la valeur de ${%s} n'en finit pas : reprends celui de l'atelier de départ."
                                    .formatted(property.getKey()));
                }
            }
            if (result.equals(before)) {
                break;
            }
        }
        return result;
    }

    private static String text(Element element) {
        return element.getTextContent().strip();
    }

    private static Optional<Element> child(Element parent, String tag) {
        return children(parent).stream().filter(e -> e.getTagName().equals(tag)).findFirst();
    }

    private static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node at = parent.getFirstChild(); at != null; at = at.getNextSibling()) {
            if (at instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }
}
