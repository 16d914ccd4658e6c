package ateliers.grader.authoring;

import ateliers.grader.build.PomDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The project knows the jars of its labs' class paths, as they were when the lab was written. */
final class KnownClassPath implements Rule {
    private static final String REGENERATE =
            "Écris-le : mvn -pl cloud,grader test -Dtest=ClassPathsTest -Dsurefire.failIfNoSpecifiedTests=false -Dateliers.regenerate=true";

    @Override
    public List<Finding> findings(AuthoredLab lab) throws IOException {
        if (!lab.isOfTheProject()) {
            return List.of();
        }
        Path lock = lab.home().resolve("grader/src/main/resources/ateliers/grader/classpaths/" + lab.id() + ".txt");
        if (!Files.isRegularFile(lock)) {
            return List.of(new Finding(lab.named(lock), "La liste des jars de l'atelier manque.", REGENERATE));
        }
        String digest = PomDigest.of(lab.starter().resolve("pom.xml"));
        return AuthoredLab.text(lock).startsWith(digest + "\n")
                ? List.of()
                : List.of(new Finding(
                        lab.named(lock),
                        "La liste des jars date d'avant un changement de %s."
                                .formatted(lab.named(lab.starter().resolve("pom.xml"))),
                        REGENERATE));
    }
}
