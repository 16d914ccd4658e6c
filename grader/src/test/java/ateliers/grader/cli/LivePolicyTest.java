package ateliers.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.door.Need;
import ateliers.cloud.policy.AccessRequest;
import ateliers.cloud.policy.Caller;
import ateliers.cloud.policy.Evaluator;
import ateliers.cloud.policy.Grants;
import ateliers.cloud.policy.Policy;
import ateliers.cloud.policy.PolicyKind;
import ateliers.cloud.policy.RequestContext;
import ateliers.grader.LiveAccount;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The grader's own rights are enough, and none of them is too many: without it something that gradings ask for is refused. */
class LivePolicyTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** AWS asks for them where the embedded AWS does not: to tag what is made. */
    private static final Set<String> ASKED_BY_AWS_ALONE = Set.of(
            "codecommit:TagResource",
            "dynamodb:TagResource",
            "events:TagResource",
            "cloudwatch:TagResource",
            "secretsmanager:TagResource");

    private static LiveAccount account;
    private static List<Need> needs;
    private static List<ObjectNode> documents;

    @BeforeAll
    static void whatIsDocumentedAndWhatWasAskedFor() throws Exception {
        account = new LiveAccount();
        needs = LiveNeeds.read(account.cloud().place().account());
        documents = new ArrayList<>();
        for (String document : account.rights()) {
            documents.add((ObjectNode) JSON.readTree(document));
        }
    }

    @AfterAll
    static void noAccount() {
        account.close();
    }

    @Test
    void everythingThatGradingsAskForIsAllowed() {
        assertThat(needs).hasSizeGreaterThan(100);
        assertThat(denied(documents)).isEmpty();
    }

    @Test
    void withoutAnyOneStatementSomethingIsRefused() {
        assertThat(needless(documents, needs)).isEmpty();
    }

    /** What functions and API Gateway do with the roles of stacks, where these are bounded. */
    @Test
    void theBoundaryLetsRolesWorkAndWithoutAnyOneStatementSomethingIsRefused() throws Exception {
        String mine = account.cloud().place().account();
        List<ObjectNode> boundary = List.of((ObjectNode) JSON.readTree(account.document(account.boundary())));
        List<Need> work = List.of(
                new Need("sns:Publish", "arn:aws:sns:eu-west-3:%s:ateliers-x".formatted(mine)),
                new Need("dynamodb:PutItem", "arn:aws:dynamodb:eu-west-3:%s:table/ateliers-x".formatted(mine)),
                new Need(
                        "logs:PutLogEvents",
                        "arn:aws:logs:eu-west-3:%s:log-group:API-Gateway-Execution-Logs_a1b2c3d4e5/prod:log-stream:k"
                                .formatted(mine)),
                new Need("cloudwatch:PutMetricData", "*"),
                new Need("xray:PutTraceSegments", "*"),
                new Need("dynamodb:ListStreams", "*"));

        assertThat(denied(boundary, work)).isEmpty();
        assertThat(needless(boundary, work)).isEmpty();
    }

    /** Statements without which all is allowed still. */
    private static List<String> needless(List<ObjectNode> rights, List<Need> asked) {
        List<String> needless = new ArrayList<>();
        for (ObjectNode document : rights) {
            ArrayNode statements = (ArrayNode) document.get("Statement");
            for (int i = 0; i < statements.size(); i++) {
                JsonNode statement = statements.remove(i);
                if (denied(rights, asked).isEmpty()) {
                    needless.add(statement.path("Sid").asText());
                }
                statements.insert(i, statement);
            }
        }
        return needless;
    }

    /** What only looks at what is the grader's own may be more than was asked for: CloudFormation looks more often on AWS. */
    @Test
    void withoutAnyOneActionThatChangesSomethingSomethingIsRefused() {
        List<String> needless = new ArrayList<>();
        for (ObjectNode document : documents) {
            for (JsonNode statement : document.get("Statement")) {
                if (statement.get("Action") instanceof ArrayNode actions) {
                    needless.addAll(needless(actions));
                }
            }
        }
        assertThat(needless).isEmpty();
    }

    private static List<String> needless(ArrayNode actions) {
        List<String> needless = new ArrayList<>();
        for (int i = 0; i < actions.size(); i++) {
            String action = actions.get(i).textValue();
            boolean looks = action.matches("\\w+:(Get|List|Describe).*");
            actions.remove(i);
            if (!looks
                    && !ASKED_BY_AWS_ALONE.contains(action)
                    && denied(documents).isEmpty()) {
                needless.add(action);
            }
            actions.insert(i, action);
        }
        return needless;
    }

    @Test
    void nothingReachesWhatIsNotTheGradersOwn() {
        String mine = account.cloud().place().account();
        List<Need> others = List.of(
                new Need("s3:GetObject", "arn:aws:s3:::comptabilite/2026.csv"),
                new Need("sqs:DeleteQueue", "arn:aws:sqs:eu-west-3:%s:commandes".formatted(mine)),
                new Need("lambda:InvokeFunction", "arn:aws:lambda:eu-west-3:%s:function:paie".formatted(mine)),
                new Need(
                        "cloudformation:DeleteStack",
                        "arn:aws:cloudformation:eu-west-3:%s:stack/site/1".formatted(mine)),
                new Need(
                        "secretsmanager:GetSecretValue",
                        "arn:aws:secretsmanager:eu-west-3:%s:secret:prod-a1b2c3".formatted(mine)),
                new Need("iam:PassRole", "arn:aws:iam::%s:role/administrateur".formatted(mine))
                        .with("iam:PassedToService", "lambda.amazonaws.com"),
                new Need("iam:CreateRole", "arn:aws:iam::%s:role/ateliers-x".formatted(mine)),
                new Need("iam:CreateUser", "arn:aws:iam::%s:user/ateliers-x".formatted(mine)),
                new Need("iam:DeleteRolePermissionsBoundary", "arn:aws:iam::%s:role/ateliers-x".formatted(mine)));

        assertThat(denied(documents, others)).containsExactlyElementsOf(others);
    }

    private static List<Need> denied(List<ObjectNode> rights) {
        return denied(rights, needs);
    }

    private static List<Need> denied(List<ObjectNode> rights, List<Need> asked) {
        String mine = account.cloud().place().account();
        Caller caller = Caller.user(mine, "arn:aws:iam::%s:user/%s".formatted(mine, LiveAccount.USER));
        Grants grants = Grants.of(rights.stream()
                .filter(each -> !each.get("Statement").isEmpty())
                .map(each -> Policy.parse(each.toString(), PolicyKind.MANAGED))
                .toArray(Policy[]::new));
        return asked.stream()
                .filter(need -> {
                    RequestContext.Builder context = RequestContext.builder();
                    need.conditionKeys().forEach((key, values) -> context.put(key, values));
                    return !Evaluator.decide(
                                    new AccessRequest(caller, need.action(), need.resource(), mine, context.build()),
                                    grants,
                                    Optional.empty())
                            .isAllowed();
                })
                .toList();
    }
}
