package ateliers.cloud.wire;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Door;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.Unsupported;
import ateliers.cloud.http.BodyTooLargeException;
import ateliers.cloud.http.TooMuchAtOnceException;
import ateliers.cloud.http.WireRequest;
import ateliers.cloud.http.WireResponse;
import ateliers.cloud.journal.Entry;
import ateliers.cloud.journal.Journal;
import ateliers.cloud.sdk.Protocol;
import ateliers.cloud.sdk.SdkOperation;
import ateliers.cloud.traits.PostedForm;
import ateliers.cloud.traits.RestTraits;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;

/** One call of an AWS API: from the request on the wire through the door to the answer on the wire. */
final class Call {
    private static final byte[] NOTHING = new byte[0];

    /** What a body that streams is taken for when its type is not told. */
    private static final String UNTOLD_TYPE = "binary/octet-stream";

    private static final int LONGEST_DOCUMENT = 16 * 1024 * 1024;

    /** A function's code may come inline: 50 MB, in base64. */
    private static final int LONGEST_REST_JSON = 80 * 1024 * 1024;

    private final Front front;
    private final WireRequest request;
    private final Answer answer;
    private Services.Guess guess;
    private Resolution resolution;
    private SdkRequest decoded;
    private boolean reachedDoor;
    private String requestId = UUID.randomUUID().toString();

    /** What every call of a front shares. */
    record Front(
            Door door,
            CloudClock clock,
            Journal journal,
            Services services,
            Authenticator authenticator,
            Codecs codecs,
            Errors errors) {}

    /** Where answers go. */
    interface Answer {
        /** Sends an answer whose body is in memory. */
        void send(WireResponse response) throws IOException;

        /**
         * Sends an answer whose body streams.
         *
         * @param length of the body in bytes, or -1 when nobody knows
         */
        void stream(WireResponse head, InputStream body, long length) throws IOException;

        /** Whether the head of an answer has gone. */
        boolean begun();
    }

    Call(Front front, WireRequest request, Answer answer) {
        this.front = front;
        this.request = request;
        this.answer = answer;
    }

    /** Runs it to its end; what goes wrong is told to the client in its protocol. */
    void run() throws IOException {
        WireResponse response;
        try {
            response = respond();
        } catch (BodyTooLargeException e) {
            response = refuse(new WireFault(
                    "RequestEntityTooLargeException", 413, "Request must be smaller than " + e.limit() + " bytes"));
        } catch (TooMuchAtOnceException e) {
            response = refuse(new Unsupported(e.getMessage()));
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            response = refuse(e);
        }
        if (response != null) {
            answer.send(identified(response));
        }
    }

    private WireResponse refuse(Exception error) throws IOException {
        if (answer.begun()) {
            throw new IOException("failed while streaming an answer", error);
        }
        Errors.Problem problem = Errors.Problem.of(error);
        if (!reachedDoor) {
            journal(problem, error);
        }
        Protocol protocol = guess == null ? Protocol.REST_XML : guess.protocol();
        return front.errors().write(problem, protocol, guess == null ? null : guess.api(), decoded, requestId);
    }

    /** The door writes of what reaches it; of what does not, the front does. */
    private void journal(Errors.Problem problem, Exception error) {
        Optional<String> gap =
                error instanceof Unsupported unsupported ? Optional.of(unsupported.gap()) : Optional.empty();
        Entry.Kind kind = gap.isPresent()
                ? Entry.Kind.UNSUPPORTED
                : problem.status() < 500 ? Entry.Kind.DENIAL : Entry.Kind.DEFECT;
        front.journal()
                .add(new Entry(
                        front.clock().instant(),
                        kind,
                        requestId,
                        Optional.empty(),
                        "unknown",
                        guess == null ? "" : guess.named(),
                        resolution == null
                                ? request.method() + " " + request.rawPath()
                                : resolution.operation().name(),
                        "",
                        problem.code(),
                        Objects.requireNonNullElse(problem.message(), ""),
                        0,
                        gap));
    }

    private WireResponse respond() throws Exception {
        Signature signature;
        try {
            signature = Signature.of(request).orElse(null);
        } catch (Signature.Incomplete e) {
            guess = front.services().guess(request, null);
            throw words().incomplete(
                            e.getMessage(), request.header("Authorization").isEmpty());
        }
        guess = front.services().guess(request, signature == null ? null : signature.service());
        return guess.rest().isPresent() ? streamed(guess.rest().get(), signature) : document(signature);
    }

    private Refusals words() {
        return Refusals.of(guess.protocol());
    }

    /** A call whose body is held in memory: not before it is known who asks, as far as a body is not needed to know that. */
    private WireResponse document(Signature signature) throws Exception {
        boolean form = guess.protocol() == Protocol.AWS_QUERY;
        if (!form) {
            resolution = front.services().resolve(guess, request, NOTHING);
        }
        front.authenticator().beforeBody(request, signature, Optional.ofNullable(resolution), words());
        byte[] body = request.readBody(guess.protocol() == Protocol.REST_JSON ? LONGEST_REST_JSON : LONGEST_DOCUMENT);
        if (form) {
            resolution = front.services().resolve(guess, request, body);
        }
        Authenticator.Caller caller = front.authenticator().authenticate(request, signature, resolution, words(), body);
        return call(request, body, conditionKeys(signature, caller), caller.principal());
    }

    /** A call whose body streams through the REST layer of the service's own. */
    private WireResponse streamed(RestTraits rest, Signature signature) throws Exception {
        WireRequest addressed = rest.addressed(request);
        Optional<PostedForm> form = rest.form(addressed);
        if (form.isPresent()) {
            return posted(form.get());
        }
        resolution = front.services().resolve(guess, addressed, NOTHING);
        Authenticator.Caller caller = front.authenticator().authenticate(request, signature, resolution, words(), null);
        WireRequest unwrapped = rest.unwrapped(addressed, caller.seed());
        if (resolution.operation().streamingInput()) {
            return call(unwrapped, NOTHING, conditionKeys(signature, caller), caller.principal());
        }
        byte[] body = unwrapped.readBody(LONGEST_DOCUMENT);
        rest.verify(unwrapped, body);
        return call(unwrapped, body, conditionKeys(signature, caller), caller.principal());
    }

    /** A browser's form: who signed its policy asks for what the policy lets. What it uploads streams. */
    private WireResponse posted(PostedForm form) throws Exception {
        Authenticator.Caller caller = form.policy()
                .map(policy -> front.authenticator().signer(policy, guess.api().traits(), words()))
                .orElseGet(() -> Authenticator.Caller.unverified(new Principal.Anonymous()));
        WireRequest meant = form.request();
        resolution = front.services().resolve(guess, meant, NOTHING);
        Map<String, List<String>> keys = conditionKeys(null, caller);
        keys.putAll(form.conditionKeys());
        return form.answer(call(meant, NOTHING, keys, caller.principal()));
    }

    private WireResponse call(
            WireRequest from, byte[] body, Map<String, List<String>> conditionKeys, Principal principal)
            throws Exception {
        SdkOperation operation = resolution.operation();
        decoded = front.codecs().read(resolution, from, body);
        List<Object> arguments = new ArrayList<>(List.of(decoded));
        if (operation.streamingInput()) {
            arguments.add(bodyOf(from));
        }
        if (operation.streamingOutput()) {
            arguments.add((ResponseTransformer<SdkResponse, SdkResponse>) this::stream);
        }
        CallContext context = front.door().below(principal, conditionKeys).traced(request.header("X-Amzn-Trace-Id"));
        requestId = context.requestId();
        reachedDoor = true;
        Object response = front.door().call(context, operation, arguments.toArray());
        return operation.streamingOutput() ? null : front.codecs().write(resolution, (SdkPojo) response, requestId);
    }

    private static RequestBody bodyOf(WireRequest from) {
        String type = from.header("Content-Type").orElse(UNTOLD_TYPE);
        return from.header("Content-Length")
                .map(length -> RequestBody.fromContentProvider(from::body, Long.parseLong(length), type))
                .orElseGet(() -> RequestBody.fromContentProvider(from::body, type));
    }

    private SdkResponse stream(SdkResponse response, InputStream content) throws Exception {
        WireResponse head = identified(front.codecs().write(resolution, response, requestId));
        Long length = response.getValueForField("ContentLength", Long.class).orElse(null);
        answer.stream(head, content, length == null ? -1 : length);
        return response;
    }

    private Map<String, List<String>> conditionKeys(Signature signature, Authenticator.Caller caller) {
        Map<String, List<String>> keys = request.conditionKeys();
        keys.putAll(caller.conditionKeys());
        if (signature != null) {
            keys.put("aws:RequestedRegion", List.of(signature.region()));
        }
        return keys;
    }

    private WireResponse identified(WireResponse response) {
        boolean xml = guess == null || guess.protocol() == Protocol.REST_XML;
        return xml
                ? response.with("x-amz-request-id", requestId).with("x-amz-id-2", requestId)
                : response.with("x-amzn-RequestId", requestId);
    }
}
