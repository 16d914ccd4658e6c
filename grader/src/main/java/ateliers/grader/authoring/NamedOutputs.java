package ateliers.grader.authoring;

import ateliers.grader.packaging.Template;
import ateliers.grader.verdict.Checklists;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The outputs that the grader reads stand in the contract and in both templates, and those of the contract are read. */
final class NamedOutputs implements Rule {
    private static final Pattern TABLE = Pattern.compile("(?m)^\\| sortie \\|.*\\n\\|.*\\n((?:\\|.*\\n)*)");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| *`([^`|]+)` *\\|");

    @Override
    public List<Finding> findings(AuthoredLab lab) throws IOException {
        List<String> asked = List.of(Checklists.of(lab.checklist()).outputs());
        List<String> promised = promised(AuthoredLab.text(lab.readme()));
        List<Finding> findings = new ArrayList<>();
        asked.stream()
                .filter(output -> !promised.contains(output))
                .forEach(output -> findings.add(new Finding(
                        lab.named(lab.readme()),
                        "La sortie « %s », que demande @Checklist, n'est pas dans le contrat.".formatted(output),
                        "Ajoute-la au tableau « | sortie | valeur | » de « ## Le contrat ».")));
        String sources = sources(lab.checklistSources());
        promised.stream()
                .filter(output -> !sources.contains('"' + output + '"'))
                .forEach(output -> findings.add(new Finding(
                        lab.checklistFile(),
                        "La sortie « %s » du contrat n'est lue par aucun critère.".formatted(output),
                        "Ajoute-la à outputs de @Checklist, ou retire-la du contrat.")));
        for (Path folder : List.of(lab.starter(), lab.solution())) {
            Path template = folder.resolve("template.yaml");
            Set<String> outputs = Template.of(AuthoredLab.text(template)).outputs();
            asked.stream()
                    .filter(output -> !outputs.contains(output))
                    .forEach(output -> findings.add(new Finding(
                            lab.named(template),
                            "La sortie « %s » du contrat manque.".formatted(output),
                            "Ajoute-la à la section Outputs.")));
        }
        return findings;
    }

    private static List<String> promised(String readme) {
        return TABLE.matcher(readme)
                .results()
                .flatMap(table -> ROW.matcher(table.group(1)).results())
                .map(row -> row.group(1))
                .toList();
    }

    private static String sources(Path folder) throws IOException {
        StringBuilder sources = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                sources.append(AuthoredLab.text(file));
            }
        }
        return sources.toString();
    }
}
