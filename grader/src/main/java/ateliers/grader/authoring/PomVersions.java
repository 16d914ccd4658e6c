package ateliers.grader.authoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Labs and solutions have no parent, so that they build anywhere; their versions are the root's all the same, and the root's build
 * has them as modules.
 */
final class PomVersions implements Rule {
    private static final String OWN = "1.0.0-SNAPSHOT";
    private static final Pattern PROPERTY =
            Pattern.compile("<([a-z0-9.]+\\.version|maven\\.compiler\\.release)>([^<]+)</\\1>");
    private static final Pattern VERSION = Pattern.compile("<version>([^$<]+)</version>");

    @Override
    public List<Finding> findings(AuthoredLab lab) throws IOException {
        Path root = lab.home().resolve("pom.xml");
        if (!Files.isRegularFile(root)) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        String text = AuthoredLab.text(root);
        Map<String, String> versions = properties(text);
        for (Path folder : List.of(lab.starter(), lab.solution())) {
            if (!text.contains("<module>%s</module>".formatted(lab.named(folder)))) {
                findings.add(new Finding(
                        "pom.xml",
                        "Le module %s manque.".formatted(lab.named(folder)),
                        "Ajoute <module>%s</module>.".formatted(lab.named(folder))));
            }
            Path pom = folder.resolve("pom.xml");
            findings.addAll(alone(lab.named(pom), AuthoredLab.text(pom)));
            if (lab.isOfTheProject()) {
                findings.addAll(others(lab.named(pom), properties(AuthoredLab.text(pom)), versions));
            }
        }
        return findings;
    }

    private static List<Finding> alone(String file, String pom) {
        List<Finding> findings = new ArrayList<>();
        if (pom.contains("<parent>")) {
            findings.add(new Finding(
                    file, "Ce POM a un parent : copié ailleurs, il ne se construit plus.", "Retire <parent>."));
        }
        VERSION.matcher(pom)
                .results()
                .map(found -> found.group(1))
                .filter(version -> !version.equals(OWN))
                .forEach(version -> findings.add(new Finding(
                        file,
                        "La version %s est écrite hors de <properties>.".formatted(version),
                        "Donne-lui une propriété du nom qu'elle a dans le pom.xml de la racine.")));
        return findings;
    }

    private static List<Finding> others(String file, Map<String, String> mine, Map<String, String> root) {
        List<Finding> findings = new ArrayList<>();
        if (!mine.containsKey("aws.sdk.version")) {
            findings.add(new Finding(file, "La propriété aws.sdk.version manque.", "Reprends celle de la racine."));
        }
        mine.forEach((name, version) -> {
            if (!version.equals(root.get(name))) {
                findings.add(new Finding(
                        file,
                        "%s est %s, et dans le pom.xml de la racine %s."
                                .formatted(name, version, root.getOrDefault(name, "n'existe pas")),
                        "Prends la version de la racine, seul endroit où elles se choisissent."));
            }
        });
        return findings;
    }

    private static Map<String, String> properties(String pom) {
        Map<String, String> properties = new TreeMap<>();
        PROPERTY.matcher(pom).results().forEach((MatchResult r) -> properties.put(r.group(1), r.group(2)));
        return properties;
    }
}
