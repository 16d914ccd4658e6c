package ateliers.cloud.traits;

import ateliers.cloud.http.WireRequest;
import ateliers.cloud.http.WireResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A form that a browser posts and that stands for a request of the API. It has no signature but that of a policy which
 * says what such forms may hold.
 */
public interface PostedForm {
    /** Its policy, and who signed it; empty where nobody did. */
    Optional<SignedPolicy> policy();

    /**
     * The request that it stands for, which its policy lets.
     *
     * @throws RuntimeException in AWS's words, where the policy does not
     */
    WireRequest request();

    /** The condition keys that come of its being a form. */
    Map<String, List<String>> conditionKeys();

    /** The answer to the form, made of the answer to what it stands for. */
    WireResponse answer(WireResponse response);
}
