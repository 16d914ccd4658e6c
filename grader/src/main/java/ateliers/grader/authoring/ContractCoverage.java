package ateliers.grader.authoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Every sentence of the contract is proven by a criterion and broken by a mutant, and the page of the project tells which. */
final class ContractCoverage implements Rule {
    @Override
    public List<Finding> findings(AuthoredLab lab) throws IOException {
        Coverage coverage = Coverage.of(lab);
        List<Finding> findings = new ArrayList<>(coverage.findings());
        Path page = lab.home().resolve("docs-fr/couverture").resolve(lab.id() + ".md");
        boolean written = Files.isRegularFile(page) && AuthoredLab.text(page).equals(coverage.page());
        if (lab.isOfTheProject() && findings.isEmpty() && !written) {
            findings.add(new Finding(
                    lab.named(page),
                    "Cette page ne dit plus ce que prouve la note.",
                    "Écris-la : mvn -pl cloud,grader test -Dtest=ContractCoverageTest"
                            + " -Dsurefire.failIfNoSpecifiedTests=false -Dateliers.regenerate=true"));
        }
        return findings;
    }
}
