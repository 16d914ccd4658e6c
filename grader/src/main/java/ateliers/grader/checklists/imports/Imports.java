package ateliers.grader.checklists.imports;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Noun;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklists.common.OutputShape;
import ateliers.grader.checklists.common.StoredText;
import ateliers.grader.checklists.common.Uploads;
import ateliers.grader.variety.Variety;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Lab 01's two ends: the bucket into which files fall and in which accounts are given, and the table of products. */
final class Imports {
    static final String FOLDER = "imports/";
    static final Noun PRODUCT = Noun.of("produit");

    /** Cloud time: a cold start and a thousand rows, with every core busy. */
    static final Duration SOON = Duration.ofSeconds(60);

    static final Duration QUIET = Duration.ofSeconds(10);

    private static final int REPORT_TASK = 5;
    private static final int MOST_KEYS = 100;
    private static final int MOST_TOLD = 3;
    private static final ObjectMapper JSON = new ObjectMapper();

    final String bucket;
    final String table;
    final Uploads uploads;

    private final Stack stack;

    Imports(Stack stack) {
        this.stack = stack;
        this.bucket = OutputShape.bucket(stack, CsvImportChecklist.BUCKET);
        this.uploads = new Uploads(stack, bucket);
        this.table = stack.output(CsvImportChecklist.TABLE);
    }

    /** A name that nobody knows beforehand, of a file to import. */
    static String name() {
        return Variety.fileName(Variety.small(3) + ".csv");
    }

    /** Drops a file under {@code imports/} and answers its key. */
    String drop(String name, byte[] content) {
        String key = FOLDER + name;
        uploads.put(key, content);
        return key;
    }

    String drop(String name, StockFile file) {
        return drop(name, file.bytes());
    }

    void delete(String key) {
        stack.aws().s3().deleteObject(r -> r.bucket(bucket).key(key));
    }

    /** The keys of the bucket that begin so. */
    List<String> keys(String prefix) {
        return stack.aws().s3().listObjectsV2Paginator(r -> r.bucket(bucket).prefix(prefix)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    static String reportKey(String name) {
        return "rapports/" + name + ".json";
    }

    static String rejectsKey(String name) {
        return "rejets/" + name;
    }

    /** The text of an object, if there is one; what is no UTF-8 in it is U+FFFD. */
    Optional<String> text(String key) {
        return StoredText.of(stack, bucket, key);
    }

    /** The account of a file, if it is there; what is no JSON object is one that says nothing. */
    Optional<Account> report(String name) {
        return text(reportKey(name)).map(Imports::json).map(Account::new);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }

    /** Waits for the account of a file. */
    Account awaitReport(String name) {
        stack.await(() -> !keys(reportKey(name)).isEmpty(), SOON);
        return report(name)
                .orElseThrow(() -> Expectation.that("Chaque fichier a son compte rendu.")
                        .expected("un objet " + reportKey(name))
                        .seen(said(keys("rapports/")))
                        .task(REPORT_TASK)
                        .hint("écris le compte rendu sous rapports/<nom>.json, quand tout le reste est écrit ; la"
                                + " fonction en a-t-elle le droit ?")
                        .failure());
    }

    private static String said(List<String> keys) {
        List<String> last = keys.subList(Math.max(0, keys.size() - MOST_TOLD), keys.size());
        return keys.isEmpty()
                ? "aucun objet sous rapports/"
                : "sous rapports/ : " + String.join(", ", last) + (last.size() < keys.size() ? "…" : "");
    }

    /** The stored items of these products, by {@code sku}; those that are not there are left out. */
    Map<String, Map<String, AttributeValue>> items(Collection<StockRow> rows) {
        List<String> skus = rows.stream().map(StockRow::sku).distinct().toList();
        Map<String, Map<String, AttributeValue>> found = new HashMap<>();
        for (int from = 0; from < skus.size(); from += MOST_KEYS) {
            read(skus.subList(from, Math.min(from + MOST_KEYS, skus.size())))
                    .forEach(item -> found.put(item.get("sku").s(), item));
        }
        return found;
    }

    private List<Map<String, AttributeValue>> read(List<String> skus) {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        Map<String, KeysAndAttributes> wanted = Map.of(
                table,
                KeysAndAttributes.builder()
                        .consistentRead(true)
                        .keys(skus.stream()
                                .map(sku -> Map.of("sku", AttributeValue.fromS(sku)))
                                .toList())
                        .build());
        while (!wanted.isEmpty()) {
            Map<String, KeysAndAttributes> now = wanted;
            var answer = stack.aws().dynamoDb().batchGetItem(r -> r.requestItems(now));
            items.addAll(answer.responses().getOrDefault(table, List.of()));
            wanted = answer.unprocessedKeys();
        }
        return items;
    }

    /** Waits for these products. */
    boolean awaitItems(Collection<StockRow> rows, Duration atMost) {
        int wanted = (int) rows.stream().map(StockRow::sku).distinct().count();
        return stack.await(() -> items(rows).size() >= wanted, atMost);
    }

    /**
     * What is wrong with what is stored of these products, each as its last row tells it; empty when all is right.
     *
     * @param names the attributes that count
     * @return French phrases, one a product
     */
    List<String> wrong(List<StockRow> rows, String file, List<String> names) {
        Map<String, StockRow> last = new LinkedHashMap<>();
        rows.forEach(row -> last.put(row.sku(), row));
        Map<String, Map<String, AttributeValue>> stored = items(rows);
        List<String> wrong = new ArrayList<>();
        last.forEach((sku, row) -> {
            if (!stored.containsKey(sku)) {
                wrong.add(sku + " : absent de la table" + (wrong.size() < MOST_TOLD ? reason(file, sku) : ""));
                return;
            }
            List<String> differences = row.differences(stored.get(sku), file, names);
            if (!differences.isEmpty()) {
                wrong.add(sku + " : " + String.join(" ; ", differences));
            }
        });
        return wrong;
    }

    /** Why the submission says that it did not import a product, where it does. */
    private String reason(String file, String sku) {
        return text(rejectsKey(file.substring(FOLDER.length()))).stream()
                .flatMap(text -> RejectedRow.records(text).stream())
                .filter(record -> record.size() == RejectedRow.COLUMNS.size()
                        && record.get(0).equals(sku))
                .map(record -> ", sa ligne est rejetée : " + new RejectedRow(record).reason())
                .findFirst()
                .orElse("");
    }

    /** What is wrong, in a few lines. */
    static String told(List<String> wrong) {
        List<String> first = wrong.subList(0, Math.min(MOST_TOLD, wrong.size()));
        String count = wrong.size() == 1 ? "1 produit absent ou faux" : wrong.size() + " produits absents ou faux";
        return count + (first.isEmpty() ? "" : ", dont :\n" + String.join("\n", first));
    }
}
