package ateliers.cloud.executeapi;

import ateliers.cloud.door.Authorizer;
import ateliers.cloud.door.Door;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.Proof;
import ateliers.cloud.door.RequestSignatures;
import ateliers.cloud.http.WireRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Authorises requests with AWS_IAM: a right signature, and permission for what is asked for. */
public final class IamAuthorization {
    private static final Pattern KEY = Pattern.compile("Credential=([^/,\\s]+)/");

    private final Door door;
    private final RequestSignatures signatures;

    public IamAuthorization(Door door, RequestSignatures signatures) {
        this.door = door;
        this.signatures = signatures;
    }

    /**
     * Decides.
     *
     * @param methodArn {@code arn:aws:execute-api:region:account:api/stage/METHOD/path}, the path as requested
     * @throws software.amazon.awssdk.awscore.exception.AwsServiceException in AWS's words, when the signature is not
     *     right
     */
    public Authorizer.Verdict authorize(Visit visit, String methodArn) {
        return authorize(visit, methodArn, Optional.empty());
    }

    /** The same where the API has a policy. */
    public Authorizer.Verdict authorize(Visit visit, String methodArn, Optional<String> apiPolicy) {
        identify(visit, "execute-api");
        return verdict(visit, new Need("execute-api:Invoke", methodArn), apiPolicy);
    }

    /** Decides by an API's policy alone, about somebody who is nobody. */
    public Authorizer.Verdict anonymous(Visit visit, String methodArn, String apiPolicy) {
        return verdict(visit, new Need("execute-api:Invoke", methodArn), Optional.of(apiPolicy));
    }

    /**
     * Tells who signed a request for a service, and says so to the visit.
     *
     * @throws software.amazon.awssdk.awscore.exception.AwsServiceException in AWS's words, when the signature is not
     *     right
     */
    public void identify(Visit visit, String service) {
        Principal principal = signatures.verify(new Proof.SignedRequest(service, visit.request(), visit.body()));
        visit.signedBy(principal, key(visit.request()));
    }

    /** Decides whether the visit's caller may do something, by its policies and that of what is asked for. */
    public Authorizer.Verdict verdict(Visit visit, Need need, Optional<String> policy) {
        Map<String, List<String>> conditions = visit.request().conditionKeys();
        conditions.put("aws:RequestedRegion", List.of(door.place().region()));
        return door.verdict(door.below(visit.caller(), conditions), need, policy);
    }

    private static String key(WireRequest request) {
        Matcher matcher = KEY.matcher(request.header("Authorization").orElse(""));
        if (matcher.find()) {
            return matcher.group(1);
        }
        String credential = request.parameter("X-Amz-Credential").orElse("");
        int slash = credential.indexOf('/');
        return slash < 0 ? null : credential.substring(0, slash);
    }
}
