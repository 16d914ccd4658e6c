package ateliers.labs.repository;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/** Un client SNS de test : il garde ce qu'on publie, et refuse ce qu'on lui dit de refuser. */
final class FakeTopic implements SnsClient {

    private final List<PublishRequest> published = new ArrayList<>();
    private boolean refusing;

    /** Toutes les publications seront refusées, comme sans le droit {@code sns:Publish}. */
    void refuse() {
        refusing = true;
    }

    List<PublishRequest> published() {
        return published;
    }

    @Override
    public PublishResponse publish(PublishRequest request) {
        if (refusing) {
            throw AuthorizationErrorException.builder()
                    .message("not authorized to perform: SNS:Publish")
                    .build();
        }
        published.add(request);
        return PublishResponse.builder().messageId("m-" + published.size()).build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
