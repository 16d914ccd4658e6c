package ateliers.grader.build;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Maven speaks no French: its commonest failures are said in French first, with its own words after. */
final class MavenFrench {
    private static final Map<Pattern, String> KNOWN = known();

    private MavenFrench() {}

    private static Map<Pattern, String> known() {
        Map<Pattern, String> known = new LinkedHashMap<>();
        known.put(Pattern.compile("Non-parseable POM"), "Le pom.xml n'est pas du XML correct :");
        known.put(
                Pattern.compile(
                        "Could not transfer artifact|Unknown host|UnknownHostException|Connection (refused|timed out)"),
                "Maven n'atteint pas le dépôt d'où il prend les dépendances : vérifie le réseau.");
        known.put(
                Pattern.compile("(?:Could not find artifact|Failure to find) (\\S+)"),
                "La dépendance $1 n'existe pas : relis-la dans pom.xml.");
        known.put(
                Pattern.compile("'dependencies.dependency.version' for (\\S+) is missing"),
                "La dépendance $1 n'a pas de version : donne-la-lui dans pom.xml.");
        known.put(
                Pattern.compile("(?:invalid target release|release version)[: ]+(\\d+)"),
                "Ce JDK ne connaît pas Java $1 : garde maven.compiler.release à 17.");
        known.put(Pattern.compile("COMPILATION ERROR|Compilation failure"), "Le code ne compile pas :");
        return known;
    }

    /** The sentence for what Maven wrote, when it is known. */
    static Optional<String> of(String output) {
        return KNOWN.entrySet().stream()
                .map(each -> {
                    Matcher found = each.getKey().matcher(output);
                    return found.find()
                            ? each.getValue().replace("$1", String.valueOf(found.group(found.groupCount())))
                            : "";
                })
                .filter(sentence -> !sentence.isEmpty())
                .findFirst();
    }
}
