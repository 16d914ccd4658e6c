package ateliers.cloud.wire;

import ateliers.cloud.http.WireRequest;
import ateliers.cloud.http.WireResponse;
import ateliers.cloud.sdk.Protocol;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.utils.builder.Buildable;

/** All protocols: from a resolved request to the SDK's, and from the SDK's response to an answer. */
final class Codecs {
    private final JsonCodec json = JsonCodec.json();
    private final JsonCodec cbor = JsonCodec.cbor();
    private final RestDecoder restDecoder = new RestDecoder(json);
    private final RestEncoder restEncoder = new RestEncoder(json);

    JsonCodec json() {
        return json;
    }

    JsonCodec cbor() {
        return cbor;
    }

    /**
     * The SDK's request.
     *
     * @param body empty for operations whose input streams
     */
    SdkRequest read(Resolution resolution, WireRequest request, byte[] body) {
        SdkPojo builder = resolution.operation().newRequest();
        switch (resolution.protocol()) {
            case AWS_JSON -> json.read(body, builder);
            case RPC_V2_CBOR -> cbor.read(body, builder);
            case AWS_QUERY -> resolution.form().read(builder, resolution.api().queryNames(resolution.operation()));
            case REST_JSON, REST_XML ->
                restDecoder.read(resolution.operation(), resolution.labels(), request, body, builder);
            default -> throw new IllegalStateException("no such protocol");
        }
        return (SdkRequest) ((Buildable) builder).build();
    }

    /** The answer to a request that went well. */
    WireResponse write(Resolution resolution, SdkPojo response, String requestId) {
        Protocol protocol = resolution.protocol();
        return switch (protocol) {
            case AWS_JSON ->
                WireResponse.of(200, "application/x-amz-json-1.0", json.write(response, Map.of(), Codecs::inBody));
            case RPC_V2_CBOR ->
                WireResponse.of(200, "application/cbor", cbor.write(response, Map.of(), Codecs::inBody))
                        .with("smithy-protocol", "rpc-v2-cbor");
            case AWS_QUERY ->
                WireResponse.of(
                        200, "text/xml", QueryXml.write(resolution.api(), resolution.operation(), response, requestId));
            case REST_JSON, REST_XML -> restEncoder.write(resolution.api(), resolution.operation(), response);
        };
    }

    private static boolean inBody(SdkField<?> field) {
        return field.location() == MarshallLocation.PAYLOAD;
    }
}
