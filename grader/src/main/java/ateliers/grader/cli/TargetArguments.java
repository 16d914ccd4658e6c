package ateliers.grader.cli;

import ateliers.grader.submission.Unusable;
import ateliers.grader.targets.EmbeddedKind;
import ateliers.grader.targets.EndpointKind;
import ateliers.grader.targets.TargetOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Option;

/** What of a command line says which AWS is graded on. */
final class TargetArguments {
    @Option(
            names = "--target",
            paramLabel = "CIBLE",
            description = "Sur quel AWS : embedded (par défaut), endpoint, aws-emulator, localstack, floci ou aws.")
    private String target;

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "L'adresse de la cible endpoint, comme http://127.0.0.1:4566.")
    private String endpoint;

    @Option(
            names = "--image",
            paramLabel = "IMAGE",
            description = "L'image Docker de la cible localstack ou floci, avec son étiquette.")
    private String image;

    @Option(
            names = "--ca",
            paramLabel = "FICHIER",
            description = "Le certificat (PEM) de l'autorité qui garantit une adresse https://.")
    private Path ca;

    @Option(
            names = "--patience",
            paramLabel = "SECONDES",
            description =
                    "Hors de l'AWS embarqué : combien attendre, en temps réel, ce qui doit arriver (60 par défaut).")
    private Integer patience;

    /** @throws Unusable where they choose nothing that is */
    TargetChoice choice() {
        String usual = endpoint == null ? EmbeddedKind.NAME : EndpointKind.NAME;
        return TargetChoice.of(target == null ? usual : target, options());
    }

    /**
     * The one of this name, beside others: the embedded one has no use for an address.
     *
     * @throws Unusable where there is none, or the options do not fit it
     */
    TargetChoice choice(String name) {
        return TargetChoice.of(name, name.equals(EmbeddedKind.NAME) ? TargetOptions.NONE : options());
    }

    private TargetOptions options() {
        TargetOptions options = TargetOptions.NONE.withEnvironment(System.getenv());
        if (endpoint != null) {
            options = options.withEndpoint(address());
        }
        if (ca != null) {
            if (!Files.isRegularFile(ca)) {
                throw new Unusable("« %s » n'est pas un fichier : --ca demande un certificat en PEM.".formatted(ca));
            }
            options = options.withCa(ca);
        }
        if (image != null) {
            options = options.withImage(image);
        }
        if (patience != null) {
            if (patience < 1) {
                throw new Unusable("--patience demande un nombre de secondes, 1 ou plus.");
            }
            options = options.withPatience(Duration.ofSeconds(patience));
        }
        return options;
    }

    private URI address() {
        try {
            return new URI(endpoint);
        } catch (URISyntaxException e) {
            throw new Unusable("« %s » n'est pas une adresse : écris --endpoint http://127.0.0.1:4566, par exemple."
                    .formatted(endpoint));
        }
    }
}
