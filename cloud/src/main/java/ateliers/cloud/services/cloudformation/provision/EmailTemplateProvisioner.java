package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.EmailTemplateContent;

/** {@code AWS::SES::Template}. */
public final class EmailTemplateProvisioner implements Provisioner {
    private static final int LONGEST_NAME = 64;

    @Override
    public String type() {
        return "AWS::SES::Template";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of("Template");
    }

    /** Nothing judges by tags of templates here. */
    @Override
    public Set<String> inert() {
        return Set.of("Tags");
    }

    @Override
    public Physical create(ResourceCall call) {
        JsonNode named = call.properties().at("/Template/TemplateName");
        String name = named.isMissingNode() ? call.generatedName(LONGEST_NAME) : named.asText();
        call.client(SesV2Client.class)
                .createEmailTemplate(request -> request.templateName(name).templateContent(content(call.properties())));
        return physical(name);
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        call.client(SesV2Client.class)
                .updateEmailTemplate(
                        request -> request.templateName(call.physicalId()).templateContent(content(call.properties())));
        return physical(call.physicalId());
    }

    @Override
    public void delete(ResourceCall call) {
        call.client(SesV2Client.class).deleteEmailTemplate(request -> request.templateName(call.physicalId()));
    }

    private static EmailTemplateContent content(ObjectNode properties) {
        JsonNode template = properties.path("Template");
        return EmailTemplateContent.builder()
                .subject(template.path("SubjectPart").asText(null))
                .text(template.path("TextPart").asText(null))
                .html(template.path("HtmlPart").asText(null))
                .build();
    }

    private static Physical physical(String name) {
        return new Physical(name, Map.of("Id", name));
    }
}
