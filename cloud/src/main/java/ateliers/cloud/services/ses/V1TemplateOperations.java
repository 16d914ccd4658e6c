package ateliers.cloud.services.ses;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.kit.Constraints;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import com.github.jknack.handlebars.HandlebarsException;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.CreateTemplateRequest;
import software.amazon.awssdk.services.ses.model.CreateTemplateResponse;
import software.amazon.awssdk.services.ses.model.DeleteTemplateRequest;
import software.amazon.awssdk.services.ses.model.DeleteTemplateResponse;
import software.amazon.awssdk.services.ses.model.GetTemplateRequest;
import software.amazon.awssdk.services.ses.model.GetTemplateResponse;
import software.amazon.awssdk.services.ses.model.ListTemplatesRequest;
import software.amazon.awssdk.services.ses.model.ListTemplatesResponse;
import software.amazon.awssdk.services.ses.model.Template;
import software.amazon.awssdk.services.ses.model.TemplateMetadata;
import software.amazon.awssdk.services.ses.model.TestRenderTemplateRequest;
import software.amazon.awssdk.services.ses.model.TestRenderTemplateResponse;
import software.amazon.awssdk.services.ses.model.UpdateTemplateRequest;
import software.amazon.awssdk.services.ses.model.UpdateTemplateResponse;

/** Templates, in the older API. */
final class V1TemplateOperations implements SesClient, Operations {
    private static final SesErrors ERRORS = SesErrors.V1;
    private static final int PAGE = 10;
    private static final Paging<EmailTemplate> PAGING = Paging.<EmailTemplate>byLast(
                    EmailTemplate::name, () -> ERRORS.parameter("Invalid next token."))
            .opaque();

    private final Templates templates;
    private final CloudClock clock;

    V1TemplateOperations(Templates templates, CloudClock clock) {
        this.templates = templates;
        this.clock = clock;
    }

    @Override
    public CreateTemplateResponse createTemplate(CreateTemplateRequest request) {
        templates.create(read(request.template()), ERRORS);
        return CreateTemplateResponse.builder().build();
    }

    @Override
    public UpdateTemplateResponse updateTemplate(UpdateTemplateRequest request) {
        templates.update(read(request.template()), ERRORS);
        return UpdateTemplateResponse.builder().build();
    }

    private EmailTemplate read(Template template) {
        if (template == null) {
            throw SesErrors.validation(Constraints.missing("template"));
        }
        return new EmailTemplate(
                template.templateName(),
                template.subjectPart(),
                template.textPart(),
                template.htmlPart(),
                clock.instant());
    }

    /** One that is not there is no error. */
    @Override
    public DeleteTemplateResponse deleteTemplate(DeleteTemplateRequest request) {
        templates.delete(request.templateName());
        return DeleteTemplateResponse.builder().build();
    }

    @Override
    public GetTemplateResponse getTemplate(GetTemplateRequest request) {
        EmailTemplate template = templates.at(request.templateName(), ERRORS);
        return GetTemplateResponse.builder()
                .template(shown -> shown.templateName(template.name())
                        .subjectPart(template.subject())
                        .textPart(template.text())
                        .htmlPart(template.html()))
                .build();
    }

    @Override
    public ListTemplatesResponse listTemplates(ListTemplatesRequest request) {
        int most = request.maxItems() == null ? PAGE : Math.max(1, request.maxItems());
        Paging.Page<EmailTemplate> page = PAGING.page(templates.all(), most, request.nextToken());
        return ListTemplatesResponse.builder()
                .templatesMetadata(page.items().stream()
                        .map(template -> TemplateMetadata.builder()
                                .name(template.name())
                                .createdTimestamp(template.created())
                                .build())
                        .toList())
                .nextToken(page.next())
                .build();
    }

    @Override
    public TestRenderTemplateResponse testRenderTemplate(TestRenderTemplateRequest request) {
        EmailTemplate template = templates.at(request.templateName(), ERRORS);
        return TestRenderTemplateResponse.builder()
                .renderedTemplate(rendered(template, request.templateData(), clock, ERRORS))
                .build();
    }

    /** What TestRenderTemplate answers in both APIs. */
    static String rendered(EmailTemplate template, String data, CloudClock clock, SesErrors errors) {
        try {
            return RawMail.write(Rendering.render(template, Rendering.data(data, errors)), clock.instant());
        } catch (Rendering.Missing e) {
            throw errors.missingAttribute(e.getMessage());
        } catch (HandlebarsException e) {
            throw errors.invalidTemplate("Template could not be rendered: " + Rendering.firstLine(e));
        }
    }
}
