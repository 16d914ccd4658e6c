package ateliers.grader.bench;

import ateliers.grader.deploy.Deployed;
import ateliers.grader.deploy.Deployer;
import ateliers.grader.packaging.Refused;
import ateliers.grader.targets.AwsClients;
import ateliers.grader.targets.EmbeddedTarget;
import ateliers.grader.targets.GraderException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** How fast lab 01's solution imports a large file, from the upload to the account that it gives. */
public final class ImportRate {
    private static final int ROWS = 100_000;

    /** Cloud time: the solution's own timeout. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final double GOAL = 1_000;
    private static final double SECOND = 1_000_000_000;

    private final Deployer deployer;
    private final int runs;
    private final Consumer<String> progress;

    /**
     * Prepares the measure.
     *
     * @param deployer of lab 01's solution
     * @param runs how many count
     */
    public ImportRate(Deployer deployer, int runs, Consumer<String> progress) {
        this.deployer = deployer;
        this.runs = runs;
        this.progress = progress;
    }

    /** One file a run, all by the same function; the first is not counted. */
    public Row row() {
        progress.accept("l'import d'un fichier de %d lignes".formatted(ROWS));
        byte[] file = file();
        List<Double> rates = new ArrayList<>();
        try (EmbeddedTarget target = EmbeddedTarget.start();
                AwsClients aws = new AwsClients(target)) {
            Deployed deployed = deployer.deploy(target, aws, "mesure");
            String bucket = deployed.outputs().get("ImportBucketName");
            for (int run = 0; run <= runs; run++) {
                long begin = System.nanoTime();
                String name = "stock-" + run + ".csv";
                aws.s3().putObject(r -> r.bucket(bucket).key("imports/" + name), RequestBody.fromBytes(file));
                target.await(() -> report(aws, bucket, name).isPresent(), PATIENCE);
                requireAll(report(aws, bucket, name).orElse("pas de compte rendu"));
                if (run > 0) {
                    rates.add(ROWS * SECOND / (System.nanoTime() - begin));
                }
            }
        } catch (Refused e) {
            throw new GraderException("La solution n'a pas pu être déployée : " + e.getMessage(), e);
        }
        return Row.of("import-rows", "import d'un fichier de 100 000 lignes (atelier 01)", "lignes/s", GOAL, rates);
    }

    private static Optional<String> report(AwsClients aws, String bucket, String name) {
        try {
            return Optional.of(aws.s3()
                    .getObjectAsBytes(r -> r.bucket(bucket).key("rapports/" + name + ".json"))
                    .asUtf8String());
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    private static void requireAll(String report) {
        if (!report.contains("\"importees\":" + ROWS)) {
            throw new GraderException("Le fichier de %d lignes n'est pas importé : %s".formatted(ROWS, report));
        }
    }

    private static byte[] file() {
        StringBuilder text = new StringBuilder("sku,nom,categorie,prix,quantite,date_maj\n");
        for (int i = 0; i < ROWS; i++) {
            text.append("P-")
                    .append(i)
                    .append(",Produit ")
                    .append(i)
                    .append(",mesure,12.50,")
                    .append(i % 1_000)
                    .append(",2026-03-02\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
