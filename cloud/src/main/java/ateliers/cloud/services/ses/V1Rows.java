package ateliers.cloud.services.ses;

import ateliers.cloud.door.Need;
import ateliers.cloud.door.Rows;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.ses.model.BulkEmailDestination;
import software.amazon.awssdk.services.ses.model.CreateConfigurationSetEventDestinationRequest;
import software.amazon.awssdk.services.ses.model.CreateConfigurationSetRequest;
import software.amazon.awssdk.services.ses.model.CreateTemplateRequest;
import software.amazon.awssdk.services.ses.model.DeleteConfigurationSetEventDestinationRequest;
import software.amazon.awssdk.services.ses.model.DeleteConfigurationSetRequest;
import software.amazon.awssdk.services.ses.model.DeleteIdentityRequest;
import software.amazon.awssdk.services.ses.model.DeleteTemplateRequest;
import software.amazon.awssdk.services.ses.model.DescribeConfigurationSetRequest;
import software.amazon.awssdk.services.ses.model.Destination;
import software.amazon.awssdk.services.ses.model.GetAccountSendingEnabledRequest;
import software.amazon.awssdk.services.ses.model.GetIdentityVerificationAttributesRequest;
import software.amazon.awssdk.services.ses.model.GetSendQuotaRequest;
import software.amazon.awssdk.services.ses.model.GetTemplateRequest;
import software.amazon.awssdk.services.ses.model.ListConfigurationSetsRequest;
import software.amazon.awssdk.services.ses.model.ListIdentitiesRequest;
import software.amazon.awssdk.services.ses.model.ListTemplatesRequest;
import software.amazon.awssdk.services.ses.model.SendBulkTemplatedEmailRequest;
import software.amazon.awssdk.services.ses.model.SendEmailRequest;
import software.amazon.awssdk.services.ses.model.SendRawEmailRequest;
import software.amazon.awssdk.services.ses.model.SendTemplatedEmailRequest;
import software.amazon.awssdk.services.ses.model.TestRenderTemplateRequest;
import software.amazon.awssdk.services.ses.model.UpdateAccountSendingEnabledRequest;
import software.amazon.awssdk.services.ses.model.UpdateConfigurationSetEventDestinationRequest;
import software.amazon.awssdk.services.ses.model.UpdateTemplateRequest;
import software.amazon.awssdk.services.ses.model.VerifyDomainIdentityRequest;
import software.amazon.awssdk.services.ses.model.VerifyEmailIdentityRequest;

/**
 * What each operation of the older API needs: those that send are judged by the identity that the mail is from, by its template
 * and by its configuration set.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonses.html">Actions, resources
 *     and condition keys for Amazon SES</a>
 */
final class V1Rows {
    private final Rows rows;
    private final Needs needs;

    private V1Rows(Rows rows, Needs needs) {
        this.rows = rows;
        this.needs = needs;
    }

    static void declare(Rows rows, Needs needs) {
        new V1Rows(rows, needs).all();
    }

    private void all() {
        anywhere(VerifyEmailIdentityRequest.class);
        anywhere(VerifyDomainIdentityRequest.class);
        anywhere(DeleteIdentityRequest.class);
        anywhere(ListIdentitiesRequest.class);
        anywhere(GetIdentityVerificationAttributesRequest.class);
        anywhere(GetSendQuotaRequest.class);
        anywhere(GetAccountSendingEnabledRequest.class);
        anywhere(UpdateAccountSendingEnabledRequest.class);
        anywhere(CreateTemplateRequest.class);
        anywhere(UpdateTemplateRequest.class);
        anywhere(DeleteTemplateRequest.class);
        anywhere(GetTemplateRequest.class);
        anywhere(ListTemplatesRequest.class);
        anywhere(TestRenderTemplateRequest.class);
        anywhere(DescribeConfigurationSetRequest.class);
        anywhere(ListConfigurationSetsRequest.class);
        set(
                CreateConfigurationSetRequest.class,
                r -> r.configurationSet() == null ? null : r.configurationSet().name());
        set(DeleteConfigurationSetRequest.class, DeleteConfigurationSetRequest::configurationSetName);
        set(
                CreateConfigurationSetEventDestinationRequest.class,
                CreateConfigurationSetEventDestinationRequest::configurationSetName);
        set(
                UpdateConfigurationSetEventDestinationRequest.class,
                UpdateConfigurationSetEventDestinationRequest::configurationSetName);
        set(
                DeleteConfigurationSetEventDestinationRequest.class,
                DeleteConfigurationSetEventDestinationRequest::configurationSetName);
        rows.onEach(
                SendEmailRequest.class,
                r -> sends("SendEmail", r.source(), recipients(r.destination()), null, r.configurationSetName()));
        rows.onEach(
                SendRawEmailRequest.class,
                r -> sends("SendRawEmail", r.source(), r.destinations(), null, r.configurationSetName()));
        rows.onEach(
                SendTemplatedEmailRequest.class,
                r -> sends(
                        "SendTemplatedEmail",
                        r.source(),
                        recipients(r.destination()),
                        r.template(),
                        r.configurationSetName()));
        rows.onEach(
                SendBulkTemplatedEmailRequest.class,
                r -> sends(
                        "SendBulkTemplatedEmail",
                        r.source(),
                        r.destinations().stream()
                                .map(BulkEmailDestination::destination)
                                .flatMap(each -> recipients(each).stream())
                                .toList(),
                        r.template(),
                        r.configurationSetName()));
    }

    private void anywhere(Class<? extends SdkRequest> request) {
        rows.on(request, r -> Need.anywhere(Needs.action(request)));
    }

    private <R extends SdkRequest> void set(Class<R> request, Function<R, String> name) {
        rows.on(request, r -> needs.onSet(Needs.action(request), name.apply(r)));
    }

    private List<Need> sends(
            String operation, String source, List<String> recipients, String template, String configurationSet) {
        return needs.sends("ses:" + operation, source, recipients, template, configurationSet);
    }

    private static List<String> recipients(Destination destination) {
        return destination == null
                ? List.of()
                : Stream.of(destination.toAddresses(), destination.ccAddresses(), destination.bccAddresses())
                        .flatMap(List::stream)
                        .toList();
    }
}
