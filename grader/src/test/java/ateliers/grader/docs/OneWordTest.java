package ateliers.grader.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Labs, course and grader have one French word for one thing, as the glossary says: what SNS and SES send is a « courriel », S3 has
 * buckets, a stack has a template, and the grader writes a « rapport ».
 */
class OneWordTest {
    private static final List<String> FRENCH =
            List.of("docs-fr", "labs", "solutions", "grader/src/main", "archetype/src");

    /** The word after what stands before a French noun: as a name in code, or in English, it is none of ours. */
    private static final Pattern OTHER_WORD = Pattern.compile(
            "\\bcourriers?\\b(?!\\.exemple)"
                    + "|(?<![\\w`])(?:une?|les?|l'|des?|d'|du|chaque|leurs?|son|ses|ces?|cet|par|ni|aux?|aucun|votre|ton|deux|trois|\\d+|%d)"
                    + "(?: |(?<='))e?-?mails?(?![\\w`-]|\\.\\w|\\()",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

    /** A mail's template is a « modèle », and what lab 01 writes of a file is its « compte rendu »: those are other things. */
    private static final Pattern OTHER_NAME = Pattern.compile(
            "\\b(?:compartiments?|seaux?|gabarits?|modèles? (?:SAM|CloudFormation)"
                    + "|(?:comptes?[ -]rendus?|bilans?) (?:du correcteur|de (?:la )?not(?:e|ation)))\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

    @Test
    void aMailIsACourriel() throws IOException {
        List<String> others = new ArrayList<>();
        int files = 0;
        for (String folder : FRENCH) {
            for (Path file : texts(Path.of("..", folder))) {
                files++;
                Files.readString(file)
                        .lines()
                        .filter(OneWordTest::isOther)
                        .forEach(line -> others.add(file + " : " + line.strip()));
            }
        }

        assertThat(files).isGreaterThan(500);
        assertThat(others).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "un mail arrive.",
                "Chaque mail",
                "\"%d mails\"",
                "par courrier",
                "Le Courrier",
                "l'e-mail",
                "un email",
                "2 mails"
            })
    void otherWordsAreFound(String line) {
        assertThat(isOther(line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "un courriel arrive",
                "critère `mail` :",
                "| `mail` | un courriel |",
                "solutions/mutants/mail-twice.patch",
                "customer_email",
                "vers mail.to()",
                "courrier.exemple.fr",
                "what: a second mail",
                "(Mail mail)"
            })
    void namesAndEnglishAreNot(String line) {
        assertThat(isOther(line)).isFalse();
    }

    @Test
    void aBucketATemplateAndAReportHaveOneNameEach() throws IOException {
        List<String> others = new ArrayList<>();
        for (String folder : FRENCH) {
            for (Path file : texts(Path.of("..", folder))) {
                Files.readString(file)
                        .lines()
                        .filter(line -> OTHER_NAME.matcher(line).find())
                        .forEach(line -> others.add(file + " : " + line.strip()));
            }
        }

        assertThat(others).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "le compartiment S3",
                "un seau",
                "des Seaux",
                "le gabarit SAM",
                "un modèle CloudFormation",
                "le compte rendu du correcteur",
                "un bilan de notation"
            })
    void otherNamesAreFound(String line) {
        assertThat(OTHER_NAME.matcher(line).find()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"le modèle SES", "le compte rendu du fichier", "un modèle d'interaction", "réseau"})
    void otherThingsKeepTheirNames(String line) {
        assertThat(OTHER_NAME.matcher(line).find()).isFalse();
    }

    private static boolean isOther(String line) {
        return OTHER_WORD.matcher(line).find();
    }

    private static List<Path> texts(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().matches(".*[/\\\\]target[/\\\\].*"))
                    .filter(OneWordTest::isText)
                    .toList();
        }
    }

    private static boolean isText(Path file) {
        try {
            return !new String(Files.readAllBytes(file), StandardCharsets.UTF_8).contains("\uFFFD");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
