package ateliers.cloud.services.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.Cloud;
import ateliers.cloud.CloudExtension;
import ateliers.cloud.door.Principal;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.User;

/** Holds DynamoDB to AWS: sends AWS JSON over HTTP and compares with what AWS documents or was recorded to answer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DynamoDbCasesTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]+)}");
    private static final Set<String> WITHOUT_TABLE = Set.of(
            "BatchGetItem",
            "BatchWriteItem",
            "TransactGetItems",
            "TransactWriteItems",
            "ListTables",
            "TagResource",
            "UntagResource",
            "ListTagsOfResource",
            "GetRecords",
            "GetShardIterator",
            "DescribeStream");
    private static final Set<String> STREAMS =
            Set.of("ListStreams", "DescribeStream", "GetShardIterator", "GetRecords");

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Object> sources = CaseFile.table("sources");
    private final Map<String, Object> shapes = CaseFile.table("tables-given");
    private Cloud cloud;
    private AwsCredentials root;
    private int tables;

    @BeforeAll
    void start() {
        cloud = Cloud.start();
        root = CloudExtension.credentials(cloud.credentials().issue(cloud.root()));
    }

    @AfterAll
    void stop() {
        cloud.close();
    }

    static Stream<CaseFile> cases() {
        return CaseFile.all();
    }

    @Test
    void thereAreEnoughCasesEachWithItsSourceAndExpectation() {
        List<CaseFile> all = cases().toList();

        assertThat(all).hasSizeGreaterThanOrEqualTo(200).allSatisfy(each -> {
            assertThat(sources).containsKey(each.text("source"));
            assertThat(each.entries())
                    .containsAnyOf(
                            Map.entry("error", each.entries().getOrDefault("error", "")),
                            Map.entry("answer", each.entries().getOrDefault("answer", "")),
                            Map.entry("after", each.entries().getOrDefault("after", "")));
        });
        assertThat(all).extracting(CaseFile::name).doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void answersAsAwsDoes(CaseFile given) {
        Map<String, String> known = new HashMap<>();
        known.put("account", cloud.place().account());
        known.put("region", cloud.place().region());
        known.put("now", Long.toString(cloud.clock().instant().getEpochSecond()));
        known.put("t", "table-" + ++tables);
        prepare(given, known);

        AwsCredentials caller = given.entries().containsKey("as") ? caller(given, known) : root;
        Answer answer = call(given.text("call"), node(given.map("with"), known), known, caller);

        if (given.entries().containsKey("error")) {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.error()).matches(matching(expand(given.text("error"), known)), given.text("error"));
        } else {
            assertThat(answer.error()).isEmpty();
        }
        if (given.entries().containsKey("answer")) {
            requireIn(node(given.map("answer"), known), answer.body(), "answer");
        }
        given.list("absent")
                .forEach(
                        member -> assertThat(answer.body().has((String) member)).isFalse());
        if (given.entries().containsKey("after")) {
            List<JsonNode> expected = new ArrayList<>();
            given.list("after").forEach(item -> expected.add(node(item, known)));
            JsonNode items =
                    call("Scan", json.createObjectNode(), known, root).body().path("Items");
            assertThat(set(items)).isEqualTo(new HashSet<>(expected));
        }
    }

    private void prepare(CaseFile given, Map<String, String> known) {
        if (given.entries().containsKey("table")) {
            JsonNode shape = node(shapes.get(given.text("table")), known);
            assertThat(call("CreateTable", shape, known, root).error()).isEmpty();
        }
        for (Object item : given.list("given")) {
            JsonNode put = json.createObjectNode().set("Item", node(item, known));
            assertThat(call("PutItem", put, known, root).error()).isEmpty();
        }
        for (Object step : given.list("before")) {
            JsonNode before = node(step, known);
            if (before.has("advance")) {
                cloud.clock().advance(Duration.parse(before.get("advance").asText()));
                continue;
            }
            Answer answer = call(before.get("call").asText(), before.path("with"), known, root);
            assertThat(answer.error()).isEmpty();
            before.path("keep")
                    .properties()
                    .forEach(each -> known.put(
                            each.getKey(),
                            answer.body().at(each.getValue().asText()).asText()));
        }
    }

    private AwsCredentials caller(CaseFile given, Map<String, String> known) {
        IamClient iam = cloud.door().as(cloud.root(), IamClient.class);
        User user = iam.createUser(r -> r.userName("caller-" + tables)).user();
        iam.putUserPolicy(r -> r.userName(user.userName())
                .policyName("only")
                .policyDocument(node(given.map("as"), known).toString()));
        known.put("user", user.arn());
        return CloudExtension.credentials(cloud.credentials()
                .issue(new Principal.User(cloud.place().account(), user.userName(), user.arn(), user.userId())));
    }

    private record Answer(int status, JsonNode body) {
        String error() {
            String type = body.path("__type").asText();
            String code = type.substring(type.indexOf('#') + 1);
            return status == 200
                    ? ""
                    : code + ": "
                            + body.path("message").asText(body.path("Message").asText());
        }
    }

    private Answer call(String operation, JsonNode parameters, Map<String, String> known, AwsCredentials as) {
        ObjectNode request = parameters.isObject() ? (ObjectNode) parameters : json.createObjectNode();
        if (!WITHOUT_TABLE.contains(operation) && !request.has("TableName")) {
            request.put("TableName", known.get("t"));
        }
        if (request.path("TableName").asText().equals("none")) {
            request.remove("TableName");
        }
        String target = (STREAMS.contains(operation) ? "DynamoDBStreams_20120810." : "DynamoDB_20120810.") + operation;
        return send(target, request.toString(), as);
    }

    private Answer send(String target, String body, AwsCredentials as) {
        var signed = AwsV4HttpSigner.create()
                .sign(b -> b.identity(as)
                        .request(SdkHttpRequest.builder()
                                .method(SdkHttpMethod.POST)
                                .uri(cloud.endpoint().resolve("/"))
                                .putHeader("Content-Type", "application/x-amz-json-1.0")
                                .putHeader("X-Amz-Target", target)
                                .build())
                        .payload(ContentStreamProvider.fromUtf8String(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "dynamodb")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, cloud.place().region()));
        HttpRequest.Builder request =
                HttpRequest.newBuilder(cloud.endpoint().resolve("/")).POST(HttpRequest.BodyPublishers.ofString(body));
        signed.request().headers().forEach((name, values) -> {
            if (!Set.of("host", "content-length").contains(name.toLowerCase(java.util.Locale.ROOT))) {
                request.header(name, values.get(0));
            }
        });
        try {
            var response = http.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), json.readTree(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Objects may have more than is expected; arrays may not, and {@code ~} before a text makes it a pattern. */
    private static void requireIn(JsonNode expected, JsonNode actual, String where) {
        if (expected.isObject()) {
            expected.properties()
                    .forEach(each ->
                            requireIn(each.getValue(), actual.path(each.getKey()), where + "." + each.getKey()));
        } else if (expected.isArray()) {
            assertThat(actual.size()).as(where + ": " + actual).isEqualTo(expected.size());
            for (int i = 0; i < expected.size(); i++) {
                requireIn(expected.get(i), actual.path(i), where + "[" + i + "]");
            }
        } else if (expected.isNumber()) {
            assertThat(actual.asDouble(Double.NaN)).as(where).isEqualTo(expected.asDouble());
        } else if (expected.asText().startsWith("~")) {
            assertThat(actual.asText()).as(where).matches(expected.asText().substring(1));
        } else {
            assertThat(actual).as(where).isEqualTo(expected);
        }
    }

    private static java.util.function.Predicate<String> matching(String expected) {
        return expected.startsWith("~")
                ? Pattern.compile(expected.substring(1), Pattern.DOTALL).asMatchPredicate()
                : expected::equals;
    }

    private static Set<JsonNode> set(JsonNode array) {
        Set<JsonNode> set = new HashSet<>();
        array.forEach(set::add);
        return set;
    }

    private JsonNode node(Object yaml, Map<String, String> known) {
        return json.valueToTree(expanded(yaml, known));
    }

    private static Object expanded(Object value, Map<String, String> known) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> expanded = new java.util.LinkedHashMap<>();
            map.forEach((key, each) ->
                    expanded.put(key instanceof String text ? expand(text, known) : key, expanded(each, known)));
            return expanded;
        }
        if (value instanceof List<?> list) {
            List<Object> expanded = new ArrayList<>();
            list.forEach(each -> expanded.addAll(repeated(each, known)));
            return expanded;
        }
        return value instanceof String text ? expand(text, known) : value;
    }

    /** An element {@code {repeat: n, of: …}} stands for n of them, counted by <code>${i}</code>. */
    private static List<Object> repeated(Object element, Map<String, String> known) {
        if (!(element instanceof Map<?, ?> map && map.containsKey("repeat"))) {
            return List.of(expanded(element, known));
        }
        List<Object> all = new ArrayList<>();
        Map<String, String> counted = new HashMap<>(known);
        for (int i = 0; i < (Integer) map.get("repeat"); i++) {
            counted.put("i", Integer.toString(i));
            all.add(expanded(map.get("of"), counted));
        }
        return all;
    }

    /** <code>${name}</code> is what is known by this name; <code>${3*ab}</code> is {@code ababab}. */
    private static String expand(String text, Map<String, String> known) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(replacement(match.group(1), known)));
    }

    private static String replacement(String placeholder, Map<String, String> known) {
        int times = placeholder.indexOf('*');
        if (times > 0) {
            return placeholder.substring(times + 1).repeat(Integer.parseInt(placeholder.substring(0, times)));
        }
        return known.getOrDefault(placeholder, "${" + placeholder + "}");
    }
}
