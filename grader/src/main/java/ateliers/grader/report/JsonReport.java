package ateliers.grader.report;

import ateliers.grader.checklist.Explanation;
import ateliers.grader.targets.Usage;
import ateliers.grader.verdict.Beginning;
import ateliers.grader.verdict.CriterionResult;
import ateliers.grader.verdict.Progress;
import ateliers.grader.verdict.Verdict;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** {@code report.json}, for programs. */
public final class JsonReport implements Progress {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    public static final String NAME = "report.json";

    private final Path file;
    private Beginning beginning;
    private String conditions = "";
    private Optional<Bill> bill = Optional.empty();

    public JsonReport(Path folder) {
        this.file = folder.resolve(NAME);
    }

    @Override
    public void began(Beginning began) {
        this.beginning = began;
    }

    @Override
    public void under(String told) {
        this.conditions = told;
    }

    @Override
    public void used(Usage usage) {
        this.bill = Optional.of(Bill.of(usage));
    }

    @Override
    public void ended(Verdict verdict) {
        write(verdict, Optional.empty());
    }

    /**
     * @param key with which it is sealed
     * @return the seal, where there was a key
     */
    Optional<Seal> write(Verdict verdict, Optional<SealKey> key) {
        ObjectNode root = tree(verdict);
        Optional<Seal> seal = key.map(each -> each.seal(root));
        seal.ifPresent(each -> each.putInto(root));
        try {
            ReportFiles.write(file, JSON.writeValueAsBytes(root));
        } catch (IOException e) {
            throw ReportFiles.unwritable(file, e);
        }
        return seal;
    }

    private ObjectNode tree(Verdict verdict) {
        ObjectNode root = JSON.createObjectNode()
                .put("version", 1)
                .put("lab", verdict.lab())
                .put("target", verdict.target())
                .put("score", (double) verdict.score())
                .put("max", (double) verdict.max())
                .put("bonus", (double) verdict.bonus())
                .put("status", verdict.kind().code())
                .put("message", verdict.message())
                .put("duration_ms", verdict.duration().toMillis());
        if (beginning != null) {
            root.put("folder", beginning.folder())
                    .put("time", beginning.time().toOffsetDateTime().toString())
                    .put("grader", beginning.version());
        }
        if (!conditions.isEmpty()) {
            root.put("conditions", conditions);
        }
        bill.ifPresent(each -> root.put("cost_usd", each.rounded()));
        var criteria = root.putArray("criteria");
        verdict.criteria().forEach(result -> criteria.add(criterion(result)));
        return root;
    }

    private static ObjectNode criterion(CriterionResult result) {
        Explanation explanation = result.outcome().explanation();
        ObjectNode node = JSON.createObjectNode()
                .put("id", result.id())
                .put("title", result.title())
                .put("status", result.status().code())
                .put("points", result.points())
                .put("max", result.max())
                .put("bonus", result.bonus())
                .put("message", result.outcome().message())
                .put("expected", result.outcome().expected())
                .put("seen", result.outcome().seen())
                .put("hint", result.outcome().hint())
                .put("duration_ms", result.duration().toMillis());
        if (!explanation.cause().isEmpty()) {
            node.put("cause", explanation.cause());
        }
        explanation.paste().forEach(node.withArray("paste")::add);
        explanation.details().forEach(node.withArray("details")::add);
        result.mails()
                .forEach(mail -> node.withArray("mails")
                        .addObject()
                        .put("time", mail.time().toString())
                        .put("from", mail.from())
                        .put("to", String.join(", ", mail.to()))
                        .put("subject", mail.subject())
                        .put("text", mail.seen()));
        return node;
    }
}
