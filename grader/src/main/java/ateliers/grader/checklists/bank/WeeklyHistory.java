package ateliers.grader.checklists.bank;

import ateliers.grader.variety.Variety;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a customer did during a week, and before. */
record WeeklyHistory(Customer customer, List<Operation> week, List<Operation> before) {
    /** More than anybody spends here. */
    private static final String RICH = "9000.00";

    /** Within the week or beside it, far enough from its ends for every schedule. */
    private static final Duration MARGIN = Duration.ofHours(2);

    /** A page of DynamoDB's holds one megabyte: so much is old, and comes first. */
    private static final int LARGE = 280_000;

    private static final int LARGE_OPERATIONS = 4;

    /**
     * Writes operations as another program of the bank does, of customers that are to be opened.
     *
     * @param due when the week ends
     */
    record Writer(Bank bank, BigDecimal threshold, Instant due) {
        /** @param base of amounts: those of two customers differ by a hundred */
        WeeklyHistory write(int base) {
            return write(base, Customer.with(RICH), List.of());
        }

        /** One that does not fit on a page. */
        WeeklyHistory writeLong(int base) {
            Customer customer = Customer.with(RICH);
            AttributeValue note = AttributeValue.fromS(Variety.small(100).repeat(LARGE / 100));
            List<Operation> large = new ArrayList<>();
            for (int i = 0; i < LARGE_OPERATIONS; i++) {
                Operation old = Operation.of(
                        customer,
                        Kind.DEPOT,
                        due.minus(Weekly.WEEK).minus(20 + i, ChronoUnit.DAYS),
                        amount(base + 50 + i));
                large.add(bank.write(named(old, "0" + i + Variety.small(8)), Map.of("note", note)));
            }
            return write(base, customer, large);
        }

        private WeeklyHistory write(int base, Customer customer, List<Operation> large) {
            Instant week = due.minus(Weekly.WEEK);
            List<Operation> before = new ArrayList<>(large);
            before.add(bank.write(
                    named(Operation.of(customer, Kind.RETRAIT, week.minus(MARGIN), amount(base + 60)), later())));
            Instant night =
                    due.minus(3, ChronoUnit.DAYS).truncatedTo(ChronoUnit.DAYS).plus(Duration.ofMinutes(23 * 60 + 30));
            List<Operation> written = new ArrayList<>();
            String twice = amount(base + 1);
            written.add(Operation.of(customer, Kind.DEPOT, week.plus(MARGIN), twice));
            written.add(Operation.of(customer, Kind.DEPOT, week.plus(MARGIN), twice));
            written.add(Operation.of(customer, Kind.RETRAIT, night, amount(base + 2))
                    .in("ANNULEE"));
            written.add(Operation.of(
                    customer,
                    Kind.VIREMENT,
                    due.minus(MARGIN),
                    threshold.add(new BigDecimal(base)).toPlainString()));
            List<Operation> named =
                    written.stream().map(each -> named(each, later())).toList();
            Variety.shuffled(named).forEach(bank::write);
            return new WeeklyHistory(customer, named, before);
        }

        /** Of the week that follows. */
        Operation after(Customer customer) {
            return bank.write(Operation.of(customer, Kind.RETRAIT, due.plus(MARGIN), amount(70)));
        }

        Operation before(Customer customer) {
            return bank.write(
                    Operation.of(customer, Kind.DEPOT, due.minus(Weekly.WEEK).minus(MARGIN), amount(90)));
        }

        /** Operations at these times, and one that is of the week beyond doubt. */
        WeeklyHistory at(Customer customer, Instant within, Instant outside) {
            return new WeeklyHistory(
                    customer,
                    List.of(
                            bank.write(Operation.of(customer, Kind.VIREMENT, within, amount(80))),
                            bank.write(
                                    Operation.of(customer, Kind.RETRAIT, within.plus(2, ChronoUnit.DAYS), amount(82)))),
                    List.of(bank.write(Operation.of(customer, Kind.DEPOT, outside, amount(81)))));
        }

        /** Amounts in cents that differ from all others, so that a text tells which operations it is about. */
        private static String amount(int euros) {
            return "%d.%02d".formatted(euros, Variety.between(10, 99));
        }

        /** Behind those that are large. */
        private static String later() {
            return "x" + Variety.small(11);
        }

        private static Operation named(Operation operation, String id) {
            return new Operation(
                    operation.clientId(),
                    id,
                    operation.kind(),
                    operation.state(),
                    operation.date(),
                    operation.amount(),
                    operation.balance());
        }
    }
}
