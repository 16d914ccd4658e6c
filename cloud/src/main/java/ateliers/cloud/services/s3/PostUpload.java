package ateliers.cloud.services.s3;

import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Unsupported;
import ateliers.cloud.http.Query;
import ateliers.cloud.http.WireRequest;
import ateliers.cloud.http.WireResponse;
import ateliers.cloud.traits.PostedForm;
import ateliers.cloud.traits.SignedPolicy;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A browser's form that uploads a file: {@code PutObject} whose headers are fields.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html">POST Object</a>
 */
final class PostUpload implements PostedForm {
    /** The condition key that tells how a request was authenticated. */
    private static final String AUTH_TYPE = "s3:authType";

    private static final String POST = "POST";
    private static final Set<String> HEADERS =
            Set.of("cache-control", "content-type", "content-disposition", "content-encoding", "expires");
    private static final Set<String> OF_SIGNATURES =
            Set.of("x-amz-signature", "x-amz-algorithm", "x-amz-credential", "x-amz-date", "x-amz-security-token");

    private final WireRequest form;
    private final String bucket;
    private final PostFields fields;
    private final String region;
    private final InstantSource realTime;

    private PostUpload(WireRequest form, String bucket, PostFields fields, String region, InstantSource realTime) {
        this.form = form;
        this.bucket = bucket;
        this.fields = fields;
        this.region = region;
        this.realTime = realTime;
    }

    /**
     * The form that a request is; empty for every other one.
     *
     * @param addressed with its bucket in its path
     * @param realTime policies expire by it, as signatures do
     */
    static Optional<PostedForm> of(WireRequest addressed, String region, InstantSource realTime) throws IOException {
        boolean isForm = addressed
                .header("Content-Type")
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .startsWith("multipart/form-data");
        return isForm && isBucketPost(addressed)
                ? Optional.of(new PostUpload(
                        addressed, addressed.rawPath().replace("/", ""), PostFields.of(addressed), region, realTime))
                : Optional.empty();
    }

    /** Whether a request posts something to a bucket, as forms do. */
    static boolean isBucketPost(WireRequest addressed) {
        return addressed.method().equals(POST)
                && addressed.query().isEmpty()
                && addressed.rawPath().matches("/[^/]+/?");
    }

    /** Whether the call that this thread is in came of a form. */
    static boolean isCall() {
        return CallContext.current()
                .map(call -> call.conditionKeys().containsKey(AUTH_TYPE))
                .orElse(false);
    }

    @Override
    public Optional<SignedPolicy> policy() {
        return fields.policy();
    }

    @Override
    public Map<String, List<String>> conditionKeys() {
        return Map.of(AUTH_TYPE, List.of(POST));
    }

    @Override
    public WireRequest request() {
        String key = fields.need("key");
        List<PostPolicy.Sizes> sizes = List.of();
        if (fields.get("policy").isPresent()) {
            PostPolicy policy = PostPolicy.of(fields.need("policy"));
            Map<String, String> given = new LinkedHashMap<>(fields.values());
            // The bucket that is posted to, whatever a field of this name says.
            given.put("bucket", bucket);
            policy.check(given, realTime.instant());
            sizes = policy.sizes();
        }
        return new WireRequest(
                "PUT",
                form.host(),
                "/" + bucket + "/" + Query.encode(key, true),
                "",
                Map.of(),
                headers(),
                new SizedUpload(fields.file(), sizes),
                form.sourceIp(),
                form.memory());
    }

    private Map<String, List<String>> headers() {
        // Forms bring what they store. AWS does not say what becomes of one that names a source as well.
        if (fields.values().keySet().stream().anyMatch(name -> name.startsWith("x-amz-copy-source"))) {
            throw new Unsupported("s3: the field x-amz-copy-source of a form");
        }
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        fields.values().forEach((name, value) -> {
            if (name.startsWith("x-amz-meta-")) {
                headers.put(name, List.of(MailSafe.text(value)));
            } else if (HEADERS.contains(name) || name.startsWith("x-amz-") && !OF_SIGNATURES.contains(name)) {
                headers.put(name, List.of(value));
            }
        });
        fields.get("acl").ifPresent(acl -> headers.put("x-amz-acl", List.of(acl)));
        fields.get("tagging").ifPresent(xml -> headers.put("x-amz-tagging", List.of(Tags.headerOf(xml))));
        return headers;
    }

    @Override
    public WireResponse answer(WireResponse response) {
        String key = fields.need("key");
        String etag = String.join("", response.headers().getOrDefault("ETag", List.of()));
        Optional<String> page = fields.get("success_action_redirect")
                .or(() -> fields.get("redirect"))
                .filter(PostUpload::isAddress);
        if (page.isPresent()) {
            String more = "bucket=" + Query.encode(bucket, false) + "&key=" + Query.encode(key, false) + "&etag="
                    + Query.encode(etag, false);
            String sign = page.get().contains("?") ? "&" : "?";
            return new WireResponse(303, response.headers(), new byte[0]).with("Location", page.get() + sign + more);
        }
        String location = "https://" + bucket + ".s3." + region + ".amazonaws.com/" + Query.encode(key, false);
        return switch (fields.get("success_action_status").orElse("")) {
            case "200" -> new WireResponse(200, response.headers(), new byte[0]).with("Location", location);
            case "201" ->
                new WireResponse(201, response.headers(), document(location, key, etag))
                        .with("Location", location)
                        .with("Content-Type", "application/xml");
            default -> new WireResponse(204, response.headers(), new byte[0]).with("Location", location);
        };
    }

    /** What cannot be read as an address counts as none. */
    private static boolean isAddress(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null
                    && Set.of("http", "https").contains(uri.getScheme().toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private byte[] document(String location, String key, String etag) {
        String text =
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<PostResponse><Location>%s</Location><Bucket>%s</Bucket>"
                                .formatted(escaped(location), escaped(bucket))
                        + "<Key>%s</Key><ETag>%s</ETag></PostResponse>".formatted(escaped(key), escaped(etag));
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
