package ateliers.grader.authoring;

import ateliers.grader.packaging.AllowedResources;
import ateliers.grader.packaging.Template;
import ateliers.grader.targets.GraderException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A lab permits the resources that its starter and its solution have. */
final class PermittedResources implements Rule {
    @Override
    public List<Finding> findings(AuthoredLab lab) throws IOException {
        AllowedResources allowed;
        try {
            allowed = AllowedResources.of(lab.readme());
        } catch (GraderException e) {
            return List.of(new Finding(
                    lab.named(lab.readme()),
                    e.getMessage(),
                    "Sous « ### Ressources et dépendances permises », écris « - Ressources : `AWS::…`, … »."));
        }
        List<Finding> findings = new ArrayList<>();
        for (Path folder : List.of(lab.starter(), lab.solution())) {
            Path template = folder.resolve("template.yaml");
            allowed.refusal(Template.of(AuthoredLab.text(template)), type -> true)
                    .ifPresent(refusal -> findings.add(new Finding(
                            lab.named(template),
                            refusal.lines().findFirst().orElseThrow(),
                            "Ajoute ce type à « - Ressources : » de l'énoncé, ou retire la ressource.")));
        }
        return findings;
    }
}
