package ateliers.grader.bench;

import ateliers.grader.deploy.Deployer;
import ateliers.grader.targets.AwsClients;
import ateliers.grader.targets.GraderException;
import ateliers.grader.targets.Target;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The calls that are compared, on one AWS. What they need there is made when first asked for, and deleted at the end. */
final class Calls implements AutoCloseable {
    private static final String OBJECT = "objet";
    private static final String TEXT = "x".repeat(1_000);

    private final String name = "mesure-" + UUID.randomUUID();
    private final Deque<Runnable> undo = new ArrayDeque<>();
    private final AwsClients aws;
    private final Target target;
    private final Deployer deployer;
    private final Consumer<String> progress;
    private boolean table;
    private boolean bucket;
    private String queueUrl;

    /**
     * @param deployer deploys lab 05's solution
     * @param progress told what could not be deleted
     */
    Calls(Target target, Deployer deployer, Consumer<String> progress) {
        this.target = target;
        this.aws = new AwsClients(target);
        this.deployer = deployer;
        this.progress = progress;
    }

    /**
     * A call that is compared.
     *
     * @param prepare makes what it needs, and gives what is measured
     */
    record Call(String id, String title, Preparation prepare) {}

    /** May fail where an AWS lacks something. */
    interface Preparation {
        Runnable on(Calls calls);
    }

    /** All of them; messages are sent before they are received. */
    static List<Call> all() {
        return List.of(
                new Call("dynamodb-put", "DynamoDB PutItem, 1 Ko", Calls::put),
                new Call("dynamodb-get", "DynamoDB GetItem", Calls::get),
                new Call("sqs-send", "SQS SendMessage, 1 Ko", Calls::send),
                new Call("sqs-receive", "SQS ReceiveMessage, un message", Calls::receive),
                new Call("s3-put", "S3 PutObject, 1 Ko", Calls::putObject),
                new Call("s3-get", "S3 GetObject", Calls::getObject),
                new Call("sns-publish", "SNS Publish, sans abonné", Calls::publish),
                new Call("api-warm", "appel à chaud de l'API à Lambda à DynamoDB", Calls::callApi));
    }

    private Runnable put() {
        makeTable();
        return () -> aws.dynamoDb()
                .putItem(r -> r.tableName(name)
                        .item(Map.of(
                                "id",
                                AttributeValue.fromS(UUID.randomUUID().toString()),
                                "texte",
                                AttributeValue.fromS(TEXT))));
    }

    private Runnable get() {
        makeTable();
        Map<String, AttributeValue> key = Map.of("id", AttributeValue.fromS("lu"));
        aws.dynamoDb().putItem(r -> r.tableName(name).item(key));
        return () -> aws.dynamoDb().getItem(r -> r.tableName(name).key(key));
    }

    private void makeTable() {
        if (table) {
            return;
        }
        aws.dynamoDb()
                .createTable(r -> r.tableName(name)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(AttributeDefinition.builder()
                                .attributeName("id")
                                .attributeType(ScalarAttributeType.S)
                                .build())
                        .keySchema(KeySchemaElement.builder()
                                .attributeName("id")
                                .keyType(KeyType.HASH)
                                .build()));
        table = true;
        undo.push(() -> aws.dynamoDb().deleteTable(r -> r.tableName(name)));
        aws.dynamoDb().waiter().waitUntilTableExists(r -> r.tableName(name));
    }

    private Runnable send() {
        String url = queue();
        return () -> aws.sqs().sendMessage(r -> r.queueUrl(url).messageBody(TEXT));
    }

    /** An empty answer would be fast and mean nothing. */
    private Runnable receive() {
        String url = queue();
        return () -> {
            if (!aws.sqs()
                    .receiveMessage(r -> r.queueUrl(url).waitTimeSeconds(0))
                    .hasMessages()) {
                throw new GraderException("Une file qui a des messages n'en rend aucun.");
            }
        };
    }

    private String queue() {
        if (queueUrl == null) {
            queueUrl = aws.sqs().createQueue(r -> r.queueName(name)).queueUrl();
            undo.push(() -> aws.sqs().deleteQueue(r -> r.queueUrl(queueUrl)));
        }
        return queueUrl;
    }

    private Runnable putObject() {
        makeBucket();
        return () -> aws.s3().putObject(r -> r.bucket(name).key(OBJECT), RequestBody.fromString(TEXT));
    }

    private Runnable getObject() {
        putObject().run();
        return () -> aws.s3().getObjectAsBytes(r -> r.bucket(name).key(OBJECT));
    }

    private void makeBucket() {
        if (bucket) {
            return;
        }
        aws.s3().createBucket(r -> {
            r.bucket(name);
            if (!target.region().equals(Region.US_EAST_1)) {
                r.createBucketConfiguration(
                        c -> c.locationConstraint(target.region().id()));
            }
        });
        bucket = true;
        undo.push(() -> {
            aws.s3().deleteObject(r -> r.bucket(name).key(OBJECT));
            aws.s3().deleteBucket(r -> r.bucket(name));
        });
    }

    private Runnable publish() {
        String topic = aws.sns().createTopic(r -> r.name(name)).topicArn();
        undo.push(() -> aws.sns().deleteTopic(r -> r.topicArn(topic)));
        return () -> aws.sns().publish(r -> r.topicArn(topic).message(TEXT));
    }

    private Runnable callApi() {
        Orders orders = new Orders(target, deployer);
        undo.push(orders::close);
        undo.push(orders::delete);
        orders.deploy();
        String id = orders.place();
        return () -> orders.read(id);
    }

    @Override
    public void close() {
        while (!undo.isEmpty()) {
            try {
                undo.pop().run();
            } catch (SdkException e) {
                progress.accept("%s garde ce qui est nommé %s (%s)".formatted(target.name(), name, e.getMessage()));
            }
        }
        aws.close();
    }
}
