package ateliers.labs.orders;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;
import software.amazon.awssdk.services.sesv2.model.SendEmailResponse;
import software.amazon.awssdk.services.sesv2.model.SesV2Exception;

/** Un client SES de test : il garde les courriels, et en refuse un quand on le lui dit. */
final class FakeMail implements SesV2Client {

    private final List<SendEmailRequest> sent = new ArrayList<>();
    private boolean refusing;

    List<SendEmailRequest> sent() {
        return sent;
    }

    void refuseOnce() {
        refusing = true;
    }

    @Override
    public SendEmailResponse sendEmail(SendEmailRequest request) {
        if (refusing) {
            refusing = false;
            throw SesV2Exception.builder().message("Maximum sending rate exceeded.").build();
        }
        sent.add(request);
        return SendEmailResponse.builder().messageId("m-" + sent.size()).build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
