package ateliers.cloud.services.codecommit;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.Proof;
import ateliers.cloud.door.RequestSignatures;
import ateliers.cloud.http.WireRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Who git says it is: by the Git credentials of an IAM user, or by an access key and a signature, as git-remote-codecommit
 * and the AWS CLI's credential helper make them. Both come as user and password of HTTP Basic.
 *
 * @see <a href="https://docs.aws.amazon.com/codecommit/latest/userguide/auth-and-access-control.html">Authentication</a>
 */
final class GitLogin {
    private static final String SERVICE = "codecommit";
    /** As AWS says of the passwords that its helpers make. */
    private static final Duration LIFETIME = Duration.ofMinutes(15);

    private static final Pattern SIGNED = Pattern.compile("(\\d{8}T\\d{6})Z([0-9a-f]{64})");
    private static final Pattern BASIC = Pattern.compile("(?i)basic +([A-Za-z0-9+/]+=*) *");

    private final RequestSignatures signatures;
    private final String region;

    /** @param region that keys sign for where a request's host does not tell it */
    GitLogin(RequestSignatures signatures, String region) {
        this.signatures = signatures;
        this.region = region;
    }

    /** User and password, as they came. */
    private record Basic(String user, String password) {}

    /** Whether a request says who it is by; the first one of git mostly does not. */
    static boolean isGiven(WireRequest request) {
        return basic(request).isPresent();
    }

    /**
     * The principal.
     *
     * @throws AwsServiceException when nobody is named, or the password is not right
     */
    Principal principal(WireRequest request, String repository) {
        Basic basic = basic(request)
                .orElseThrow(() -> AwsErrors.of(
                        AwsServiceException.builder(),
                        "MissingAuthenticationTokenException",
                        401,
                        "Missing Authentication Token"));
        Matcher signed = SIGNED.matcher(basic.password());
        return signed.matches()
                ? signed(basic.user(), signed.group(1), signed.group(2), request, repository)
                : signatures.verify(new Proof.Password(SERVICE, basic.user(), basic.password()));
    }

    private static Optional<Basic> basic(WireRequest request) {
        Matcher basic = BASIC.matcher(request.header("Authorization").orElse(""));
        if (!basic.matches()) {
            return Optional.empty();
        }
        try {
            String text = new String(Base64.getDecoder().decode(basic.group(1)), StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new Basic(text.substring(0, colon), text.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What is signed names a host, with its port or without, which is AWS's where git was led here from there. */
    private Principal signed(String user, String timestamp, String signature, WireRequest request, String repository) {
        int percent = user.indexOf('%');
        String key = percent < 0 ? user : user.substring(0, percent);
        String token = percent < 0 ? null : user.substring(percent + 1);
        String scope = GitRequest.region(request).orElse(region);
        Set<String> hosts = new LinkedHashSet<>();
        hosts.add("git-codecommit." + scope + ".amazonaws.com");
        hosts.add(request.header("Host").orElse(""));
        hosts.add(request.host());
        AwsServiceException refusal = null;
        for (String host : hosts) {
            String text = "GIT\n/v1/repos/" + repository + "\n\nhost:" + host + "\n\nhost\n";
            try {
                return signatures.verify(
                        new Proof.SignedText(SERVICE, key, token, scope, timestamp, text, signature, LIFETIME));
            } catch (AwsServiceException e) {
                refusal = e;
            }
        }
        throw refusal;
    }
}
