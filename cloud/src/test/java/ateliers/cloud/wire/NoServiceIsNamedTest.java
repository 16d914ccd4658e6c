package ateliers.cloud.wire;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.Cloud;
import ateliers.cloud.sdk.SdkModel;
import ateliers.cloud.sdk.SdkOperation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The wire speaks protocols: what it knows of a service, the service has told. So a new one is not written down here. */
class NoServiceIsNamedTest {
    private static final Path SOURCES = Path.of("src/main/java/ateliers/cloud");
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|(?m)^\\s*//.*$");
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9]+");
    private static final Pattern PART_OF_IDENTIFIER = Pattern.compile("[A-Z]+[0-9]*(?![a-z])|[A-Z]?[a-z]+[0-9]*");

    @Test
    void noServiceAndNoOperation() {
        Set<String> services = new HashSet<>();
        Set<String> operations = new HashSet<>();
        try (Cloud cloud = Cloud.start()) {
            cloud.door().services().forEach(service -> {
                SdkModel model = SdkModel.of(service.api());
                services.addAll(List.of(
                        service.name(),
                        model.signingName().toLowerCase(Locale.ROOT),
                        model.endpointPrefix().toLowerCase(Locale.ROOT)));
                model.operations().stream().map(SdkOperation::name).forEach(operations::add);
            });
        }

        Set<String> found = new TreeSet<>();
        for (String part : List.of("wire", "http", "sdk", "traits")) {
            sources(part).forEach(file -> {
                String code = COMMENT.matcher(text(file)).replaceAll("");
                texts(code).filter(operations::contains).forEach(name -> found.add(file + ": " + name));
                words(code)
                        .filter(word -> services.contains(word.toLowerCase(Locale.ROOT)))
                        .forEach(word -> found.add(file + ": " + word));
            });
        }

        assertThat(services).contains("s3", "sqs", "lambda");
        assertThat(operations).contains("GetBucketLocation", "AssumeRoleWithSAML");
        assertThat(found).isEmpty();
    }

    @Test
    void namesAreSeenInTextsAndInIdentifiers() {
        assertThat(words("boolean isS3(String sqs) { return S3_SKEW.equals(\"arn:aws:lambda:\"); }"))
                .contains("S3", "sqs", "lambda");
    }

    private static Stream<String> texts(String code) {
        return TEXT.matcher(code).results().map(found -> found.group(1));
    }

    private static Stream<String> words(String code) {
        return WORD.matcher(code)
                .results()
                .map(MatchResult::group)
                .flatMap(word -> Stream.concat(
                        Stream.of(word),
                        PART_OF_IDENTIFIER.matcher(word).results().map(MatchResult::group)));
    }

    private static List<Path> sources(String part) {
        try (Stream<Path> files = Files.walk(SOURCES.resolve(part))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
