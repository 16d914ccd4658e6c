package ateliers.grader.cli;

import ateliers.grader.checklist.Criterion;
import ateliers.grader.verdict.Checklists;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code ./lab list}: the labs, their criteria and points. */
@Command(name = "list", description = "Les ateliers, leurs critères et leurs points.", mixinStandardHelpOptions = false)
final class ListCommand implements Callable<Integer> {
    private final Console console;

    ListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        for (Class<?> checklist : Checklists.all()) {
            var lab = Checklists.of(checklist);
            console.out().printf("%s : %s%n", lab.lab(), lab.title());
            for (Criterion criterion : Checklists.criteria(checklist)) {
                console.out()
                        .printf(
                                "  %-10s %2d pt%s  tâche %d  %s%s%n",
                                criterion.id(),
                                criterion.points(),
                                criterion.points() > 1 ? "s" : " ",
                                criterion.task(),
                                criterion.title(),
                                criterion.bonus() ? " (bonus)" : "");
            }
        }
        return 0;
    }
}
