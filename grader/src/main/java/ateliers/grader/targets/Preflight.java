package ateliers.grader.targets;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sesv2.model.GetAccountResponse;

/** Asks an account, before anything is made there, what it can do of what a template wants. It only looks. */
final class Preflight {
    /** AWS guarantees an account no fewer than these to functions that reserve none. */
    private static final int UNRESERVED = 100;

    /** One question to each service, by the beginning of its resources' types. */
    private static final Map<String, Consumer<AwsClients>> QUESTIONS = questions();

    private final AwsClients aws;
    private final Bounds bounds;

    Preflight(AwsClients aws, Bounds bounds) {
        this.aws = aws;
        this.bounds = bounds;
    }

    private static Map<String, Consumer<AwsClients>> questions() {
        Map<String, Consumer<AwsClients>> all = new LinkedHashMap<>();
        all.put("AWS::S3::", aws -> aws.s3().listBuckets());
        all.put("AWS::SNS::", aws -> aws.sns().listTopics());
        all.put("AWS::SQS::", aws -> aws.sqs().listQueues());
        all.put("AWS::DynamoDB::", aws -> aws.dynamoDb().listTables());
        all.put("AWS::Events::", aws -> aws.eventBridge().listEventBuses(r -> {}));
        all.put("AWS::CodeCommit::", aws -> aws.codeCommit().listRepositories(r -> {}));
        all.put("AWS::ApiGateway::", aws -> aws.apiGateway().getRestApis());
        all.put("AWS::ApiGatewayV2::", aws -> aws.apiGatewayV2().getApis(r -> {}));
        all.put("AWS::SecretsManager::", aws -> aws.secretsManager().listSecrets());
        all.put("AWS::SES::", aws -> aws.ses().getAccount(r -> {}));
        all.put("AWS::CloudWatch::", aws -> aws.cloudWatch().describeAlarms());
        return all;
    }

    /** How many functions may run at once. */
    static int concurrency(AwsClients aws) {
        return aws.lambda().getAccountSettings().accountLimit().concurrentExecutions();
    }

    /**
     * What people should know, in French.
     *
     * @param types of the template's resources
     * @throws GraderException where the account forbids one of the services
     */
    List<String> of(List<String> types) {
        List<String> found = new ArrayList<>();
        try {
            QUESTIONS.forEach((service, question) -> {
                if (has(types, service)) {
                    question.accept(aws);
                }
            });
            concurrency(found);
            if (has(types, "AWS::CodeCommit::")) {
                repositories(found);
            }
            mails(found);
        } catch (AwsServiceException e) {
            throw refused(e);
        }
        return found;
    }

    private static boolean has(List<String> types, String service) {
        return types.stream().anyMatch(type -> type.startsWith(service));
    }

    private void concurrency(List<String> found) {
        if (bounds.concurrency() < Bounds.FEWEST) {
            found.add("Lambda : %d exécutions à la fois. Les rafales, qui en demandent %d, ne seront pas évaluées."
                    .formatted(bounds.concurrency(), Bounds.FEWEST));
        } else if (bounds.concurrency() < Bounds.BURST) {
            found.add("Lambda : %d exécutions à la fois. Les rafales viendront de moins de clients."
                    .formatted(bounds.concurrency()));
        }
        if (bounds.concurrency() <= UNRESERVED) {
            found.add("Lambda : AWS refusera une fonction qui réserve des exécutions (ReservedConcurrentExecutions).");
        }
    }

    /** CodeCommit does not tell beforehand: only an account that has one already is known to get another. */
    private void repositories(List<String> found) {
        if (aws.codeCommit().listRepositories(r -> {}).repositories().isEmpty()) {
            found.add(
                    "CodeCommit : ce compte n'a pas encore de dépôt. Si AWS refuse d'en faire un premier, rien n'est noté.");
        }
    }

    private void mails(List<String> found) {
        GetAccountResponse account = aws.ses().getAccount(r -> {});
        String mode = Boolean.TRUE.equals(account.productionAccessEnabled()) ? "hors du bac à sable" : "en bac à sable";
        found.add(
                "SES : %s, %.0f courriels par jour. Le correcteur ne lit aucune boîte : ce qui arrive par courriel ne sera pas évalué."
                        .formatted(mode, account.sendQuota().max24HourSend()));
    }

    /** A refusal as people can do something about it. */
    static GraderException refused(AwsServiceException e) {
        return new GraderException(
                OwnFaults.told(e)
                        .orElseGet(
                                () -> "Le compte ne se laisse pas regarder, et rien n'y a été fait : " + Words.of(e)),
                e);
    }
}
