package ateliers.grader.cli;

import ateliers.grader.submission.Unusable;
import ateliers.grader.targets.Leftovers;
import ateliers.grader.targets.Target;
import ateliers.grader.targets.Targets;
import ateliers.grader.verdict.ExitCode;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./lab clean}: removes what gradings left on a target that outlives them. */
@Command(name = "clean", description = "Retire d'une cible ce que des notations interrompues y ont laissé.")
final class CleanCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private TargetArguments target = new TargetArguments();

    @Option(
            names = "--run",
            paramLabel = "NOM",
            description = "Seulement ce qu'a laissé cette notation : la valeur de l'étiquette ateliers:run.")
    private String run;

    CleanCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        TargetChoice choice = target.choice();
        if (choice.isEmbedded()) {
            throw new Unusable(
                    "L'AWS embarqué disparaît avec chaque notation : il n'y a rien à retirer. Donne --target ou --endpoint.");
        }
        try (Targets targets = choice.open();
                Target here = targets.get()) {
            Leftovers leftovers = Leftovers.removed(here, Optional.ofNullable(run));
            leftovers.removed().forEach(each -> console.out().println("Retiré : " + each));
            leftovers.kept().forEach(each -> console.err().println("Reste : " + each));
            if (leftovers.removed().isEmpty() && leftovers.kept().isEmpty()) {
                console.out().println("Rien à retirer.");
            }
            return leftovers.kept().isEmpty() ? ExitCode.PASSED : ExitCode.FAULT;
        }
    }
}
