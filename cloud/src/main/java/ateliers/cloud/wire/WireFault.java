package ateliers.cloud.wire;

/** What the front itself refuses, before a service sees the request. */
final class WireFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final int status;

    WireFault(String code, int status, String message) {
        super(message, null, false, false);
        this.code = code;
        this.status = status;
    }

    String code() {
        return code;
    }

    int status() {
        return status;
    }

    /** JSON or CBOR that does not have the operation's shape. */
    static WireFault serialization(String message) {
        return new WireFault("SerializationException", 400, message);
    }

    /** A form's value that does not parse. */
    static WireFault malformedInput(String message) {
        return new WireFault("MalformedInput", 400, message);
    }

    /** A header, query parameter or path label of a REST operation that does not parse. */
    static WireFault invalidArgument(String message) {
        return new WireFault("InvalidArgument", 400, message);
    }

    /** XML that is not well-formed or does not have the operation's shape. */
    static WireFault malformedXml() {
        return new WireFault(
                "MalformedXML",
                400,
                "The XML you provided was not well-formed or did not validate against our published schema");
    }
}
