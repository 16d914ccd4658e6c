package ateliers.cloud.sdk;

/**
 * The protocols AWS services speak, as <a href="https://smithy.io/2.0/aws/protocols/index.html">Smithy</a> names them.
 */
public enum Protocol {
    /** awsJson 1.0 and 1.1: a POST on "/", the operation in {@code X-Amz-Target}. */
    AWS_JSON,
    /** awsQuery: a form with {@code Action} and {@code Version}, XML answers. */
    AWS_QUERY,
    /** restJson1: method and path choose the operation, JSON bodies. */
    REST_JSON,
    /** restXml: method and path choose the operation, XML bodies. */
    REST_XML,
    /** rpcv2Cbor: a POST on {@code /service/S/operation/O}, CBOR bodies. */
    RPC_V2_CBOR;

    /** Whether method and path choose the operation. */
    public boolean isRest() {
        return this == REST_JSON || this == REST_XML;
    }
}
