package ateliers.grader.cli;

import ateliers.cloud.CloudOptions;
import ateliers.cloud.door.Unsupported;
import ateliers.cloud.sam.SamContext;
import ateliers.cloud.sam.SamException;
import ateliers.cloud.sam.SamTransform;
import ateliers.cloud.template.TemplateFormatException;
import ateliers.cloud.template.TemplateReader;
import ateliers.grader.packaging.Placeholders;
import ateliers.grader.packaging.Template;
import ateliers.grader.submission.Unusable;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * {@code ./lab transform}: the template after the SAM transform, as JSON and nothing else on standard output. Local code
 * gets a place in S3 first, as {@code aws cloudformation package} would have given it.
 */
@Command(name = "transform", description = "Affiche en JSON le template après la transformation SAM.")
final class TransformCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "TEMPLATE", description = "Le fichier template.yaml.")
    private Path file;

    @Option(
            names = "--region",
            paramLabel = "R",
            defaultValue = CloudOptions.DEFAULT_REGION,
            description = "La région.")
    private String region;

    @Option(names = "--parameter", paramLabel = "K=V", description = "Un paramètre du template ; répétable.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    TransformCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try {
            ObjectNode template = TemplateReader.read(text()).root();
            tell(template, Placeholders.put(template));
            SamContext context = new SamContext(region, partition(), "123456789012", parameters);
            ObjectNode transformed = SamTransform.transform(template, context);
            console.out()
                    .println(new ObjectMapper()
                            .writer()
                            .with(SerializationFeature.INDENT_OUTPUT)
                            .writeValueAsString(transformed));
            return 0;
        } catch (TemplateFormatException | SamException e) {
            throw new Unusable("AWS refuse « %s » : %s".formatted(file, e.getMessage()));
        } catch (Unsupported e) {
            throw new Unusable("« %s » demande ce que cette transformation n'a pas : %s"
                    .formatted(file, e.awsErrorDetails().errorMessage()));
        } catch (IOException e) {
            throw new Unusable("« %s » est illisible : %s".formatted(file, e.getMessage()));
        }
    }

    /** What was done beside the transform, on standard error: standard output is the template's alone. */
    private void tell(ObjectNode template, List<Placeholders.Replaced> replaced) {
        replaced.forEach(each -> console.err()
                .printf(
                        "Note : %s de %s est local (« %s ») ; %s le remplace, comme après « aws cloudformation package ».%n",
                        each.property(), each.owner(), each.path(), each.uri()));
        parameters.keySet().stream()
                .filter(each -> !template.path("Parameters").has(each))
                .forEach(
                        each -> console.err().printf("Note : le template ne déclare pas le paramètre « %s ».%n", each));
    }

    private String partition() {
        if (!region.matches("[a-z]{2}(-[a-z]+)+-[0-9]{1,2}")) {
            throw new Unusable("« %s » n'est pas une région, comme eu-west-3.".formatted(region));
        }
        String partition = PartitionMetadata.of(Region.of(region)).id();
        if (!partition.equals("aws")) {
            throw new Unusable("La région « %s » est de la partition %s : seule la partition aws est prise en charge."
                    .formatted(region, partition));
        }
        return partition;
    }

    private String text() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new Unusable("« %s » n'existe pas ou n'est pas un fichier.".formatted(file));
        }
        try {
            return Template.of(Files.readString(file)).text();
        } catch (CharacterCodingException e) {
            throw new Unusable("« %s » n'est pas en UTF-8.".formatted(file));
        }
    }
}
