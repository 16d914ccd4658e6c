package ateliers.labs.bank;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;
import software.amazon.awssdk.services.sesv2.model.SendEmailResponse;

/** Un SES de test : il garde ce qu'on lui demande d'envoyer. */
final class FakeMails implements SesV2Client {

    private final List<SendEmailRequest> requests = new ArrayList<>();

    List<SendEmailRequest> requests() {
        return requests;
    }

    @Override
    public SendEmailResponse sendEmail(SendEmailRequest request) {
        requests.add(request);
        return SendEmailResponse.builder().messageId("m").build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
