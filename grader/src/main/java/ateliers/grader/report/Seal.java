package ateliers.grader.report;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What shows that a report is still as the grader wrote it: an HMAC-SHA256 over its {@link Canonical} form.
 *
 * @param key the id of the key that was used
 * @param value the HMAC in hexadecimal
 */
record Seal(String key, String value) {
    static final String MEMBER = "seal";
    static final String ALGORITHM = "HMAC-SHA256";

    private static final int SHORT = 16;

    /** Enough of it for a person to compare. */
    String shortForm() {
        return value.substring(0, SHORT);
    }

    void putInto(ObjectNode report) {
        report.putObject(MEMBER).put("algorithm", ALGORITHM).put("key", key).put("value", value);
    }
}
