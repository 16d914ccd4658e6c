package ateliers.cloud.wire;

import ateliers.cloud.http.WireResponse;
import ateliers.cloud.sdk.Protocol;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;

/** Errors in each protocol's form, with the members that the service's model gives them. */
final class Errors {
    private final Codecs codecs;

    Errors(Codecs codecs) {
        this.codecs = codecs;
    }

    /**
     * An error.
     *
     * @param model the exception's modeled members, or null
     * @param shape the name of its shape, which may differ from its code where older clients know the code
     * @param headers of its answer beside the protocol's
     */
    record Problem(
            String code, String shape, int status, String message, SdkPojo model, Map<String, List<String>> headers) {
        Problem(String code, String shape, int status, String message, SdkPojo model) {
            this(code, shape, status, message, model, Map.of());
        }

        static Problem of(Throwable error) {
            if (error instanceof WireFault fault) {
                return new Problem(fault.code(), fault.code(), fault.status(), fault.getMessage(), null);
            }
            if (error instanceof AwsServiceException aws && aws.awsErrorDetails() != null) {
                AwsErrorDetails details = aws.awsErrorDetails();
                // Of the SDK's exceptions, those that a service's model has are final; the others are bases.
                boolean modeled = Modifier.isFinal(error.getClass().getModifiers());
                SdkPojo model = modeled && error instanceof SdkPojo pojo ? pojo : null;
                String shape = model == null ? details.errorCode() : shape(error.getClass(), details.errorCode());
                Map<String, List<String>> headers = details.sdkHttpResponse() == null
                        ? Map.of()
                        : details.sdkHttpResponse().headers();
                return new Problem(
                        details.errorCode(), shape, aws.statusCode(), details.errorMessage(), model, headers);
            }
            return new Problem(
                    "InternalFailure",
                    "InternalFailure",
                    500,
                    "The request processing has failed because of an unknown error, exception or failure.",
                    null);
        }

        /** The SDK ends every class in Exception; shapes of SQS mostly do not. */
        private static String shape(Class<?> type, String code) {
            String name = type.getSimpleName();
            if (name.equals(code) || name.equals(code + "Exception")) {
                return code;
            }
            boolean kept = name.equals("ResourceNotFoundException");
            return kept ? name : name.substring(0, name.length() - "Exception".length());
        }

        boolean senderFault() {
            return status < 500;
        }
    }

    /**
     * The answer that tells an error.
     *
     * @param api null when it is not known yet
     * @param request null when it is not decoded yet
     */
    WireResponse write(Problem problem, Protocol protocol, Api api, SdkRequest request, String requestId) {
        return switch (protocol) {
            case AWS_JSON -> json(problem, api);
            case RPC_V2_CBOR -> cbor(problem, api);
            case REST_JSON -> restJson(problem);
            case AWS_QUERY -> query(problem, api, requestId);
            case REST_XML -> restXml(problem, api, request, requestId);
        };
    }

    private WireResponse json(Problem problem, Api api) {
        WireResponse answer =
                WireResponse.of(problem.status(), "application/x-amz-json-1.0", members(problem, api, codecs.json()));
        return queryCompatible(problem, api, answer);
    }

    private WireResponse cbor(Problem problem, Api api) {
        WireResponse answer = WireResponse.of(
                        problem.status(), "application/cbor", members(problem, api, codecs.cbor()))
                .with("smithy-protocol", "rpc-v2-cbor");
        return queryCompatible(problem, api, answer);
    }

    private static byte[] members(Problem problem, Api api, JsonCodec codec) {
        String prefix = api == null ? "" : api.traits().shapeNamespace();
        if (problem.code().equals("SerializationException")) {
            prefix = "com.amazon.coral.service#";
        } else if (!prefix.isEmpty() && problem.code().equals("ValidationException")) {
            prefix = "com.amazon.coral.validate#";
        }
        Map<String, String> members = new LinkedHashMap<>();
        members.put("__type", prefix + problem.shape());
        if (problem.message() != null) {
            members.put(prefix.startsWith("com.amazon.coral.service") ? "Message" : "message", problem.message());
        }
        return codec.write(problem.model(), members, f -> !f.locationName().equalsIgnoreCase("message"));
    }

    /** Services that left awsQuery tell the code that older clients know, and so do others in newer protocols. */
    private static WireResponse queryCompatible(Problem problem, Api api, WireResponse answer) {
        boolean compatible =
                api != null && (api.traits().hasLeftQuery() || api.model().protocol() == Protocol.AWS_QUERY);
        return compatible
                ? answer.with(
                        "x-amzn-query-error", problem.code() + ";" + (problem.senderFault() ? "Sender" : "Receiver"))
                : answer;
    }

    private WireResponse restJson(Problem problem) {
        Map<String, String> members = new LinkedHashMap<>();
        if (problem.message() != null) {
            members.put("message", problem.message());
        }
        byte[] body = codecs.json()
                .write(problem.model(), members, f -> !f.locationName().equalsIgnoreCase("message"));
        return WireResponse.of(problem.status(), "application/json", body).with("x-amzn-ErrorType", problem.code());
    }

    private static WireResponse query(Problem problem, Api api, String requestId) {
        XmlWriter xml = new XmlWriter();
        if (api == null) {
            xml.open("ErrorResponse");
        } else {
            xml.open("ErrorResponse", api.xmlNamespace());
        }
        String said = api == null
                ? text(problem)
                : api.traits().queryWords(problem.code()).orElse(text(problem));
        xml.open("Error")
                .element("Type", problem.senderFault() ? "Sender" : "Receiver")
                .element("Code", problem.code())
                .element("Message", said);
        if (problem.model() != null) {
            xml.members(problem.model());
        }
        xml.close("Error").element("RequestId", requestId).close("ErrorResponse");
        return WireResponse.of(problem.status(), "text/xml", xml.bytes());
    }

    private static WireResponse restXml(Problem problem, Api api, SdkRequest request, String requestId) {
        XmlWriter xml =
                new XmlWriter().open("Error").element("Code", problem.code()).element("Message", text(problem));
        if (api != null && api.rest().isPresent() && request != null) {
            api.rest().get().errorElements(problem.code(), request).forEach(xml::element);
        }
        if (problem.model() != null) {
            xml.members(problem.model());
        }
        xml.element("RequestId", requestId).element("HostId", requestId).close("Error");
        WireResponse answer = WireResponse.of(problem.status(), "application/xml", xml.bytes());
        for (Map.Entry<String, List<String>> header : problem.headers().entrySet()) {
            answer = answer.with(header.getKey(), String.join(", ", header.getValue()));
        }
        return answer;
    }

    private static String text(Problem problem) {
        return problem.message() == null ? "" : problem.message();
    }
}
