package ateliers.grader.deploy;

import ateliers.grader.targets.AwsClients;
import ateliers.grader.targets.Target;
import java.util.Map;

/** A stack that stands: the grader knows it by its name and its Outputs only. */
public record Deployed(Target target, AwsClients aws, String stackName, Map<String, String> outputs) {
    public Deployed {
        outputs = Map.copyOf(outputs);
    }
}
