package ateliers.grader.authoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The project's lists name each lab, and the course has a page about it. */
final class ProjectLists implements Rule {
    private static final List<String> LISTS = List.of("docs-fr/labs/README.md", "docs-fr/cours/README.md");

    @Override
    public List<Finding> findings(AuthoredLab lab) throws IOException {
        List<Finding> findings = new ArrayList<>();
        if (!lab.isOfTheProject()) {
            return findings;
        }
        for (String list : LISTS) {
            Path page = lab.home().resolve(list);
            if (Files.isRegularFile(page) && !AuthoredLab.text(page).contains("/labs/" + lab.id() + "/README.md")) {
                findings.add(new Finding(
                        list,
                        "L'atelier %s n'est pas dans la liste.".formatted(lab.id()),
                        "Ajoute une ligne avec un lien vers ../../labs/%s/README.md.".formatted(lab.id())));
            }
        }
        if (lab.coursePage().isEmpty()) {
            findings.add(new Finding(
                    "docs-fr/cours/%s.md".formatted(lab.id()),
                    "Le cours n'a pas de page pour cet atelier.",
                    "Écris-la : les idées dont l'atelier a besoin, puis un lien vers lui."));
        }
        return findings;
    }
}
