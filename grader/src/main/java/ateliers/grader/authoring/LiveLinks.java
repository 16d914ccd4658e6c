package ateliers.grader.authoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The links of a lab's pages lead somewhere. */
final class LiveLinks implements Rule {
    @Override
    public List<Finding> findings(AuthoredLab lab) throws IOException {
        List<Path> pages = new ArrayList<>(List.of(lab.readme(), lab.solution().resolve("README.md")));
        lab.coursePage().ifPresent(pages::add);
        List<Finding> findings = new ArrayList<>();
        for (Path page : pages) {
            if (Files.isRegularFile(page)) {
                for (String link : DeadLinks.of(page)) {
                    findings.add(new Finding(
                            lab.named(page),
                            "Le lien « %s » ne mène nulle part.".formatted(link),
                            "Corrige le chemin ou l'ancre : ils se lisent à partir de cette page."));
                }
            }
        }
        return findings;
    }
}
