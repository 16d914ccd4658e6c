package ateliers.cloud.traits;

import java.util.function.UnaryOperator;

/**
 * The verified signature of a request, from which the signatures of its body's
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">chunks</a> follow.
 *
 * @param value in hex
 * @param timestamp as {@code 20260102T030405Z}
 * @param scope {@code date/region/service/aws4_request}
 * @param signing signs a text with the request's key, in hex
 */
public record SeedSignature(String value, String timestamp, String scope, UnaryOperator<String> signing) {}
