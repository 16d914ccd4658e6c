package ateliers.cloud.services.cloudformation;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.services.cloudformation.provision.Provisioners;
import ateliers.cloud.template.Capabilities;
import ateliers.cloud.template.ParameterValues;
import ateliers.cloud.template.StackDefinition;
import ateliers.cloud.template.Template;
import ateliers.cloud.template.TemplateCheck;
import ateliers.cloud.template.TemplateFormatException;
import ateliers.cloud.template.TemplateReader;
import ateliers.cloud.template.TemplateValidationException;
import ateliers.cloud.template.TransformFailed;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/** Brings templates to the point where a stack can be made of them. */
final class Templates {

    private final ServiceContext cloud;
    private final Provisioners provisioners;
    private final Macros macros;

    Templates(ServiceContext cloud, Provisioners provisioners) {
        this.cloud = cloud;
        this.macros = new Macros(cloud.place());
        this.provisioners = provisioners;
    }

    /** The text of a template given in a request or lying in S3. */
    String text(String body, String url, Principal caller) {
        if ((body == null) == (url == null)) {
            throw CfnErrors.validation("Either Template URL or Template Body must be specified.");
        }
        RequestCheck.constraints()
                .length("templateBody", body, 1, Integer.MAX_VALUE)
                .require();
        return body != null ? body : download(url, caller);
    }

    Template read(String text, boolean fromUrl) {
        try {
            return TemplateReader.read(text, fromUrl ? TemplateReader.Source.URL : TemplateReader.Source.BODY);
        } catch (TemplateFormatException e) {
            throw CfnErrors.validation(e.getMessage());
        }
    }

    /** Transforms, checks and evaluates; all refusals of AWS's that come before a stack exists. */
    PreparedTemplate prepare(
            String text,
            boolean fromUrl,
            Map<String, String> parameters,
            Map<String, JsonNode> pseudo,
            Supplier<Principal> actor) {
        Template template = read(text, fromUrl);
        try {
            Template processed = transform(template, parameters, pseudo, actor);
            TemplateCheck.refuse(processed);
            StackDefinition definition = StackDefinition.of(processed, values(processed, parameters, actor), pseudo);
            definition.resources().values().forEach(provisioners::inert);
            return new PreparedTemplate(
                    text, processed, Macros.names(template.root()), definition, Capabilities.of(processed.root()));
        } catch (TemplateValidationException e) {
            throw CfnErrors.validation(e.getMessage());
        }
    }

    /** A template as it came, whose transforms failed; its parameters all the same. */
    PreparedTemplate untransformed(
            String text, boolean fromUrl, Map<String, String> parameters, Supplier<Principal> actor) {
        Template template = read(text, fromUrl);
        try {
            StackDefinition nothing = StackDefinition.nothing(values(template, parameters, actor));
            return new PreparedTemplate(
                    text, template, Macros.names(template.root()), nothing, new Capabilities(Set.of(), ""));
        } catch (TemplateValidationException e) {
            throw CfnErrors.validation(e.getMessage());
        }
    }

    /** @param actor who reads the Parameter Store: the caller, or the stack's role */
    private ParameterValues values(Template template, Map<String, String> parameters, Supplier<Principal> actor) {
        return ParameterValues.resolve(template.root(), parameters, new ParameterStore(cloud.door(), actor));
    }

    private Template transform(
            Template template, Map<String, String> given, Map<String, JsonNode> pseudo, Supplier<Principal> actor) {
        Macro.Setting setting = new Macro.Setting(
                given, () -> values(template, given, actor), pseudo, uri -> include(uri, CallContext.caller()));
        return template.withRoot(macros.expand(template.root(), setting));
    }

    /** The pseudo parameters of a stack. */
    Map<String, JsonNode> pseudo(String stackId, String stackName, List<String> notificationArns) {
        ArrayNode arns = JsonNodeFactory.instance.arrayNode();
        notificationArns.forEach(arns::add);
        Map<String, JsonNode> pseudo = new LinkedHashMap<>();
        pseudo.put("AWS::AccountId", TextNode.valueOf(cloud.place().account()));
        pseudo.put("AWS::NotificationARNs", arns);
        pseudo.put("AWS::Partition", TextNode.valueOf("aws"));
        pseudo.put("AWS::Region", TextNode.valueOf(cloud.place().region()));
        pseudo.put("AWS::StackId", TextNode.valueOf(stackId));
        pseudo.put("AWS::StackName", TextNode.valueOf(stackName));
        pseudo.put("AWS::URLSuffix", TextNode.valueOf("amazonaws.com"));
        return pseudo;
    }

    /** Bucket in the host ({@code bucket.s3.region.amazonaws.com/key}) or first in the path, as other hosts have it. */
    private String download(String url, Principal caller) {
        String bucket;
        String key;
        try {
            URI uri = URI.create(url);
            String host = String.valueOf(uri.getHost());
            String path = uri.getPath().replaceFirst("^/+", "");
            int s3 = host.indexOf(".s3");
            boolean inHost = s3 > 0 && !host.startsWith("s3");
            bucket = inHost ? host.substring(0, s3) : path.replaceFirst("/.*", "");
            key = inHost ? path : path.substring(Math.min(path.length(), bucket.length() + 1));
            if (bucket.isEmpty()
                    || key.isEmpty()
                    || !String.valueOf(uri.getScheme()).startsWith("http")) {
                throw new IllegalArgumentException(url);
            }
        } catch (IllegalArgumentException | NullPointerException e) {
            throw CfnErrors.validation("TemplateURL must be a supported URL.");
        }
        try {
            S3Client s3 = cloud.door().as(caller, S3Client.class);
            return s3.getObject(
                    GetObjectRequest.builder().bucket(bucket).key(key).build(), limited());
        } catch (AwsServiceException e) {
            throw CfnErrors.validation(
                    e.statusCode() == 403 || e.statusCode() == 404
                            ? "S3 error: Access Denied\nFor more information check"
                                    + " http://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html"
                            : "S3 error: " + e.getMessage());
        }
    }

    /** The text of a snippet that a template includes. */
    private String include(String uri, Principal caller) {
        String[] parts = uri.split("/", 4);
        try {
            return cloud.door()
                    .as(caller, S3Client.class)
                    .getObject(
                            GetObjectRequest.builder()
                                    .bucket(parts[2])
                                    .key(parts[3])
                                    .build(),
                            limited());
        } catch (NoSuchBucketException e) {
            throw new TransformFailed("S3 bucket [" + parts[2] + "] does not exist.");
        } catch (AwsServiceException e) {
            throw new TransformFailed(AwsErrors.message(e));
        }
    }

    private static ResponseTransformer<GetObjectResponse, String> limited() {
        return (response, stream) -> {
            try (ResponseInputStream<GetObjectResponse> in = new ResponseInputStream<>(response, stream)) {
                byte[] bytes = in.readNBytes(TemplateReader.Source.URL.limit() + 1);
                return new String(bytes, StandardCharsets.UTF_8);
            }
        };
    }
}
