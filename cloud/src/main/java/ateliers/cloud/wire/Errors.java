package ateliers.cloud.wire;

import ateliers.cloud.http.WireResponse;
import ateliers.cloud.sdk.Protocol;
import ateliers.cloud.sdk.SdkModel;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.model.S3Request;

/** Errors in each protocol's form, with the members that the service's model gives them. */
final class Errors {
    private static final Map<String, String> SHAPE_NAMESPACES = Map.of(
            "AmazonSQS", "com.amazonaws.sqs#",
            "DynamoDB_20120810", "com.amazonaws.dynamodb.v20120810#",
            "DynamoDBStreams_20120810", "com.amazonaws.dynamodb.v20120810#");

    /** What awsQuery says in other words than the protocol that the service has moved to. */
    private static final Map<String, String> QUERY_WORDS = Map.of(
            "AWS.SimpleQueueService.NonExistentQueue", "The specified queue does not exist for this wsdl version.");

    private final Codecs codecs;

    Errors(Codecs codecs) {
        this.codecs = codecs;
    }

    /**
     * An error.
     *
     * @param model the exception's modeled members, or null
     * @param shape the name of its shape, which may differ from its code where older clients know the code
     */
    record Problem(String code, String shape, int status, String message, SdkPojo model) {
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
                return new Problem(details.errorCode(), shape, aws.statusCode(), details.errorMessage(), model);
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
     * @param service null when it is not known yet
     * @param request null when it is not decoded yet
     */
    WireResponse write(Problem problem, Protocol protocol, SdkModel service, Object request, String requestId) {
        return switch (protocol) {
            case AWS_JSON -> json(problem, service);
            case RPC_V2_CBOR -> cbor(problem, service);
            case REST_JSON -> restJson(problem);
            case AWS_QUERY -> query(problem, service, requestId);
            case REST_XML -> s3(problem, request, requestId);
        };
    }

    private WireResponse json(Problem problem, SdkModel service) {
        WireResponse answer = WireResponse.of(
                problem.status(), "application/x-amz-json-1.0", members(problem, service, codecs.json()));
        return queryCompatible(problem, service, answer);
    }

    private WireResponse cbor(Problem problem, SdkModel service) {
        WireResponse answer = WireResponse.of(
                        problem.status(), "application/cbor", members(problem, service, codecs.cbor()))
                .with("smithy-protocol", "rpc-v2-cbor");
        return queryCompatible(problem, service, answer);
    }

    private static byte[] members(Problem problem, SdkModel service, JsonCodec codec) {
        String prefix = service == null || service.protocol() != Protocol.AWS_JSON
                ? ""
                : SHAPE_NAMESPACES.getOrDefault(service.targetPrefix().orElse(""), "");
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

    /** Services that left awsQuery tell the code that older clients know: SQS, and CloudWatch in other protocols. */
    private static WireResponse queryCompatible(Problem problem, SdkModel service, WireResponse answer) {
        boolean compatible =
                service != null && (service.signingName().equals("sqs") || service.protocol() == Protocol.AWS_QUERY);
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

    private static WireResponse query(Problem problem, SdkModel service, String requestId) {
        XmlWriter xml = new XmlWriter(QueryNames.of(null));
        if (service == null) {
            xml.open("ErrorResponse");
        } else {
            xml.open("ErrorResponse", QueryXml.namespace(service));
        }
        xml.open("Error")
                .element("Type", problem.senderFault() ? "Sender" : "Receiver")
                .element("Code", problem.code())
                .element("Message", QUERY_WORDS.getOrDefault(problem.code(), text(problem)));
        if (problem.model() != null) {
            xml.members(problem.model());
        }
        xml.close("Error").element("RequestId", requestId).close("ErrorResponse");
        return WireResponse.of(problem.status(), "text/xml", xml.bytes());
    }

    private static WireResponse s3(Problem problem, Object request, String requestId) {
        XmlWriter xml = new XmlWriter(QueryNames.of(null))
                .open("Error")
                .element("Code", problem.code())
                .element("Message", text(problem));
        if (request instanceof S3Request s3) {
            if (problem.code().equals("NoSuchKey")) {
                s3.getValueForField("Key", String.class).ifPresent(key -> xml.element("Key", key));
            }
            if (problem.code().contains("Bucket")) {
                s3.getValueForField("Bucket", String.class).ifPresent(bucket -> xml.element("BucketName", bucket));
            }
        }
        if (problem.model() != null) {
            xml.members(problem.model());
        }
        xml.element("RequestId", requestId).element("HostId", requestId).close("Error");
        return WireResponse.of(problem.status(), "application/xml", xml.bytes());
    }

    private static String text(Problem problem) {
        return problem.message() == null ? "" : problem.message();
    }
}
