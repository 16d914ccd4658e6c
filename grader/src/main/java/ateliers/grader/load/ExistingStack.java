package ateliers.grader.load;

import ateliers.grader.checklist.Stack;
import ateliers.grader.deploy.Deployed;
import ateliers.grader.packaging.SubmittedFiles;
import ateliers.grader.submission.Unusable;
import ateliers.grader.targets.AwsClients;
import ateliers.grader.targets.GraderException;
import ateliers.grader.targets.Target;
import ateliers.grader.targets.Words;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** A stack that somebody else has deployed: its Outputs are all that is known of it. */
public final class ExistingStack {
    private static final Path NO_FILES = Path.of("unknown");

    private ExistingStack() {}

    /** @throws Unusable when there is no such stack, or it is not up */
    public static Stack named(String name, Target target, AwsClients aws) {
        try {
            var stack = aws.cloudFormation()
                    .describeStacks(r -> r.stackName(name))
                    .stacks()
                    .get(0);
            if (!stack.stackStatusAsString().matches("(CREATE|UPDATE|UPDATE_ROLLBACK)_COMPLETE")) {
                throw new Unusable("La pile %s n'est pas prête : elle est %s.".formatted(name, stack.stackStatus()));
            }
            Map<String, String> outputs = new TreeMap<>();
            stack.outputs().forEach(output -> outputs.put(output.outputKey(), output.outputValue()));
            return Stack.of(
                    new Deployed(target, aws, stack.stackName(), outputs, Map.of(), new SubmittedFiles(NO_FILES)));
        } catch (AwsServiceException e) {
            throw new Unusable("La pile %s n'est pas là : %s".formatted(name, Words.of(e)));
        } catch (SdkClientException e) {
            throw new GraderException("Cet AWS ne répond pas : " + e.getMessage(), e);
        }
    }
}
