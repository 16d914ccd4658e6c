package ateliers.cloud.services.ses;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.CreateEmailTemplateRequest;
import software.amazon.awssdk.services.sesv2.model.CreateEmailTemplateResponse;
import software.amazon.awssdk.services.sesv2.model.DeleteEmailTemplateRequest;
import software.amazon.awssdk.services.sesv2.model.DeleteEmailTemplateResponse;
import software.amazon.awssdk.services.sesv2.model.EmailTemplateContent;
import software.amazon.awssdk.services.sesv2.model.EmailTemplateMetadata;
import software.amazon.awssdk.services.sesv2.model.GetEmailTemplateRequest;
import software.amazon.awssdk.services.sesv2.model.GetEmailTemplateResponse;
import software.amazon.awssdk.services.sesv2.model.ListEmailTemplatesRequest;
import software.amazon.awssdk.services.sesv2.model.ListEmailTemplatesResponse;
import software.amazon.awssdk.services.sesv2.model.TestRenderEmailTemplateRequest;
import software.amazon.awssdk.services.sesv2.model.TestRenderEmailTemplateResponse;
import software.amazon.awssdk.services.sesv2.model.UpdateEmailTemplateRequest;
import software.amazon.awssdk.services.sesv2.model.UpdateEmailTemplateResponse;

/** Templates, in the newer API. */
final class V2TemplateOperations implements SesV2Client, Operations {
    private static final SesErrors ERRORS = SesErrors.V2;
    private static final int PAGE = 10;
    private static final Paging<EmailTemplate> PAGING = Paging.<EmailTemplate>byLast(
                    EmailTemplate::name, () -> ERRORS.parameter("Invalid next token."))
            .opaque();

    private final Templates templates;
    private final CloudClock clock;

    V2TemplateOperations(Templates templates, CloudClock clock) {
        this.templates = templates;
        this.clock = clock;
    }

    @Override
    public CreateEmailTemplateResponse createEmailTemplate(CreateEmailTemplateRequest request) {
        templates.create(read(request.templateName(), request.templateContent()), ERRORS);
        return CreateEmailTemplateResponse.builder().build();
    }

    @Override
    public UpdateEmailTemplateResponse updateEmailTemplate(UpdateEmailTemplateRequest request) {
        templates.update(read(request.templateName(), request.templateContent()), ERRORS);
        return UpdateEmailTemplateResponse.builder().build();
    }

    private EmailTemplate read(String name, EmailTemplateContent content) {
        return content(name, content, clock);
    }

    /** A template as a request holds it. */
    static EmailTemplate content(String name, EmailTemplateContent content, CloudClock clock) {
        EmailTemplateContent given =
                content == null ? EmailTemplateContent.builder().build() : content;
        return new EmailTemplate(name, given.subject(), given.text(), given.html(), clock.instant());
    }

    @Override
    public DeleteEmailTemplateResponse deleteEmailTemplate(DeleteEmailTemplateRequest request) {
        if (!templates.delete(request.templateName())) {
            throw ERRORS.noTemplate(request.templateName());
        }
        return DeleteEmailTemplateResponse.builder().build();
    }

    @Override
    public GetEmailTemplateResponse getEmailTemplate(GetEmailTemplateRequest request) {
        EmailTemplate template = templates.at(request.templateName(), ERRORS);
        return GetEmailTemplateResponse.builder()
                .templateName(template.name())
                .templateContent(shown ->
                        shown.subject(template.subject()).text(template.text()).html(template.html()))
                .build();
    }

    @Override
    public ListEmailTemplatesResponse listEmailTemplates(ListEmailTemplatesRequest request) {
        int most = request.pageSize() == null ? PAGE : Math.max(1, request.pageSize());
        Paging.Page<EmailTemplate> page = PAGING.page(templates.all(), most, request.nextToken());
        return ListEmailTemplatesResponse.builder()
                .templatesMetadata(page.items().stream()
                        .map(template -> EmailTemplateMetadata.builder()
                                .templateName(template.name())
                                .createdTimestamp(template.created())
                                .build())
                        .toList())
                .nextToken(page.next())
                .build();
    }

    @Override
    public TestRenderEmailTemplateResponse testRenderEmailTemplate(TestRenderEmailTemplateRequest request) {
        EmailTemplate template = templates.at(request.templateName(), ERRORS);
        return TestRenderEmailTemplateResponse.builder()
                .renderedTemplate(V1TemplateOperations.rendered(template, request.templateData(), clock, ERRORS))
                .build();
    }
}
