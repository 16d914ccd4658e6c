package ateliers.cloud.services.iam;

import ateliers.cloud.policy.MalformedPolicyException;
import ateliers.cloud.policy.Policy;
import ateliers.cloud.policy.PolicyKind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Policy documents on their way in and out. */
final class Documents {
    private Documents() {}

    static Policy parse(String document, PolicyKind kind) {
        Checks.constraints().present("policyDocument", document).require();
        try {
            return Policy.parse(document, kind);
        } catch (MalformedPolicyException e) {
            throw IamErrors.malformed(e.getMessage());
        }
    }

    /** IAM's quotas do not count white space. */
    static int size(String document) {
        return (int) document.chars().filter(c -> !Character.isWhitespace(c)).count();
    }

    /** IAM answers with documents URL-encoded, as RFC 3986 says. */
    static String encoded(String document) {
        return URLEncoder.encode(document, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
