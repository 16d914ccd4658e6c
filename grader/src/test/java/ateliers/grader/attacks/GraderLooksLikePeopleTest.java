package ateliers.grader.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.Cloud;
import ateliers.grader.SolutionCopy;
import ateliers.grader.build.Builder;
import ateliers.grader.checklist.Stacks;
import ateliers.grader.deploy.Deployed;
import ateliers.grader.deploy.Deployer;
import ateliers.grader.packaging.Packager;
import ateliers.grader.submission.Labs;
import ateliers.grader.submission.Submission;
import ateliers.grader.submission.Submissions;
import ateliers.grader.targets.AwsClients;
import ateliers.grader.targets.EmbeddedTarget;
import ateliers.grader.verdict.Checklists;
import ateliers.grader.verdict.Grading;
import ateliers.grader.verdict.Limit;
import ateliers.grader.verdict.Verdict;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Functions that tell all they see, graded several times and then used by a person: what is the same in each grading, and is not
 * there when a person uses them, would tell a function that it is being graded.
 */
@Tag("longue")
class GraderLooksLikePeopleTest {
    private static final int GRADINGS = 3;
    private static final String SEEN = "VU ";

    /** Shorter ones come up by chance. */
    private static final Pattern WORD = Pattern.compile("\\p{L}{5,}");

    private static final List<String> AGENTS = List.of(
            "curl/8.5.0",
            "PostmanRuntime/7.39.1",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15",
            "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0");

    @TempDir
    Path folder;

    /** Someone who has deployed the stack and tries it. */
    private interface Person {
        void use(Deployed stack);
    }

    @Test
    void uploadsLookLikePeoples() throws Exception {
        Path spied = spied("00-annexe-s3-sns", "annexe", List.of("UploadHandler"));

        assertThat(constants(spied, "00-annexe-s3-sns", Set.of("content", "key", "delete"), stack -> {
                    String bucket = stack.outputs().get("UploadBucketName");
                    var s3 = stack.aws().s3();
                    String photo = "été/vacances à la mer.jpg";
                    s3.putObject(r -> r.bucket(bucket).key(photo), RequestBody.fromString("bonjour"));
                    s3.copyObject(r -> r.sourceBucket(bucket)
                            .sourceKey(photo)
                            .destinationBucket(bucket)
                            .destinationKey("mer.jpg"));
                    String upload = s3.createMultipartUpload(
                                    r -> r.bucket(bucket).key("film"))
                            .uploadId();
                    String etag = s3.uploadPart(
                                    r -> r.bucket(bucket)
                                            .key("film")
                                            .uploadId(upload)
                                            .partNumber(1),
                                    RequestBody.fromString("bonjour"))
                            .eTag();
                    s3.completeMultipartUpload(r -> r.bucket(bucket)
                            .key("film")
                            .uploadId(upload)
                            .multipartUpload(m -> m.parts(CompletedPart.builder()
                                    .partNumber(1)
                                    .eTag(etag)
                                    .build())));
                }))
                .isEmpty();
    }

    @Test
    void ordersLookLikePeoples() throws Exception {
        Path spied =
                spied("05-orders-sqs", "orders", List.of("OrdersApiHandler", "OrderProcessor", "DailySalesHandler"));

        assertThat(constants(spied, "05-orders-sqs", Set.of("lambda", "dynamodb", "sns", "sqs", "invalid"), stack -> {
                    URI orders = URI.create(stack.outputs().get("ApiUrl").replaceFirst("/+$", "") + "/orders");
                    for (String agent : AGENTS) {
                        Map<String, String> headers = Map.of(
                                "User-Agent", agent,
                                "Accept", "*/*",
                                "Content-Type", "application/json",
                                "Origin", "https://chez-moi.fr");
                        String answer = stack.aws()
                                .web()
                                .send("POST", orders, headers, """
                                {"order_id":"essai-%d","customer_email":"moi@chez-moi.fr",
                                 "items":[{"sku":"pain","quantity":2,"unit_price":1.1}]}""".formatted(agent.length()))
                                .body();
                        assertThat(answer).contains("RECUE");
                        stack.aws().web().send("GET", URI.create(orders + "/essai-0"), headers, "");
                    }
                    stack.target()
                            .await(
                                    () -> List.of("aws:sqs", "aws:dynamodb").stream()
                                            .allMatch(seen(stack.aws())::contains),
                                    Duration.ofMinutes(1));
                }))
                .isEmpty();
    }

    /** The solution, with its handlers behind others that write down each event and all that surrounds it. */
    private Path spied(String lab, String name, List<String> handlers) throws Exception {
        SolutionCopy copy = SolutionCopy.of(lab, folder);
        for (String handler : handlers) {
            String type = "ateliers.labs.%s.%s".formatted(name, handler);
            copy.with("template.yaml", type + "::", type + "Spy::");
            Path source = copy.folder().resolve("src/main/java/ateliers/labs/%s/%sSpy.java".formatted(name, handler));
            Files.writeString(source, """
                    package ateliers.labs.%1$s;

                    import com.amazonaws.services.lambda.runtime.Context;
                    import com.amazonaws.services.lambda.runtime.RequestHandler;
                    import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
                    import java.io.*;
                    import java.lang.reflect.*;
                    import java.nio.charset.StandardCharsets;

                    public final class %2$sSpy implements RequestStreamHandler {
                        private final %2$s handler = new %2$s();

                        @Override
                        @SuppressWarnings({"unchecked", "rawtypes"})
                        public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
                            byte[] event = in.readAllBytes();
                            tell(new String(event, StandardCharsets.UTF_8));
                            tell(System.getenv());
                            tell(System.getProperties());
                            tell(context.getInvokedFunctionArn() + context.getLogStreamName());
                            try {
                                Type[] types = ((ParameterizedType) %2$s.class.getGenericInterfaces()[0])
                                        .getActualTypeArguments();
                                Object answer = ((RequestHandler) handler)
                                        .handleRequest(
                                                call("fromJson", InputStream.class, types[0], new ByteArrayInputStream(event)),
                                                context);
                                Object serializer = serializer(types[1]);
                                for (Method method : serializer.getClass().getMethods()) {
                                    if (method.getName().equals("toJson")) {
                                        method.setAccessible(true);
                                        method.invoke(serializer, answer, out);
                                        return;
                                    }
                                }
                            } catch (ReflectiveOperationException e) {
                                throw new IllegalStateException(e);
                            }
                        }

                        private static Object call(String name, Class<?> parameter, Type type, Object value)
                                throws ReflectiveOperationException {
                            Object serializer = serializer(type);
                            Method method = serializer.getClass().getMethod(name, parameter);
                            method.setAccessible(true);
                            return method.invoke(serializer, value);
                        }

                        private static Object serializer(Type type) throws ReflectiveOperationException {
                            String base = "com.amazonaws.services.lambda.runtime.serialization.";
                            Class<?> wanted = (Class<?>) type;
                            boolean event = wanted.getName().startsWith("com.amazonaws.");
                            return event
                                    ? Class.forName(base + "events.LambdaEventSerializers")
                                            .getMethod("serializerFor", Class.class, ClassLoader.class)
                                            .invoke(null, wanted, %2$sSpy.class.getClassLoader())
                                    : factory(base, wanted);
                        }

                        private static Object factory(String base, Class<?> wanted) throws ReflectiveOperationException {
                            Class<?> type = Class.forName(base + "factories.JacksonFactory");
                            Object factory = type.getMethod("getInstance").invoke(null);
                            return type.getMethod("getSerializer", Class.class).invoke(factory, wanted);
                        }

                        private static void tell(Object what) {
                            System.out.println("%3$s" + what.toString().replace("\\n", " "));
                        }
                    }
                    """.formatted(name, handler, SEEN));
        }
        return copy.folder();
    }

    private Set<String> constants(Path submission, String lab, Set<String> only, Person person) throws Exception {
        Labs labs = Labs.in(Path.of("..").toRealPath());
        Submission read = new Submissions(labs)
                .read(submission.toRealPath(), lab, Files.createDirectories(folder.resolve("read")));
        Packager packager = new Packager(
                read.template(),
                new Builder(labs.home()).build(read, Files.createDirectories(folder.resolve("built"))));
        Set<String> constants = words(graded(lab, packager, only));
        for (int i = 1; i < GRADINGS; i++) {
            constants.retainAll(words(graded(lab, packager, only)));
        }
        assertThat(constants).as("what AWS and the lab say").isNotEmpty();
        constants.removeAll(words(used(packager, person)));
        return constants;
    }

    private static String graded(String lab, Packager packager, Set<String> only) {
        EmbeddedTarget target = EmbeddedTarget.on(Cloud.start());
        try (Stacks stacks = new Stacks(() -> target, new Deployer(packager, Map.of()));
                AwsClients aws = new AwsClients(target)) {
            Verdict verdict = new Grading(
                            Checklists.forLab(lab).orElseThrow(),
                            "embedded",
                            List.of(),
                            Limit.fromNow(Duration.ofMinutes(10)))
                    .play(stacks, only);
            assertThat(verdict.exitCode()).as(verdict.toString()).isZero();
            return seen(aws);
        }
    }

    private static String used(Packager packager, Person person) throws Exception {
        try (EmbeddedTarget target = EmbeddedTarget.on(Cloud.start());
                AwsClients aws = new AwsClients(target)) {
            person.use(new Deployer(packager, Map.of()).deploy(target, aws, "ma-pile"));
            target.awaitIdle(Duration.ofMinutes(1));
            return seen(aws);
        }
    }

    private static String seen(AwsClients aws) {
        return aws.logs().describeLogGroupsPaginator().logGroups().stream()
                .flatMap(group ->
                        aws
                                .logs()
                                .filterLogEventsPaginator(r -> r.logGroupName(group.logGroupName()))
                                .events()
                                .stream())
                .map(event -> event.message())
                .filter(message -> message.startsWith(SEEN))
                .collect(Collectors.joining());
    }

    private static Set<String> words(String text) {
        return WORD.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }
}
