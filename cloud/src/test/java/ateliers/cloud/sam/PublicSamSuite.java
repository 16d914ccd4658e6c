package ateliers.cloud.sam;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.template.TemplateFormatException;
import ateliers.cloud.template.TemplateReader;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The cases that SAM's own repository has for its transform, {@code tests/translator}, counted by what becomes of them here. */
public final class PublicSamSuite {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the suite compares with the output of another name, because it has one for each of two options of SAM's own tools. */
    private static final Map<String, String> OUTPUTS =
            Map.of("translate_convert_metadata", "translate_convert_no_metadata");

    private static final Pattern RESOURCE = Pattern.compile("(?:Transforming resource|Resource) with id \\[([^]]+)]");

    /** What becomes of a case. */
    public enum Result {
        /** The same template, or the same refusal in the same words. */
        EQUAL,
        /** A faulty template that is refused, in other words. */
        REFUSED_OTHERWISE,
        /** Refused as this cloud's gap. */
        UNSUPPORTED,
        /** Another template, a refusal of a good one, or a faulty one accepted. */
        WRONG,
        /** No answer at all. */
        CRASH
    }

    private PublicSamSuite() {}

    /**
     * Plays the cases.
     *
     * @param translator the folder with {@code input} and {@code output}
     * @param faulty whether to play those that SAM refuses, or the others
     */
    public static Map<Result, Integer> play(Path translator, boolean faulty) throws IOException {
        Map<Result, Integer> counts = new EnumMap<>(Result.class);
        List.of(Result.values()).forEach(each -> counts.put(each, 0));
        try (Stream<Path> inputs = Files.list(translator.resolve("input"))) {
            for (Path input : inputs.sorted().toList()) {
                String name = input.getFileName().toString().replaceAll("\\.ya?ml$|\\.json$", "");
                Path output = translator.resolve("output/" + OUTPUTS.getOrDefault(name, name) + ".json");
                if (Files.isRegularFile(output)) {
                    JsonNode expected = JSON.readTree(Files.readString(output));
                    if (expected.has("errorMessage") == faulty) {
                        counts.merge(result(Files.readString(input), expected), 1, Integer::sum);
                    }
                }
            }
        }
        return counts;
    }

    private static Result result(String input, JsonNode expected) {
        Optional<String> refusal =
                Optional.ofNullable(expected.path("errorMessage").textValue());
        try {
            ObjectNode template = TemplateReader.read(input).root();
            Map<String, String> parameters =
                    template.has("Parameters") ? Map.of() : Map.of("param1", "value1", "param2", "value2");
            ObjectNode actual = SamTransform.transform(
                    template, new SamContext("ap-southeast-1", "aws", "123456789012", parameters));
            boolean equal = refusal.isEmpty() && Comparable.of(actual).equals(Comparable.of(expected));
            return equal ? Result.EQUAL : Result.WRONG;
        } catch (Unsupported e) {
            return Result.UNSUPPORTED;
        } catch (SamException e) {
            return refused(refusal, sorted(e));
        } catch (TemplateFormatException e) {
            return refused(refusal, e.getMessage());
        } catch (RuntimeException e) {
            return Result.CRASH;
        }
    }

    private static Result refused(Optional<String> refusal, String message) {
        if (refusal.isEmpty()) {
            return Result.WRONG;
        }
        return refusal.get().equals(message) ? Result.EQUAL : Result.REFUSED_OTHERWISE;
    }

    /** The suite sorts what SAM found by whose it is before it compares, so the order in which it is told is no part of a case. */
    static String sorted(SamException error) {
        List<String> causes = error.causes().stream()
                .sorted(Comparator.comparing(PublicSamSuite::owner))
                .toList();
        return error.getMessage().replace(String.join(" ", error.causes()), String.join(" ", causes));
    }

    private static String owner(String cause) {
        Matcher resource = RESOURCE.matcher(cause);
        return resource.lookingAt() ? resource.group(1) : cause;
    }
}
