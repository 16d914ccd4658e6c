package ateliers.grader.cli;

import ateliers.cloud.CloudOptions;
import ateliers.cloud.sam.SamContext;
import ateliers.cloud.sam.SamException;
import ateliers.cloud.sam.SamTransform;
import ateliers.cloud.template.TemplateFormatException;
import ateliers.cloud.template.TemplateReader;
import ateliers.grader.submission.Unusable;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./lab transform}: the template after the SAM transform, as JSON and nothing else on standard output. */
@Command(name = "transform", description = "Affiche en JSON le modèle après la transformation SAM.")
final class TransformCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "MODELE", description = "Le fichier template.yaml.")
    private Path file;

    @Option(
            names = "--region",
            paramLabel = "R",
            defaultValue = CloudOptions.DEFAULT_REGION,
            description = "La région.")
    private String region;

    @Option(names = "--parameter", paramLabel = "K=V", description = "Un paramètre du modèle ; répétable.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    TransformCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try {
            var template = TemplateReader.read(text());
            SamContext context = new SamContext(region, "aws", "123456789012", parameters);
            var transformed = SamTransform.transform(template.root(), context);
            console.out()
                    .println(new ObjectMapper()
                            .writer()
                            .with(SerializationFeature.INDENT_OUTPUT)
                            .writeValueAsString(transformed));
            return 0;
        } catch (TemplateFormatException | SamException e) {
            throw new Unusable("%s : %s".formatted(file, e.getMessage()));
        } catch (IOException e) {
            throw new Unusable("« %s » est illisible : %s".formatted(file, e.getMessage()));
        }
    }

    private String text() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new Unusable("« %s » n'existe pas ou n'est pas un fichier.".formatted(file));
        }
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new Unusable("« %s » n'est pas en UTF-8.".formatted(file));
        }
    }
}
