package ateliers.grader.cli;

import ateliers.grader.generation.NewLab;
import ateliers.grader.submission.Unusable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./lab new}: a new lab, complete, made of annex 00: in the project, or in a folder of its own outside. */
@Command(name = "new", description = "Écrit un nouvel atelier complet, fait de l'annexe 00.")
final class NewCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "NN-NOM", description = "Son nom, comme 07-rapport-hebdo.")
    private String id;

    @Option(
            names = "--title",
            paramLabel = "TITRE",
            required = true,
            description = "Son titre, comme « Des rapports chaque lundi (S3, SES) ».")
    private String title;

    @Option(
            names = "--dir",
            paramLabel = "DOSSIER",
            defaultValue = ".",
            description =
                    "Où l'écrire, si ce n'est pas le dossier où tu es. Hors du projet, l'atelier a son propre barème, à part.")
    private Path folder;

    NewCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new Unusable("« %s » n'est pas un dossier : crée-le d'abord.".formatted(folder));
        }
        Path project = Home.folder().toRealPath();
        Path place = folder.toRealPath();
        NewLab lab = NewLab.of(project, id, title);
        if (place.startsWith(project)) {
            NewLab.write(project, lab.inProject(project));
            tellOfTheProject(lab);
        } else {
            Path own = place.resolve(lab.id());
            if (Files.exists(own)) {
                throw new Unusable("« %s » existe déjà : prends un autre nom, ou un autre dossier.".formatted(own));
            }
            Map<String, byte[]> files = lab.alone();
            NewLab.write(own, files);
            console.out()
                    .printf("L'atelier %s est écrit dans %s.%n", lab.id(), own)
                    .printf("Son README.md dit comment construire son barème et noter avec lui.%n");
        }
        return 0;
    }

    private void tellOfTheProject(NewLab lab) {
        console.out()
                .printf("L'atelier %s est écrit.%n%n", lab.id())
                .printf("  %-64s %s%n", "labs/" + lab.id(), "ce que reçoit l'étudiant")
                .printf("  %-64s %s%n", "solutions/" + lab.id(), "la solution, et ses mutants")
                .printf("  %-64s %s%n", lab.checklist(), "le barème")
                .printf("  %-64s %s%n", lab.coursePage(), "sa page du cours")
                .printf(
                        "%nC'est l'annexe 00 sous un autre nom : sa solution a déjà 20/20. Change ce que tu veux, et vérifie :%n")
                .printf("  ./lab check %s --grade%n", lab.id().substring(0, 2));
    }
}
