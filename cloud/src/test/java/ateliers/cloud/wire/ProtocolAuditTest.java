package ateliers.cloud.wire;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.http.WireRequest;
import ateliers.cloud.http.WireResponse;
import ateliers.cloud.sdk.SdkModel;
import ateliers.cloud.sdk.SdkOperation;
import ateliers.cloud.services.RealTraits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsClient;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Every operation of every service: a random request that the SDK's own client marshals must arrive equal, and a random
 * response of ours must be read equal by that client.
 */
class ProtocolAuditTest {
    private static final int ROUNDS = 3;

    /** CreateBucket: the client adds its region to the configuration. */
    private static final Set<String> EXCEPTIONS = Set.of("s3:CreateBucket");

    private static final Set<String> ADDED_BY_S3_CLIENT =
            Set.of("ChecksumAlgorithm", "ChecksumCRC32", "ContentLength", "ContentType");

    private static final List<Class<?>> CLIENTS = clientsOnTheClassPath();

    private static final Services SERVICES = new Services(CLIENTS.stream()
            .map(client -> new Api(SdkModel.of(client), RealTraits.of(client)))
            .toList());
    private static final Codecs CODECS = new Codecs();

    /** What the front is to answer and what it saw. */
    private static final class Exchange {
        private SdkPojo answer;
        private SdkRequest seen;
        private SdkOperation operation;
        private Throwable failure;
    }

    /** The front as an HTTP client: what the SDK's client would send is taken as it stands. */
    private static final class Front implements SdkHttpClient {
        private Exchange exchange;

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() throws IOException {
                    return handle(request);
                }

                @Override
                public void abort() {
                    // it is over before anybody could
                }
            };
        }

        private HttpExecuteResponse handle(HttpExecuteRequest request) throws IOException {
            WireResponse answer;
            try {
                answer = answer(
                        exchange,
                        WireRequest.of(
                                request.httpRequest().method().name(),
                                request.httpRequest().getUri(),
                                request.httpRequest().headers(),
                                request.contentStreamProvider()
                                        .map(ContentStreamProvider::newStream)
                                        .orElseGet(InputStream::nullInputStream),
                                "127.0.0.1"));
            } catch (Exception | Error e) {
                exchange.failure = e;
                answer = WireResponse.of(400, "text/plain", "refused");
            }
            return HttpExecuteResponse.builder()
                    .response(SdkHttpResponse.builder()
                            .statusCode(answer.status())
                            .headers(answer.headers())
                            .build())
                    .responseBody(AbortableInputStream.create(new ByteArrayInputStream(answer.body())))
                    .build();
        }

        @Override
        public void close() {
            // nothing to close
        }
    }

    private static WireResponse answer(Exchange exchange, WireRequest http) throws Exception {
        String scope = Signature.of(http).map(Signature::service).orElse(null);
        Services.Guess guess = SERVICES.guess(http, scope);
        byte[] body = http.readBody(1 << 24);
        Resolution resolution = SERVICES.resolve(guess, http, body);
        exchange.operation = resolution.operation();
        boolean streams = resolution.operation().streamingInput();
        exchange.seen = CODECS.read(resolution, http, streams ? new byte[0] : body);
        return CODECS.write(resolution, exchange.answer, "request-id");
    }

    private static List<Class<?>> clientsOnTheClassPath() {
        Pattern client =
                Pattern.compile("software/amazon/awssdk/services/(\\w+/)+(?!Default)\\w+(?<!Async)Client\\.class");
        Set<String> names = new TreeSet<>();
        try {
            ClassLoader loader = ProtocolAuditTest.class.getClassLoader();
            for (URL url : Collections.list(loader.getResources("software/amazon/awssdk/services"))) {
                JarFile jar = ((JarURLConnection) url.openConnection()).getJarFile();
                jar.stream()
                        .map(JarEntry::getName)
                        .filter(client.asMatchPredicate())
                        .forEach(names::add);
            }
            List<Class<?>> clients = new ArrayList<>();
            for (String name : names) {
                Class<?> found = Class.forName(name.replace('/', '.').replace(".class", ""), false, loader);
                if (found.isInterface() && AwsClient.class.isAssignableFrom(found)) {
                    clients.add(found);
                }
            }
            return clients;
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Class<?>> clients() {
        return CLIENTS;
    }

    @Test
    void theClientsOnTheClassPathAreFound() {
        assertThat(CLIENTS)
                .contains(S3Client.class, SqsClient.class, DynamoDbStreamsClient.class)
                .hasSizeGreaterThan(12);
    }

    @ParameterizedTest
    @MethodSource("clients")
    void everyOperationGoesThroughUnchanged(Class<?> api) throws Exception {
        SdkModel model = SdkModel.of(api);
        List<String> differences = new ArrayList<>();
        int seed = 0;
        Front front = new Front();
        try (AutoCloseable client = client(api, front)) {
            for (SdkOperation operation : model.operations()) {
                if (EXCEPTIONS.contains(operation.toString()) || isElsewhere(api, operation)) {
                    continue;
                }
                for (int round = 0; round < ROUNDS; round++) {
                    String difference = difference(front, client, operation, ++seed);
                    if (difference != null) {
                        differences.add(operation.name() + ": " + difference);
                        break;
                    }
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(seed).isPositive();
    }

    private static boolean isElsewhere(Class<?> api, SdkOperation operation) {
        return RealTraits.of(api)
                .rest()
                .map(rest -> rest.template(operation).isEmpty())
                .orElse(false);
    }

    private static String difference(Front front, Object client, SdkOperation operation, int seed) {
        RandomPojos random = new RandomPojos(seed);
        SdkRequest request = (SdkRequest) random.fill(operation.newRequest());
        Exchange current = new Exchange();
        current.answer = random.fill(operation.newResponse());
        front.exchange = current;
        Object received;
        try {
            received = call(client, operation, request);
        } catch (Exception e) {
            return current.failure == null ? "the client refused: " + e : "we refused: " + current.failure;
        }
        if (!operation.equals(current.operation)) {
            return "taken for " + current.operation;
        }
        current.seen = withoutAdditions(request, current.seen);
        if (!request.equalsBySdkFields(current.seen)) {
            return "sent " + request + "\n   saw " + current.seen;
        }
        SdkPojo response = (SdkPojo) (received instanceof ResponseBytes<?> bytes ? bytes.response() : received);
        return response.equalsBySdkFields(current.answer)
                ? null
                : "answered " + current.answer + "\n  received " + response;
    }

    /** S3's client sends some members that its caller did not set. */
    private static SdkRequest withoutAdditions(SdkRequest sent, SdkRequest seen) {
        SdkPojo builder = (SdkPojo) seen.toBuilder();
        for (SdkField<?> field : seen.sdkFields()) {
            if (ADDED_BY_S3_CLIENT.contains(field.memberName()) && field.getValueOrDefault(sent) == null) {
                field.set(builder, null);
            }
            if (field.memberName().equals("ContentEncoding")
                    && field.getValueOrDefault(seen) instanceof String coding) {
                String own = coding.replaceFirst(",?aws-chunked$", "");
                field.set(builder, own.isEmpty() ? null : own);
            }
        }
        return (SdkRequest) ((Buildable) builder).build();
    }

    private static Object call(Object client, SdkOperation operation, SdkRequest request) throws Exception {
        List<Class<?>> types = new ArrayList<>(List.of(operation.requestClass()));
        List<Object> arguments = new ArrayList<>(List.of(request));
        if (operation.streamingInput()) {
            types.add(RequestBody.class);
            arguments.add(RequestBody.fromString("content"));
        }
        if (operation.streamingOutput()) {
            types.add(ResponseTransformer.class);
            arguments.add(ResponseTransformer.toBytes());
        }
        Method method = Arrays.stream(operation.service().client().getMethods())
                .filter(m -> m.getName().equalsIgnoreCase(operation.name()))
                .filter(m -> List.of(m.getParameterTypes()).equals(types))
                .findFirst()
                .orElseThrow();
        try {
            return method.invoke(client, arguments.toArray());
        } catch (InvocationTargetException e) {
            throw (Exception) e.getCause();
        }
    }

    private static AutoCloseable client(Class<?> api, SdkHttpClient http) throws ReflectiveOperationException {
        AwsClientBuilder<?, ?> builder =
                (AwsClientBuilder<?, ?>) api.getMethod("builder").invoke(null);
        builder.region(Region.EU_WEST_3)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAEXAMPLE", "secret")))
                .overrideConfiguration(c -> c.retryStrategy(r -> r.maxAttempts(1)))
                .endpointOverride(URI.create("http://127.0.0.1:4566"));
        ((AwsSyncClientBuilder<?, ?>) builder).httpClient(http);
        if (builder instanceof SqsClientBuilder sqs) {
            sqs.checksumValidationEnabled(false);
        }
        if (builder instanceof S3ClientBuilder s3) {
            s3.requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                    .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                    .forcePathStyle(true);
        }
        return (AutoCloseable) builder.build();
    }
}
