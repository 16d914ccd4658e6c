package ateliers.cloud.services.ses;

import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.Members;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.ServiceModule;
import ateliers.cloud.traits.WireTraits;
import java.util.List;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/**
 * Amazon SES as two services of a cloud, one for each of its APIs, on one state.
 *
 * @see <a href="https://docs.aws.amazon.com/ses/latest/APIReference/Welcome.html">Amazon SES API reference</a>
 */
public final class SesService implements ServiceModule {
    @Override
    public List<AwsService<?>> create(ServiceContext cloud) {
        Account account = new Account(cloud.clock());
        Identities identities = new Identities(cloud.clock(), cloud.place());
        Verification verification = new Verification(cloud, identities);
        Templates templates = new Templates();
        ConfigurationSets sets = new ConfigurationSets(cloud.door(), cloud.place());
        Sending sending = new Sending(cloud, account, identities, sets, new MailEvents(cloud, sets, identities));
        Needs needs = new Needs(cloud.place(), identities);
        AwsService<?> v1 = AwsService.of("ses", SesClient.class)
                .operations(new V1IdentityOperations(identities, verification, account))
                .operations(new V1TemplateOperations(templates, cloud.clock()))
                .operations(new V1SendOperations(sending, templates, sets))
                .operations(new V1ConfigurationSetOperations(sets))
                .routes(verification)
                .rows(rows -> V1Rows.declare(rows, needs))
                .members(SesService::members)
                .wire(new WireTraits().xmlNamespace("http://ses.amazonaws.com/doc/2010-12-01/"))
                .denied((need, message) -> SesErrors.V1.denied(need))
                .build();
        AwsService<?> v2 = AwsService.of("sesv2", SesV2Client.class)
                .operations(new V2IdentityOperations(identities, verification))
                .operations(new V2AccountOperations(account, identities, sets))
                .operations(new V2TemplateOperations(templates, cloud.clock()))
                .operations(new V2SendOperations(sending, templates, cloud.clock()))
                .operations(new V2ConfigurationSetOperations(sets))
                .rows(rows -> V2Rows.declare(rows, needs))
                .members(SesService::newerMembers)
                .denied((need, message) -> SesErrors.V2.denied(need))
                .build();
        return List.of(v1, v2);
    }

    private static void newerMembers(Members members) {
        members.lacking(
                        Members.EVERY,
                        "FromEmailAddressIdentityArn",
                        "FeedbackForwardingEmailAddressIdentityArn",
                        "EndpointId",
                        "TenantName",
                        "ListManagementOptions",
                        "DkimSigningAttributes",
                        "TrackingOptions",
                        "DeliveryOptions",
                        "ReputationOptions",
                        "SendingOptions",
                        "SuppressionOptions",
                        "VdmOptions",
                        "ArchivingOptions",
                        "EventDestination.KinesisFirehoseDestination",
                        "EventDestination.CloudWatchDestination",
                        "EventDestination.PinpointDestination",
                        "DefaultContent.Template.TemplateArn",
                        "DefaultContent.Template.Headers",
                        "DefaultContent.Template.Attachments",
                        "BulkEmailEntries.ReplacementHeaders")
                .lacking("CreateEmailIdentity", "ConfigurationSetName")
                .lacking(
                        "SendEmail",
                        "Content.Simple.Headers",
                        "Content.Simple.Attachments",
                        "Content.Template.TemplateArn",
                        "Content.Template.Headers",
                        "Content.Template.Attachments")
                .inert(Members.EVERY, "FeedbackForwardingEmailAddress")
                // What AWS's staff reads before an account leaves the sandbox.
                .inert("PutAccountDetails", "ContactLanguage", "UseCaseDescription", "AdditionalContactEmailAddresses")
                .elsewhere(
                        "SendEmail",
                        "Content.Simple.Subject.Charset",
                        "Content.Simple.Body.Text.Charset",
                        "Content.Simple.Body.Html.Charset");
    }

    private static void members(Members members) {
        // Whoever sends on behalf of another account names its identities by their ARNs.
        members.lacking(Members.EVERY, "SourceArn", "FromArn", "ReturnPathArn", "TemplateArn")
                .lacking(
                        Members.EVERY,
                        "EventDestination.KinesisFirehoseDestination",
                        "EventDestination.CloudWatchDestination")
                // Nobody mails bounces here: events tell of them.
                .inert(Members.EVERY, "ReturnPath")
                // Texts are Unicode here, whatever they would travel as.
                .elsewhere(
                        "SendEmail",
                        "Message.Subject.Charset",
                        "Message.Body.Text.Charset",
                        "Message.Body.Html.Charset");
    }
}
