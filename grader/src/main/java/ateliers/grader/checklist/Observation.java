package ateliers.grader.checklist;

import ateliers.grader.targets.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.model.TemplateStage;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/**
 * A stack as a report shows it.
 *
 * @param template the template as it was deployed, after the SAM transform, in JSON
 * @param logicalIds logical ids by physical id
 * @param story what happened, oldest first; empty where the target does not tell
 * @param logs the last lines of each function's log, by logical id
 */
public record Observation(
        String template, Map<String, String> logicalIds, List<Step> story, Map<String, List<String>> logs) {
    public static final int MOST_LINES = 200;

    static Optional<Observation> of(Stack stack) {
        try {
            String template = stack.aws()
                    .cloudFormation()
                    .getTemplate(r -> r.stackName(stack.name()).templateStage(TemplateStage.PROCESSED))
                    .templateBody();
            Map<String, String> ids = new LinkedHashMap<>();
            Map<String, List<String>> logs = new LinkedHashMap<>();
            stack.resources().forEach(resource -> {
                if (resource.physicalResourceId() != null) {
                    ids.put(resource.physicalResourceId(), resource.logicalResourceId());
                }
                if (resource.resourceType().equals("AWS::Lambda::Function")) {
                    logs.put(resource.logicalResourceId(), log(stack, resource.physicalResourceId()));
                }
            });
            return Optional.of(new Observation(template, ids, stack.wholeStory().steps(), logs));
        } catch (SdkException e) {
            // A report without pictures is still a report.
            return Optional.empty();
        }
    }

    private static List<String> log(Stack stack, String function) {
        try {
            String group = stack.aws()
                    .lambda()
                    .getFunctionConfiguration(r -> r.functionName(function))
                    .loggingConfig()
                    .logGroup();
            List<String> all = stack.aws().logs().filterLogEventsPaginator(r -> r.logGroupName(group)).events().stream()
                    .map(FilteredLogEvent::message)
                    .map(String::strip)
                    .toList();
            // The last criteria that were played are the last lines.
            return List.copyOf(all.subList(Math.max(0, all.size() - MOST_LINES), all.size()));
        } catch (SdkException e) {
            return List.of();
        }
    }
}
