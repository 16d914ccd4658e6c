package ateliers.exemples;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Chaque nuit, écrit le total des ventes de chaque rayon. */
public final class NightlyReportHandler implements RequestHandler<ScheduledEvent, Void> {
    private final DynamoDbClient dynamo =
            DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create()).build();
    private final S3Client s3 =
            S3Client.builder().httpClient(UrlConnectionHttpClient.create()).build();

    @Override
    public Void handleRequest(ScheduledEvent event, Context context) {
        Map<String, BigDecimal> totals = new TreeMap<>();
        dynamo.scanPaginator(scan -> scan.tableName(System.getenv("SALES_TABLE")))
                .items()
                .forEach(sale -> totals.merge(
                        sale.get("rayon").s(), new BigDecimal(sale.get("montant").n()), BigDecimal::add));

        StringBuilder report = new StringBuilder("rayon;total\n");
        totals.forEach((name, total) -> report.append(name + ";" + total.setScale(2, RoundingMode.HALF_UP) + "\n"));
        // Le jour est celui de l'événement : relancé demain, il réécrit le même fichier.
        String key = "rapports/" + event.getTime().toLocalDate() + ".csv";
        s3.putObject(
                put -> put.bucket(System.getenv("ARCHIVE_BUCKET")).key(key), RequestBody.fromString(report.toString()));
        return null;
    }
}
