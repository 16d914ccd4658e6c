package ateliers.cloud.traits;

import java.util.Optional;

/**
 * What a form says of who signed its policy, by
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-authentication-HTTPPOST.html">SigV4's fields</a> or, before
 * it, by an access key and a signature alone.
 *
 * @param text the policy as it was signed, in base64
 * @param signature in hexadecimal digits; before SigV4 in base64
 * @param credential {@code key/date/region/service/aws4_request}; before SigV4 the key's id alone
 * @param timestamp as {@code 20260102T030405Z}; empty before SigV4
 * @param token the session's, if there is one
 */
public record SignedPolicy(
        String text, String signature, String credential, Optional<String> timestamp, Optional<String> token) {}
