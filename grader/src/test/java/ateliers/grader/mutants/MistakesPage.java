package ateliers.grader.mutants;

import ateliers.grader.authoring.LabFolders;
import ateliers.grader.authoring.Mutant;
import ateliers.grader.checklist.Criterion;
import ateliers.grader.verdict.Checklists;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The page of a lab's common mistakes, in French. */
final class MistakesPage {
    private MistakesPage() {}

    /** The mutants that are mistakes that people make. */
    static List<Mutant> mistakes(String lab) {
        return Mutant.of(LabFolders.solution(lab)).stream()
                .filter(MistakesPage::tells)
                .toList();
    }

    /** Whether this is a mistake that people make. */
    static boolean tells(Mutant mutant) {
        return mutant.patch().head("faute").isPresent();
    }

    static String of(String lab) throws IOException {
        Class<?> checklist = Checklists.forLab(lab).orElseThrow();
        StringBuilder page = new StringBuilder(
                        "# Atelier %s : les erreurs fréquentes\n\n".formatted(lab.substring(0, 2)))
                .append("<!-- Page écrite par CommonMistakesPageTest. -->\n\n")
                .append("%s. L'énoncé est dans [`labs/%2$s`](../../labs/%2$s/README.md).\n\n"
                        .formatted(Checklists.of(checklist).title(), lab))
                .append(
                        "Pour chaque critère, une faute que l'on fait souvent, ce que le correcteur en dit, et le remède. Les messages ont\n")
                .append("été relevés sur de vraies notations : chez vous, les noms et les nombres sont autres.\n");
        Map<String, Mistake> recorded = Mistake.recorded(lab);
        for (Criterion criterion : Checklists.criteria(checklist)) {
            mistakes(lab).stream()
                    .filter(mutant -> mutant.criterion().equals(criterion.id()))
                    .forEach(mutant -> page.append(section(criterion, mutant, recorded.get(mutant.name()))));
        }
        return page.toString();
    }

    /** The list of the pages. */
    static String list(List<String> labs) {
        StringBuilder list = new StringBuilder("# Les erreurs fréquentes\n\n")
                .append(
                        "Votre critère est raté, et la piste ne suffit pas ? Cherchez votre atelier, puis votre critère : chaque page montre une faute que l'on\n")
                .append("fait souvent, les mots du correcteur, et d'où vient le mal.\n\n");
        for (String lab : labs) {
            list.append("- [%1$s](%1$s.md) : %2$s\n"
                    .formatted(
                            lab,
                            Checklists.of(Checklists.forLab(lab).orElseThrow()).title()));
        }
        return list.toString();
    }

    private static String section(Criterion criterion, Mutant mutant, Mistake mistake) {
        StringBuilder section = new StringBuilder("\n## %s\n\n".formatted(criterion.title()))
                .append("**La faute.** %s\n\n"
                        .formatted(mutant.patch().head("faute").orElseThrow()))
                .append("**Le message**, critère `%s` :\n\n```text\n".formatted(criterion.id()));
        line(section, "cause   : ", mistake.cause());
        if (!mistake.paste().isEmpty()) {
            section.append('\n').append(String.join("\n", mistake.paste())).append("\n\n");
        }
        line(section, "", mistake.message());
        line(section, "vu      : ", mistake.seen());
        line(section, "attendu : ", mistake.expected());
        line(section, "piste   : ", mistake.hint());
        return section.append(
                        "```\n\n**Le remède** est dans la %s. La faute, ligne à ligne : [%s](../../solutions/%s/mutants/%2$s.patch).\n"
                                .formatted(mistake.cause().isEmpty() ? "piste" : "cause", mutant.name(), mutant.lab()))
                .toString();
    }

    private static void line(StringBuilder section, String label, String text) {
        if (!text.isEmpty()) {
            String indent = "\n" + " ".repeat(label.length());
            section.append(label)
                    .append(text.replace("```", "'''")
                            .lines()
                            .reduce((a, b) -> a + indent + b)
                            .orElseThrow())
                    .append('\n');
        }
    }
}
