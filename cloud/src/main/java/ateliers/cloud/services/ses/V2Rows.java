package ateliers.cloud.services.ses;

import ateliers.cloud.door.Need;
import ateliers.cloud.door.Rows;
import ateliers.cloud.door.SystemTags;
import ateliers.cloud.kit.RequestTags;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.sesv2.model.CreateConfigurationSetEventDestinationRequest;
import software.amazon.awssdk.services.sesv2.model.CreateConfigurationSetRequest;
import software.amazon.awssdk.services.sesv2.model.CreateEmailIdentityRequest;
import software.amazon.awssdk.services.sesv2.model.CreateEmailTemplateRequest;
import software.amazon.awssdk.services.sesv2.model.DeleteConfigurationSetEventDestinationRequest;
import software.amazon.awssdk.services.sesv2.model.DeleteConfigurationSetRequest;
import software.amazon.awssdk.services.sesv2.model.DeleteEmailIdentityRequest;
import software.amazon.awssdk.services.sesv2.model.DeleteEmailTemplateRequest;
import software.amazon.awssdk.services.sesv2.model.EmailContent;
import software.amazon.awssdk.services.sesv2.model.GetAccountRequest;
import software.amazon.awssdk.services.sesv2.model.GetConfigurationSetEventDestinationsRequest;
import software.amazon.awssdk.services.sesv2.model.GetConfigurationSetRequest;
import software.amazon.awssdk.services.sesv2.model.GetEmailIdentityRequest;
import software.amazon.awssdk.services.sesv2.model.GetEmailTemplateRequest;
import software.amazon.awssdk.services.sesv2.model.ListConfigurationSetsRequest;
import software.amazon.awssdk.services.sesv2.model.ListEmailIdentitiesRequest;
import software.amazon.awssdk.services.sesv2.model.ListEmailTemplatesRequest;
import software.amazon.awssdk.services.sesv2.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.sesv2.model.PutAccountDetailsRequest;
import software.amazon.awssdk.services.sesv2.model.PutAccountSendingAttributesRequest;
import software.amazon.awssdk.services.sesv2.model.SendBulkEmailRequest;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;
import software.amazon.awssdk.services.sesv2.model.Tag;
import software.amazon.awssdk.services.sesv2.model.TagResourceRequest;
import software.amazon.awssdk.services.sesv2.model.Template;
import software.amazon.awssdk.services.sesv2.model.TestRenderEmailTemplateRequest;
import software.amazon.awssdk.services.sesv2.model.UntagResourceRequest;
import software.amazon.awssdk.services.sesv2.model.UpdateConfigurationSetEventDestinationRequest;
import software.amazon.awssdk.services.sesv2.model.UpdateEmailTemplateRequest;

/**
 * What each operation of the newer API needs.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsimpleemailservicev2.html">Actions,
 *     resources and condition keys for Amazon Simple Email Service v2</a>
 */
final class V2Rows {
    private final Rows rows;
    private final Needs needs;

    private V2Rows(Rows rows, Needs needs) {
        this.rows = rows;
        this.needs = needs;
    }

    static void declare(Rows rows, Needs needs) {
        new V2Rows(rows, needs).all();
    }

    private void all() {
        for (Class<? extends SdkRequest> request : List.of(
                GetAccountRequest.class,
                PutAccountDetailsRequest.class,
                PutAccountSendingAttributesRequest.class,
                ListEmailIdentitiesRequest.class,
                ListEmailTemplatesRequest.class,
                ListConfigurationSetsRequest.class)) {
            rows.on(request, r -> Need.anywhere(Needs.action(request)));
        }
        on(GetEmailIdentityRequest.class, needs::onIdentity, GetEmailIdentityRequest::emailIdentity);
        on(DeleteEmailIdentityRequest.class, needs::onIdentity, DeleteEmailIdentityRequest::emailIdentity);
        on(CreateEmailTemplateRequest.class, needs::onTemplate, CreateEmailTemplateRequest::templateName);
        on(UpdateEmailTemplateRequest.class, needs::onTemplate, UpdateEmailTemplateRequest::templateName);
        on(DeleteEmailTemplateRequest.class, needs::onTemplate, DeleteEmailTemplateRequest::templateName);
        on(GetEmailTemplateRequest.class, needs::onTemplate, GetEmailTemplateRequest::templateName);
        on(TestRenderEmailTemplateRequest.class, needs::onTemplate, TestRenderEmailTemplateRequest::templateName);
        on(GetConfigurationSetRequest.class, needs::onSet, GetConfigurationSetRequest::configurationSetName);
        on(DeleteConfigurationSetRequest.class, needs::onSet, DeleteConfigurationSetRequest::configurationSetName);
        on(
                CreateConfigurationSetEventDestinationRequest.class,
                needs::onSet,
                CreateConfigurationSetEventDestinationRequest::configurationSetName);
        on(
                UpdateConfigurationSetEventDestinationRequest.class,
                needs::onSet,
                UpdateConfigurationSetEventDestinationRequest::configurationSetName);
        on(
                DeleteConfigurationSetEventDestinationRequest.class,
                needs::onSet,
                DeleteConfigurationSetEventDestinationRequest::configurationSetName);
        on(
                GetConfigurationSetEventDestinationsRequest.class,
                needs::onSet,
                GetConfigurationSetEventDestinationsRequest::configurationSetName);
        tagged();
        sends();
    }

    private <R extends SdkRequest> void on(
            Class<R> request, BiFunction<String, String, Need> need, Function<R, String> name) {
        rows.on(request, r -> need.apply(Needs.action(request), name.apply(r)));
    }

    private void tagged() {
        rows.on(
                CreateEmailIdentityRequest.class,
                r -> needs.onIdentity("ses:CreateEmailIdentity", r.emailIdentity())
                        .tagging(SystemTags.others(tags(r.tags()))));
        rows.on(
                CreateConfigurationSetRequest.class,
                r -> needs.onSet("ses:CreateConfigurationSet", r.configurationSetName())
                        .tagging(SystemTags.others(tags(r.tags()))));
        rows.on(TagResourceRequest.class, r -> new Need("ses:TagResource", r.resourceArn()).tagging(tags(r.tags())));
        rows.on(UntagResourceRequest.class, r -> new Need("ses:UntagResource", r.resourceArn()).untagging(r.tagKeys()));
        rows.on(ListTagsForResourceRequest.class, r -> new Need("ses:ListTagsForResource", r.resourceArn()));
    }

    private void sends() {
        rows.onEach(
                SendEmailRequest.class,
                r -> needs.sends(
                        "ses:SendEmail",
                        r.fromEmailAddress(),
                        V2SendOperations.recipients(r.destination()),
                        template(r.content()),
                        r.configurationSetName()));
        rows.onEach(
                SendBulkEmailRequest.class,
                r -> needs.of(
                        "ses:SendBulkEmail",
                        r.fromEmailAddress(),
                        r.defaultContent() == null
                                ? null
                                : name(r.defaultContent().template()),
                        r.configurationSetName()));
    }

    private static String template(EmailContent content) {
        return content == null ? null : name(content.template());
    }

    private static String name(Template template) {
        return template == null ? null : template.templateName();
    }

    /** Of a request that may be malformed. */
    private static Map<String, String> tags(List<Tag> tags) {
        return RequestTags.byKey(tags, Tag::key, Tag::value);
    }
}
