package ateliers.grader.deploy;

import ateliers.grader.packaging.SubmittedFiles;
import ateliers.grader.packaging.Template;
import ateliers.grader.targets.AwsClients;
import ateliers.grader.targets.Target;
import java.util.Map;

/**
 * A stack that stands: the grader knows it by its name and its Outputs only.
 *
 * @param parameters what its parameters were to be; a template may declare fewer
 * @param files what was handed in beside the template
 * @param template as its author wrote it, to say where a line is missing; never to judge it
 */
public record Deployed(
        Target target,
        AwsClients aws,
        String stackName,
        Map<String, String> outputs,
        Map<String, String> parameters,
        SubmittedFiles files,
        Template template) {
    public Deployed {
        outputs = Map.copyOf(outputs);
        parameters = Map.copyOf(parameters);
    }

    /** A stack whose template nobody has at hand. */
    public Deployed(
            Target target,
            AwsClients aws,
            String stackName,
            Map<String, String> outputs,
            Map<String, String> parameters,
            SubmittedFiles files) {
        this(target, aws, stackName, outputs, parameters, files, Template.of(""));
    }
}
