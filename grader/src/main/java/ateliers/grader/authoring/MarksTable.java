package ateliers.grader.authoring;

import ateliers.grader.checklist.Criterion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The table of a README's section {@code ## Le barème} has a row for each criterion, with its points, in the same order. */
final class MarksTable implements Rule {
    private static final Pattern SECTION = Pattern.compile("(?ms)^## Le barème$(.*?)(?=^## |\\z)");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| *`([^`|]+)` *\\|.*\\| *([^|]*?) *\\| *([^|]*?) *\\|$");

    /**
     * A row.
     *
     * @param points as they are written
     * @param tasks the tasks named, as they are written
     */
    record Row(String id, String points, String tasks) {}

    static Map<String, Row> rows(String readme) {
        Map<String, Row> rows = new LinkedHashMap<>();
        SECTION.matcher(readme)
                .results()
                .map(section -> section.group(1))
                .flatMap(section -> ROW.matcher(section).results())
                .map((MatchResult row) -> new Row(row.group(1), row.group(2), row.group(3)))
                .forEach(row -> rows.put(row.id(), row));
        return rows;
    }

    @Override
    public List<Finding> findings(AuthoredLab lab) throws IOException {
        Map<String, Row> rows = rows(AuthoredLab.text(lab.readme()));
        String readme = lab.named(lab.readme());
        List<Finding> findings = new ArrayList<>();
        List<String> ids = lab.criteria().stream().map(Criterion::id).toList();
        for (Criterion criterion : lab.criteria()) {
            String points = points(criterion);
            Row row = rows.get(criterion.id());
            if (row == null) {
                findings.add(new Finding(
                        readme,
                        "Le critère « %s » n'a pas de ligne dans « ## Le barème ».".formatted(criterion.id()),
                        "Ajoute-la : | `%s` | %s | %s | %d |."
                                .formatted(criterion.id(), criterion.title(), points, criterion.task())));
            } else if (!row.points().equals(points)) {
                findings.add(new Finding(
                        readme,
                        "Le barème donne « %s » au critère « %s », dont @Criterion dit « %s »."
                                .formatted(row.points(), criterion.id(), points),
                        "Accorde les deux."));
            }
        }
        rows.keySet().stream()
                .filter(id -> !ids.contains(id))
                .forEach(id -> findings.add(new Finding(
                        readme,
                        "La ligne « %s » du barème n'a pas de critère.".formatted(id),
                        "Écris une méthode @Criterion(id = \"%s\") dans %s, ou retire la ligne."
                                .formatted(id, lab.checklistFile()))));
        if (findings.isEmpty() && !List.copyOf(rows.keySet()).equals(ids)) {
            findings.add(new Finding(
                    readme,
                    "Le barème n'a pas l'ordre des critères : %s.".formatted(String.join(", ", ids)),
                    "Mets ses lignes dans cet ordre."));
        }
        return findings;
    }

    private static String points(Criterion criterion) {
        return criterion.bonus() ? "+%d (bonus)".formatted(criterion.points()) : Integer.toString(criterion.points());
    }
}
