package ateliers.cloud.traits;

import ateliers.cloud.http.WireRequest;
import ateliers.cloud.sdk.SdkOperation;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkRequest;

/**
 * The REST layer of a service that is older than the protocols: addresses in host names, bodies in wrappings, forms of its
 * own. Bodies of its requests stream. What it refuses it throws, as the SDK's exception with AWS's code, status and words.
 */
public interface RestTraits {
    /** The request with all of its address in its path, whatever its host names. */
    WireRequest addressed(WireRequest request);

    /** The URI's template of an operation, with what the SDK leaves out; empty for those of other endpoints. */
    Optional<String> template(SdkOperation operation);

    /**
     * What is added to the answer for a page of another site that may read it; empty where it may not. To a preflight request
     * this is the answer.
     */
    Optional<Map<String, String>> cors(WireRequest request);

    /**
     * The form that a browser posts in the place of a request; empty for every other request.
     *
     * @throws IOException when the client goes away
     */
    Optional<PostedForm> form(WireRequest addressed) throws IOException;

    /** What no operation's template fits. */
    RuntimeException unknown(WireRequest request);

    /** A path as it is signed, where other services want it encoded twice. */
    String signedPath(String rawPath);

    /** The hash of the payload that was signed, as the request tells; the body is compared with it while it is read. */
    String payloadHash(WireRequest request, boolean presigned);

    /**
     * The request as its author meant it: its body without wrapping, and compared while it is read with what the headers
     * promise.
     *
     * @param seed empty when there is no signature to verify
     */
    WireRequest unwrapped(WireRequest request, Optional<SeedSignature> seed);

    /** Compares a body that has been read with the checksums that its headers promise. */
    void verify(WireRequest request, byte[] body);

    /** The name of the root element of an operation's answer. */
    String rootElement(SdkOperation operation);

    /** Whether a payload that is a text stands in an element of its name. */
    boolean textInElement(SdkOperation operation);

    /** A time as it stands in XML. */
    String timestamp(Instant time);

    /** What stands in an error beside its code and message, by element. */
    Map<String, String> errorElements(String code, SdkRequest request);
}
