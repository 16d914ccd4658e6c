package ateliers.cloud.services.cloudformation.provision;

import ateliers.cloud.door.Unsupported;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.OwnershipControls;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.s3.model.Tag;

/** {@code AWS::S3::Bucket}. */
public final class BucketProvisioner implements Provisioner {
    private static final String PRIVATE = "Private";

    @Override
    public String type() {
        return "AWS::S3::Bucket";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of(
                "AccessControl",
                "BucketEncryption",
                "BucketName",
                "CorsConfiguration",
                "LifecycleConfiguration",
                "NotificationConfiguration",
                "OwnershipControls",
                "PublicAccessBlockConfiguration",
                "Tags",
                "VersioningConfiguration");
    }

    @Override
    public String nameProperty() {
        return "BucketName";
    }

    @Override
    public Optional<String> existing(ResourceCall call, String name) {
        call.client(S3Client.class).headBucket(request -> request.bucket(name));
        return Optional.of(name);
    }

    @Override
    public void refuseGaps(ObjectNode properties) {
        for (JsonNode rule : properties.path("BucketEncryption").path("ServerSideEncryptionConfiguration")) {
            JsonNode asked = rule.path("ServerSideEncryptionByDefault");
            JsonNode key = asked.path("KMSMasterKeyID");
            if (key.isTextual() && !key.asText().endsWith("alias/aws/s3")) {
                throw new Unsupported("AWS::S3::Bucket encrypted with a KMS key of one's own");
            } else if (asked.path("SSEAlgorithm").asText().equals("aws:kms:dsse")) {
                throw new Unsupported("AWS::S3::Bucket encrypted with aws:kms:dsse");
            }
        }
        if (properties.path("OwnershipControls").path("Rules").findValuesAsText("ObjectOwnership").stream()
                .anyMatch(rule -> !rule.equals("BucketOwnerEnforced"))) {
            String control = properties.path("AccessControl").asText(PRIVATE);
            if (!control.equals(PRIVATE)) {
                throw new Unsupported("AWS::S3::Bucket with the AccessControl " + control);
            }
        }
    }

    @Override
    public Physical create(ResourceCall call) {
        S3Client s3 = call.client(S3Client.class);
        String name = call.has("BucketName") ? call.text("BucketName") : call.generatedLowerCaseName(63);
        s3.createBucket(request -> request.bucket(name)
                .acl(call.has("AccessControl") ? canned(call.text("AccessControl")) : null)
                .createBucketConfiguration(made -> made.locationConstraint(
                                call.place().region().equals("us-east-1")
                                        ? null
                                        : call.place().region())
                        .tags(tags(call.systemTags()))));
        try {
            configure(s3, name, call, null);
        } catch (RuntimeException e) {
            s3.deleteBucket(request -> request.bucket(name));
            throw e;
        }
        return physical(call, name);
    }

    /** As {@code bucket-owner-read}, the header's word for {@code BucketOwnerRead}. */
    private static String canned(String accessControl) {
        return accessControl.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        if (changed(call, before, "AccessControl")) {
            String control = call.has("AccessControl") ? call.text("AccessControl") : PRIVATE;
            call.client(S3Client.class)
                    .putBucketAcl(request -> request.bucket(call.physicalId()).acl(canned(control)));
        }
        configure(call.client(S3Client.class), call.physicalId(), call, before);
        return physical(call, call.physicalId());
    }

    @Override
    public void delete(ResourceCall call) {
        call.client(S3Client.class).deleteBucket(request -> request.bucket(call.physicalId()));
    }

    /** @param before null for a new bucket */
    private static void configure(S3Client s3, String name, ResourceCall call, ObjectNode before) {
        if (changed(call, before, "VersioningConfiguration")) {
            String status = call.properties()
                    .path("VersioningConfiguration")
                    .path("Status")
                    .asText("Suspended");
            s3.putBucketVersioning(
                    request -> request.bucket(name).versioningConfiguration(each -> each.status(status)));
        }
        if (changed(call, before, "PublicAccessBlockConfiguration")) {
            if (call.has("PublicAccessBlockConfiguration")) {
                PublicAccessBlockConfiguration block = Shapes.fill(
                                PublicAccessBlockConfiguration.builder(),
                                call.properties().get("PublicAccessBlockConfiguration"))
                        .build();
                s3.putPublicAccessBlock(request -> request.bucket(name).publicAccessBlockConfiguration(block));
            } else {
                s3.deletePublicAccessBlock(request -> request.bucket(name));
            }
        }
        if (changed(call, before, "BucketEncryption")) {
            encrypt(s3, name, call);
        }
        if (changed(call, before, "OwnershipControls")) {
            own(s3, name, call);
        }
        if (changed(call, before, "CorsConfiguration")) {
            cors(s3, name, call);
        }
        if (changed(call, before, "LifecycleConfiguration")) {
            if (call.has("LifecycleConfiguration")) {
                BucketLifecycle.put(s3, name, call.properties().get("LifecycleConfiguration"));
            } else {
                s3.deleteBucketLifecycle(request -> request.bucket(name));
            }
        }
        boolean tagged = before == null
                ? !call.tags().isEmpty()
                : !call.tagChange(before).equals(TagChange.between(Map.of(), Map.of()));
        if (tagged) {
            s3.putBucketTagging(request -> request.bucket(name).tagging(each -> each.tagSet(written(call))));
        }
        // Last: its destinations may look at the bucket.
        if (changed(call, before, "NotificationConfiguration")) {
            BucketNotifications.put(s3, name, call.properties().path("NotificationConfiguration"));
        }
    }

    /** The property's tags as they are written, which S3 refuses when two have one key, and those of the stack. */
    private static List<Tag> written(ResourceCall call) {
        Map<String, String> others = call.allTags();
        List<Tag> tags = new ArrayList<>();
        for (JsonNode each : call.properties().path("Tags")) {
            String key = each.path("Key").asText();
            others.remove(key);
            tags.add(tag(key, each.path("Value").asText()));
        }
        tags.addAll(tags(others));
        return tags;
    }

    private static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(each -> tag(each.getKey(), each.getValue()))
                .toList();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private static boolean changed(ResourceCall call, ObjectNode before, String property) {
        return before == null
                ? call.has(property)
                : !before.path(property).equals(call.properties().path(property));
    }

    /** CloudFormation calls the rules and the default encryption by other names than S3. */
    private static void encrypt(S3Client s3, String name, ResourceCall call) {
        if (!call.has("BucketEncryption")) {
            s3.deleteBucketEncryption(request -> request.bucket(name));
            return;
        }
        List<ServerSideEncryptionRule> rules = new ArrayList<>();
        for (JsonNode each : call.properties().get("BucketEncryption").path("ServerSideEncryptionConfiguration")) {
            JsonNode normal = each.get("ServerSideEncryptionByDefault");
            rules.add(ServerSideEncryptionRule.builder()
                    .bucketKeyEnabled(
                            each.has("BucketKeyEnabled")
                                    ? each.get("BucketKeyEnabled").asBoolean()
                                    : null)
                    .applyServerSideEncryptionByDefault(
                            normal == null
                                    ? null
                                    : Shapes.fill(ServerSideEncryptionByDefault.builder(), normal)
                                            .build())
                    .build());
        }
        s3.putBucketEncryption(
                request -> request.bucket(name).serverSideEncryptionConfiguration(each -> each.rules(rules)));
    }

    private static void own(S3Client s3, String name, ResourceCall call) {
        if (!call.has("OwnershipControls")) {
            s3.deleteBucketOwnershipControls(request -> request.bucket(name));
            return;
        }
        OwnershipControls controls = Shapes.fill(
                        OwnershipControls.builder(), call.properties().get("OwnershipControls"))
                .build();
        s3.putBucketOwnershipControls(request -> request.bucket(name).ownershipControls(controls));
    }

    private static void cors(S3Client s3, String name, ResourceCall call) {
        if (!call.has("CorsConfiguration")) {
            s3.deleteBucketCors(request -> request.bucket(name));
            return;
        }
        List<CORSRule> rules = new ArrayList<>();
        for (JsonNode each : call.properties().get("CorsConfiguration").path("CorsRules")) {
            rules.add(CORSRule.builder()
                    .id(each.path("Id").asText(null))
                    .maxAgeSeconds(each.has("MaxAge") ? each.get("MaxAge").asInt() : null)
                    .allowedHeaders(texts(each.path("AllowedHeaders")))
                    .allowedMethods(texts(each.path("AllowedMethods")))
                    .allowedOrigins(texts(each.path("AllowedOrigins")))
                    .exposeHeaders(texts(each.path("ExposedHeaders")))
                    .build());
        }
        s3.putBucketCors(request -> request.bucket(name).corsConfiguration(each -> each.corsRules(rules)));
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts.isEmpty() ? null : texts;
    }

    private static Physical physical(ResourceCall call, String name) {
        String region = call.place().region();
        return new Physical(
                name,
                Map.of(
                        "Arn", "arn:aws:s3:::" + name,
                        "DomainName", name + ".s3.amazonaws.com",
                        "DualStackDomainName", name + ".s3.dualstack." + region + ".amazonaws.com",
                        "RegionalDomainName", name + ".s3." + region + ".amazonaws.com",
                        "WebsiteURL", "http://" + name + ".s3-website." + region + ".amazonaws.com"));
    }
}
