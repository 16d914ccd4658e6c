package ateliers.cloud.door;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.Cloud;
import ateliers.cloud.policy.IamReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkException;

/** Every authorisation row of every service agrees with AWS's service authorization reference. */
class RowsReferenceTest {

    @Test
    void everyRowAsksForActionsResourcesAndConditionKeysThatAwsHas() {
        List<String> faults = new ArrayList<>();
        int rows = 0;
        try (Cloud cloud = Cloud.start()) {
            for (AwsService<?> service : cloud.door().services()) {
                Rows declared = service.rows();
                for (Class<?> request : declared.requests()) {
                    rows++;
                    inCall(cloud, () -> needs(declared, SampleRequests.full(request)))
                            .forEach(need -> faults(request, need).forEach(faults::add));
                }
            }
        }
        assertThat(rows).isPositive();
        assertThat(faults).isEmpty();
    }

    @Test
    void everyRowStandsARequestWithNothingSet() {
        List<String> faults = new ArrayList<>();
        try (Cloud cloud = Cloud.start()) {
            for (AwsService<?> service : cloud.door().services()) {
                Rows declared = service.rows();
                for (Class<?> request : declared.requests()) {
                    try {
                        inCall(cloud, () -> needs(declared, SampleRequests.empty(request)));
                    } catch (RuntimeException e) {
                        faults.add(request.getSimpleName() + ": " + e);
                    }
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    /** Rows may ask who calls. */
    private static List<Need> inCall(Cloud cloud, Supplier<List<Need>> work) {
        try (var scope = cloud.door().below(cloud.root(), Map.of()).bind()) {
            return work.get();
        }
    }

    private static List<Need> needs(Rows rows, SdkRequest sample) {
        try {
            return rows.needs(sample);
        } catch (SdkException e) {
            return List.of(); // a refusal in AWS's words is a row's right
        }
    }

    /** What AWS judges on all there is of a kind, though its reference names no resource: its denials say so. */
    private static boolean isCollection(Need need) {
        String collection = switch (need.action()) {
            case "sns:ListTopics", "sns:ListSubscriptions" -> "arn:aws:sns:[^:]+:[0-9]{12}:\\*";
            case "dynamodb:ListTables" -> "arn:aws:dynamodb:[^:]+:[0-9]{12}:table/\\*";
            case "cloudformation:ListStacks" -> "arn:aws:cloudformation:[^:]+:[0-9]{12}:stack/\\*/\\*";
            case "events:ListRules" -> "arn:aws:events:[^:]+:[0-9]{12}:rule/\\*";
            case "iam:ListRoles" -> "arn:aws:iam::[0-9]{12}:role.*";
            case "iam:ListUsers" -> "arn:aws:iam::[0-9]{12}:user.*";
            case "iam:ListGroups" -> "arn:aws:iam::[0-9]{12}:group.*";
            case "iam:ListInstanceProfiles" -> "arn:aws:iam::[0-9]{12}:instance-profile.*";
            case "logs:DescribeLogGroups" -> "arn:aws:logs:[^:]+:[0-9]{12}:log-group::log-stream:";
            default -> "none";
        };
        return need.resource().matches(collection);
    }

    private static List<String> faults(Class<?> request, Need need) {
        List<String> faults = new ArrayList<>();
        String where = request.getSimpleName() + ": " + need.action();
        Optional<IamReference.Action> action = IamReference.action(need.action());
        if (action.isEmpty()) {
            return List.of(where + " does not exist");
        }
        if (!action.get().takes(need.resource()) && !isCollection(need)) {
            faults.add(where + " does not work on " + need.resource());
        }
        need.conditionKeys().keySet().stream()
                .filter(key -> !action.get().hasConditionKey(key))
                .forEach(key -> faults.add(where + " has no condition key " + key));
        return faults;
    }
}
