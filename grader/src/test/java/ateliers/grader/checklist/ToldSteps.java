package ateliers.grader.checklist;

import ateliers.grader.targets.Step;
import ateliers.grader.targets.Story;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a journal tells of a stack named pile. */
final class ToldSteps {
    static final String ACCOUNT = "123456789012";
    static final String FUNCTION = "arn:aws:lambda:eu-west-3:" + ACCOUNT + ":function:";
    static final String SESSION = "arn:aws:sts::" + ACCOUNT + ":assumed-role/pile-FRole-1/pile-F-2";
    static final String TOPIC = "arn:aws:sns:eu-west-3:" + ACCOUNT + ":pile-Sujet-3";
    static final String QUEUE = "arn:aws:sqs:eu-west-3:" + ACCOUNT + ":pile-File-4";
    static final StackNames NAMES = new StackNames(Map.of(
            "pile-F-2",
            "F",
            "pile-FRole-1",
            "FRole",
            TOPIC,
            "Sujet",
            "https://sqs.eu-west-3.amazonaws.com/" + ACCOUNT + "/pile-File-4",
            "File",
            "pile-Table-5",
            "Table",
            "depots-pile",
            "Depots"));

    private ToldSteps() {}

    static Step denied(String action, String said, String resource) {
        String[] parts = action.split(":");
        return step(
                Step.Kind.DENIAL,
                "2",
                "1",
                SESSION,
                parts[0],
                parts[1],
                resource,
                "AccessDenied",
                "User: %s is not authorized to perform: %s on resource: %s because no identity-based policy allows the %s action"
                        .formatted(SESSION, said, resource, said));
    }

    static Step step(
            Step.Kind kind,
            String id,
            String parent,
            String actor,
            String service,
            String operation,
            String resource,
            String outcome,
            String message) {
        return new Step(
                Instant.EPOCH,
                kind,
                id,
                Optional.ofNullable(parent),
                actor,
                service,
                operation,
                resource,
                outcome,
                message,
                Optional.empty());
    }

    static Story story(Step... steps) {
        return new Story() {
            @Override
            public List<Step> steps() {
                return List.of(steps);
            }

            @Override
            public long forgotten() {
                return 0;
            }
        };
    }
}
