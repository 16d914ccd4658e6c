package ateliers.cloud.wire;

import ateliers.cloud.sdk.SdkModel;
import ateliers.cloud.sdk.SdkOperation;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/** Responses of awsQuery. */
final class QueryXml {
    /** Not in the SDK's classes; nothing but strict XML readers looks at them. */
    private static final Map<String, String> NAMESPACES = Map.of(
            "cloudformation", "http://cloudformation.amazonaws.com/doc/2010-05-15/",
            "email", "http://ses.amazonaws.com/doc/2010-12-01/",
            "iam", "https://iam.amazonaws.com/doc/2010-05-08/",
            "monitoring", "http://monitoring.amazonaws.com/doc/2010-08-01/",
            "sns", "http://sns.amazonaws.com/doc/2010-03-31/",
            "sqs", "http://queue.amazonaws.com/doc/2012-11-05/",
            "sts", "https://sts.amazonaws.com/doc/2011-06-15/");

    private QueryXml() {}

    static String namespace(SdkModel service) {
        return NAMESPACES.getOrDefault(
                service.endpointPrefix(),
                "https://" + service.endpointPrefix() + ".amazonaws.com/doc/"
                        + service.apiVersion().orElse("") + "/");
    }

    static byte[] write(SdkOperation operation, SdkPojo response, String requestId) {
        String root = operation.name() + "Response";
        String result = operation.name() + "Result";
        XmlWriter xml = new XmlWriter(QueryNames.of(operation)).open(root, namespace(operation.service()));
        // Also when there is nothing in it: the SDK does not tell which empty outputs AWS wraps, and boto3 misses a
        // wrapper
        // that is absent but none that is there.
        return xml.open(result)
                .members(response)
                .close(result)
                .open("ResponseMetadata")
                .element("RequestId", requestId)
                .close("ResponseMetadata")
                .close(root)
                .bytes();
    }
}
