package ateliers.grader.targets;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.regions.Region;

/**
 * Signs requests to APIs and URLs of functions that ask for {@code AWS_IAM}, as the SDK signs its own.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html">AWS Signature Version 4</a>
 */
public record RequestSigner(AwsCredentialsIdentity credentials, Region region) {
    /** What an HTTP client adds of its own. */
    private static final Set<String> ADDED = Set.of("host", "content-length");

    /** The headers of a request with those that its signature adds. */
    public Map<String, String> signed(String method, URI address, Map<String, String> headers, String body) {
        SdkHttpRequest.Builder request =
                SdkHttpRequest.builder().method(SdkHttpMethod.fromValue(method)).uri(address);
        headers.forEach(request::putHeader);
        String service = address.getHost().contains(".lambda-url.") ? "lambda" : "execute-api";
        Map<String, String> all = new TreeMap<>();
        AwsV4HttpSigner.create()
                .sign(r -> r.identity(credentials)
                        .request(request.build())
                        .payload(ContentStreamProvider.fromUtf8String(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region.id()))
                .request()
                .forEachHeader((name, values) -> all.put(name, String.join(",", values)));
        all.keySet().removeIf(name -> ADDED.contains(name.toLowerCase(Locale.ROOT)));
        return all;
    }
}
