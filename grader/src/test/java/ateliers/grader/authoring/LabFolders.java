package ateliers.grader.authoring;

import ateliers.grader.verdict.Checklists;
import java.nio.file.Path;
import java.util.List;

/** The project's labs, where tests are run. */
public final class LabFolders {
    private LabFolders() {}

    public static List<String> labs() {
        return Checklists.all().stream().map(type -> Checklists.of(type).lab()).toList();
    }

    public static AuthoredLab of(String lab) {
        return new AuthoredLab(Path.of(".."), lab, Checklists.forLab(lab).orElseThrow());
    }

    public static Path starter(String lab) {
        return of(lab).starter();
    }

    public static Path solution(String lab) {
        return of(lab).solution();
    }
}
