package ateliers.grader.cli;

import ateliers.grader.submission.Unusable;
import ateliers.grader.targets.EmbeddedKind;
import ateliers.grader.targets.EndpointKind;
import ateliers.grader.targets.TargetOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What of a command line says which AWS is graded on. */
final class TargetArguments {
    @Option(
            names = "--target",
            paramLabel = "CIBLE",
            description = "Sur quel AWS noter : embedded (par défaut) ou endpoint.")
    private String target;

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "L'adresse de la cible endpoint, comme http://127.0.0.1:4566.")
    private String endpoint;

    @Option(
            names = "--patience",
            paramLabel = "SECONDES",
            description =
                    "Hors de l'AWS embarqué : combien attendre, en temps réel, ce qui doit arriver (60 par défaut).")
    private Integer patience;

    /** @throws Unusable where they choose nothing that is */
    TargetChoice choice() {
        TargetOptions options = new TargetOptions(Optional.empty(), TargetOptions.USUAL_PATIENCE, System.getenv());
        if (endpoint != null) {
            options = options.withEndpoint(address());
        }
        if (patience != null) {
            if (patience < 1) {
                throw new Unusable("--patience demande un nombre de secondes, 1 ou plus.");
            }
            options = options.withPatience(Duration.ofSeconds(patience));
        }
        String usual = endpoint == null ? EmbeddedKind.NAME : EndpointKind.NAME;
        return TargetChoice.of(target == null ? usual : target, options);
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
