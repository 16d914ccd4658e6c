package ateliers.cloud.wire;

import ateliers.cloud.sdk.SdkOperation;
import software.amazon.awssdk.core.SdkPojo;

/** Responses of awsQuery. */
final class QueryXml {
    private QueryXml() {}

    static byte[] write(Api api, SdkOperation operation, SdkPojo response, String requestId) {
        String root = operation.name() + "Response";
        String result = operation.name() + "Result";
        XmlWriter xml = new XmlWriter(api, operation).open(root, api.xmlNamespace());
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
