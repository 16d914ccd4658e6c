package ateliers.grader.checklists.bank;

import ateliers.grader.checklist.LoadScenario;
import ateliers.grader.checklist.Scenario;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklists.common.Json;
import ateliers.grader.checklists.common.StoredText;
import ateliers.grader.targets.Web.Answer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Programs of the bank that pay in at the same time, each request signed. Mails are found by what the stack keeps of each that it
 * sent: a live account has no mailbox to look into.
 */
@LoadScenario(
        lab = "04-bank-notifications",
        operation = "POST /operations signé, un dépôt de 0,10 €",
        found = "enregistrées, et leur courriel archivé")
public final class BankUnderLoad implements Scenario {
    private static final int CUSTOMERS = 8;
    private static final String AMOUNT = "0.10";
    private static final Duration SOON = Duration.ofMinutes(1);

    private final Bank bank;
    private final List<Customer> customers = IntStream.range(0, CUSTOMERS)
            .mapToObj(each -> Customer.with("0.00"))
            .toList();
    private final AtomicInteger next = new AtomicInteger();
    private final Set<String> read = new HashSet<>();
    private final Set<String> archived = new HashSet<>();

    public BankUnderLoad(Stack stack) {
        this.bank = new Bank(stack);
    }

    @Override
    public void prepare() {
        customers.forEach(bank::open);
    }

    @Override
    public Sent send() {
        Customer customer = customers.get(Math.floorMod(next.getAndIncrement(), CUSTOMERS));
        Answer answer = bank.post(Bank.request(customer, Kind.DEPOT, AMOUNT).toString());
        return new Sent(Json.read(answer.body()).path("operation_id").asText(), answer);
    }

    @Override
    public int left(Set<String> accepted) {
        Set<String> done = stored();
        done.retainAll(archived());
        accepted.removeAll(done);
        return accepted.size();
    }

    private Set<String> stored() {
        return customers.stream()
                .flatMap(customer -> bank.stored(customer.id()).stream())
                .map(item -> item.get("operation_id").s())
                .collect(Collectors.toSet());
    }

    /** The operations whose mail is archived; what was read once is not read again. */
    private Set<String> archived() {
        String bucket = bank.archive();
        bank.stack.aws().s3().listObjectsV2Paginator(r -> r.bucket(bucket).prefix("notifications/")).contents().stream()
                .map(S3Object::key)
                .filter(read::add)
                .flatMap(key -> StoredText.of(bank.stack, bucket, key).stream())
                .forEach(text ->
                        archived.add(Json.read(text).path("operation_id").asText()));
        return archived;
    }

    @Override
    public Duration patience() {
        return SOON;
    }
}
