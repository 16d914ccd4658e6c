package ateliers.labs.bank;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** Un bus de test : il garde ce qu'on publie, et refuse comme EventBridge, par une réponse 200 qui le dit. */
final class FakeBus implements EventBridgeClient {

    private final List<PutEventsRequestEntry> entries = new ArrayList<>();
    private int accepted = Integer.MAX_VALUE;

    List<PutEventsRequestEntry> entries() {
        return entries;
    }

    /** N'accepte plus que ce nombre d'événements. */
    void acceptOnly(int count) {
        accepted = count;
    }

    @Override
    public PutEventsResponse putEvents(PutEventsRequest request) {
        List<PutEventsResultEntry> results = new ArrayList<>();
        int failed = 0;
        for (PutEventsRequestEntry entry : request.entries()) {
            if (accepted > 0) {
                accepted--;
                entries.add(entry);
                results.add(PutEventsResultEntry.builder().eventId("e").build());
            } else {
                failed++;
                results.add(PutEventsResultEntry.builder()
                        .errorCode("ThrottlingException")
                        .errorMessage("Rate exceeded")
                        .build());
            }
        }
        return PutEventsResponse.builder()
                .failedEntryCount(failed)
                .entries(results)
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
