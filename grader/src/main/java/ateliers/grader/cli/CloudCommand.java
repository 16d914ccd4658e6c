package ateliers.grader.cli;

import ateliers.cloud.Cloud;
import ateliers.cloud.CloudOptions;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./lab cloud}: the embedded AWS as a server, until Ctrl-C. */
@Command(name = "cloud", description = "L'AWS embarqué comme serveur, pour la CLI AWS, SAM ou un IDE.")
final class CloudCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "4566",
            description = "Port d'écoute (4566 par défaut).")
    private int port;

    @Option(
            names = "--https",
            paramLabel = "PORT",
            description = "Port d'écoute en HTTPS, pour ce qui ne parle que TLS, comme git-remote-codecommit.")
    private Integer https;

    @Option(
            names = "--bind",
            paramLabel = "ADRESSE",
            description = "Dans un conteneur : l'adresse d'écoute (127.0.0.1 par défaut, 0.0.0.0 pour toutes).")
    private String bind;

    @Option(
            names = "--host",
            paramLabel = "NOM",
            description = "Un nom de plus par lequel on l'appelle, comme celui d'un service de Docker Compose.")
    private List<String> hosts = List.of();

    CloudCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (Cloud cloud = start()) {
            Runtime.getRuntime().addShutdownHook(new Thread(cloud::close, "ctrl-c"));
            console.out()
                    .printf(
                            "AWS embarqué : %s (compte %s)%n",
                            cloud.endpoint(), cloud.place().account());
            console.out().printf("%n  export AWS_ENDPOINT_URL=%s%n", cloud.endpoint());
            // The SDKs and version 2 of the CLI read the first, boto3 and version 1 the second.
            String region = cloud.place().region();
            console.out().printf("  export AWS_REGION=%s AWS_DEFAULT_REGION=%s%n", region, region);
            console.out().println("  export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test");
            console.out().println();
            console.out().println("Pour que git trouve ici les dépôts de CodeCommit :");
            console.out()
                    .printf(
                            "%n  git config --global url.%s/.insteadOf https://git-codecommit.%s.amazonaws.com/%n%n",
                            cloud.endpoint(), region);
            if (https != null) {
                printHttps(cloud);
            }
            console.out().println("Les courriels que ses services envoient s'affichent ici, et ne partent nulle part.");
            cloud.mailbox().listen(new MailPrinter(console.out(), cloud.endpoint()));
            console.out().println("Tout ce qu'il contient disparaît quand il s'arrête (Ctrl-C).");
            console.out().flush();
            new CountDownLatch(1).await();
        }
        return 0;
    }

    private void printHttps(Cloud cloud) {
        Cloud.SecureEndpoint secure = secure(cloud);
        console.out().printf("En HTTPS : %s. Pour git-remote-codecommit :%n", secure.uri());
        console.out()
                .printf("%n  export CODE_COMMIT_ENDPOINT=%s%n", secure.uri().getAuthority());
        console.out().printf("  git config --global http.%s/.sslCAInfo %s%n%n", secure.uri(), secure.certificate());
    }

    private Cloud.SecureEndpoint secure(Cloud cloud) {
        try {
            return cloud.secure(Ports.usable(https));
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof BindException refusal) {
                throw Ports.refused(https, "--https", refusal);
            }
            throw e;
        }
    }

    private Cloud start() {
        try {
            return Cloud.start(CloudOptions.fresh()
                    .withReach(Binding.reach(bind, Ports.usable(port), hosts))
                    .withAnyKey());
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof BindException refusal) {
                throw Ports.refused(port, "--port", refusal);
            }
            throw e;
        }
    }
}
