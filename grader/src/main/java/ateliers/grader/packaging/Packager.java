package ateliers.grader.packaging;

import ateliers.grader.build.Built;
import ateliers.grader.submission.Unusable;
import ateliers.grader.targets.AwsClients;
import ateliers.grader.targets.GraderException;
import ateliers.grader.targets.Target;
import ateliers.grader.variety.Variety;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;

/**
 * Does what {@code aws cloudformation package} does: uploads the code, and the definitions of APIs, to a bucket of the target, and names them in the template. Only
 * the paths are replaced, so that lines stay where the student wrote them. A template too large to be sent follows the code.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html">TemplateBody's limit</a>
 */
public final class Packager {

    /** In bytes: a larger template is named by TemplateURL. */
    private static final int LARGEST_BODY = 51_200;

    /** Buckets' names may have 63 characters. */
    private static final int LONGEST_NAME = 32;

    /** What CloudFormation makes of a template by the SAM transform. */
    @FunctionalInterface
    public interface Transform {
        /** @throws Refused in AWS's words */
        String of(String template, Target target) throws Refused;
    }

    private final Built built;
    private final Transform transform;
    private final SubmittedFiles files;
    private final Template template;
    private Path complete;

    public Packager(Path template, Built built) {
        this(template, built, (text, target) -> text);
    }

    /** @param transform done for targets that do not do it */
    public Packager(Path template, Built built, Transform transform) {
        this.transform = transform;
        this.built = built;
        this.files = new SubmittedFiles(template.toAbsolutePath().getParent());
        this.template = Template.of(read(template));
    }

    private static String read(Path template) {
        try {
            if (Files.size(template) > 1_000_000) {
                throw new Unusable("%s dépasse 1 Mo, la limite de CloudFormation.".formatted(template.getFileName()));
            }
            return Files.readString(template);
        } catch (CharacterCodingException e) {
            throw new Unusable(
                    "%s n'est pas en UTF-8 : enregistre-le dans cet encodage.".formatted(template.getFileName()));
        } catch (IOException e) {
            throw new Unusable("%s est illisible : %s".formatted(template, e.getMessage()));
        }
    }

    public Template template() {
        return template;
    }

    /** Those parameters that the template declares: nothing is passed or set up for the others. */
    public Map<String, String> declared(Map<String, String> parameters) {
        Map<String, String> declared = new HashMap<>(parameters);
        declared.keySet().retainAll(template.parameters());
        return declared;
    }

    public SubmittedFiles files() {
        return files;
    }

    /** Uploads the code to this target and answers the template that names it there. */
    public Packaged packaged(Target target, AwsClients aws) throws Refused {
        Optional<Unwritable> unwritable = Unwritable.in(template);
        if (unwritable.isPresent()) {
            throw unwritable.get().refusal();
        }
        for (Template.FilePlace place : template.functionsWithoutCode()) {
            throw missing(place, "CodeUri est absent");
        }
        List<Template.FilePlace> places = template.localFiles();
        String bucket = target.bounds().named(Variety.resourceName(LONGEST_NAME));
        String packaged = places.isEmpty() ? template.text() : uploaded(places, bucket, target, aws);
        String text = target.transformsSam() ? packaged : transform.of(packaged, target);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= LARGEST_BODY) {
            return new Packaged(text, Optional.empty());
        }
        if (places.isEmpty()) {
            make(bucket, target, aws);
        }
        String key = key(digest(bytes)) + ".template";
        put(bytes, key, bucket, aws);
        String url = aws.s3().utilities().getUrl(r -> r.bucket(bucket).key(key)).toExternalForm();
        return new Packaged(text, Optional.of(url));
    }

    private String uploaded(List<Template.FilePlace> places, String bucket, Target target, AwsClients aws)
            throws Refused {
        StringBuilder text = new StringBuilder();
        int done = 0;
        boolean made = false;
        for (Template.FilePlace place : places) {
            Path file = place.names().isCode() ? code(place) : definition(place);
            if (!made) {
                make(bucket, target, aws);
                made = true;
            }
            text.append(part(done, place.from())).append(place.in(bucket, upload(file, bucket, target, aws)));
            done = place.to();
        }
        return text.append(part(
                        done, template.text().codePointCount(0, template.text().length())))
                .toString();
    }

    /** Marks count code points, as YAML does; Java's strings count chars. */
    private String part(int from, int to) {
        String all = template.text();
        return all.substring(all.offsetByCodePoints(0, from), all.offsetByCodePoints(0, to));
    }

    private Path code(Template.FilePlace place) throws Refused {
        Path code;
        try {
            code = built.root().resolve(place.path()).normalize();
        } catch (InvalidPathException e) {
            throw missing(place, "« %s » n'est pas un chemin".formatted(place.path()));
        }
        if (!code.startsWith(built.root()) || !Files.isRegularFile(code)) {
            throw missing(place, "« %s » ne désigne pas le code construit".formatted(place.path()));
        }
        return code;
    }

    private static Refused missing(Template.FilePlace place, String what) {
        return new Refused(
                "Le code de %s est introuvable (template.yaml, ligne %d).".formatted(place.owner(), place.line()),
                "%s: %s".formatted(place.names().property(), Built.JAR),
                what,
                "à la ligne %d de template.yaml, mets « %s: %s », le fichier que produit mvn package."
                        .formatted(place.line(), place.names().property(), Built.JAR));
    }

    /** An API's definition is a file beside the template, not one that is built. */
    private Path definition(Template.FilePlace place) throws Refused {
        return files.find(place.path())
                .orElseThrow(() -> new Refused(
                        "La définition de %s est introuvable (template.yaml, ligne %d)."
                                .formatted(place.owner(), place.line()),
                        "%s: un fichier de ton dossier".formatted(place.names().property()),
                        "« %s » n'en désigne aucun".formatted(place.path()),
                        "à la ligne %d de template.yaml, donne le chemin du document OpenAPI, à partir du dossier de template.yaml."
                                .formatted(place.line())));
    }

    private static void make(String bucket, Target target, AwsClients aws) {
        aws.s3().createBucket(request -> {
            request.bucket(bucket);
            if (!target.region().equals(Region.US_EAST_1)) {
                request.createBucketConfiguration(
                        c -> c.locationConstraint(target.region().id()));
            }
        });
    }

    private String upload(Path code, String bucket, Target target, AwsClients aws) {
        try {
            boolean split = code.equals(built.jar()) && !built.dependencies().isEmpty();
            Path file = split && !target.runsClassPaths() ? complete(code) : code;
            byte[] bytes = Files.readAllBytes(file);
            byte[] digest = digest(bytes);
            if (split && target.runsClassPaths()) {
                target.knowsClassPath(Base64.getEncoder().encodeToString(digest), built.dependencies(), code);
            }
            String key = key(digest);
            put(bytes, key, bucket, aws);
            return key;
        } catch (IOException e) {
            throw new GraderException("Le code construit n'a pas pu être envoyé : " + e, e);
        }
    }

    private static void put(byte[] bytes, String key, String bucket, AwsClients aws) {
        aws.s3().putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
    }

    private static String key(byte[] digest) {
        return HexFormat.of().formatHex(digest, 0, 16);
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java platforms have SHA-256.", e);
        }
    }

    private Path complete(Path code) throws IOException {
        if (complete == null) {
            complete = LambdaZip.pack(code, built.dependencies(), built.root().resolve("target/complete.zip"));
        }
        return complete;
    }
}
