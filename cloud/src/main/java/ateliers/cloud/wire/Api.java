package ateliers.cloud.wire;

import ateliers.cloud.sdk.SdkModel;
import ateliers.cloud.sdk.SdkOperation;
import ateliers.cloud.traits.QueryNames;
import ateliers.cloud.traits.RestTraits;
import ateliers.cloud.traits.WireTraits;
import java.util.Optional;

/** A service as the wire sees it: what the SDK's model tells, and what the service itself tells beside it. */
record Api(SdkModel model, WireTraits traits) {

    QueryNames queryNames(SdkOperation operation) {
        return traits.queryNames(operation.name());
    }

    Optional<RestTraits> rest() {
        return traits.rest();
    }

    String xmlNamespace() {
        return traits.xmlNamespace()
                .orElseGet(() -> "https://" + model.endpointPrefix() + ".amazonaws.com/doc/"
                        + model.apiVersion().orElse("") + "/");
    }
}
