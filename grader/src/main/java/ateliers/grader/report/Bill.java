package ateliers.grader.report;

import ateliers.grader.targets.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a grading would have cost on a real account, at list prices and without what is free: requests and functions' gigabyte-seconds.
 * Sizes are not known, so each write is one of 1 KB, each batch a full one and each transaction one of
 * two items; what is paid by the month is left out, for a stack of a
 * minute.
 *
 * @param dollars before taxes
 */
record Bill(double dollars) {
    private static final double LEAST = 0.0001;
    private static final int DIGITS = 4;
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.FRENCH);

    /** What is counted by which price, and how often at most for one call. What matches none is free. */
    private static final List<Rule> RULES = List.of(
            new Rule("lambda:Invocation", "lambda-appel", 1),
            new Rule("execute-api:Request", "api-rest", 1),
            new Rule("dynamodb:(Put|Update|Delete)Item", "dynamodb-ecriture", 1),
            new Rule("dynamodb:BatchWriteItem", "dynamodb-ecriture", 25),
            new Rule("dynamodb:TransactWriteItems", "dynamodb-ecriture", 4),
            new Rule("dynamodb:(GetItem|Query|Scan)", "dynamodb-lecture", 1),
            new Rule("dynamodb:BatchGetItem", "dynamodb-lecture", 100),
            new Rule("dynamodb:TransactGetItems", "dynamodb-lecture", 4),
            new Rule("sns:Publish", "sns-publication", 1),
            new Rule("sns:PublishBatch", "sns-publication", 10),
            new Rule("sqs:.*", "sqs-requete", 1),
            new Rule("s3:(Put|Copy|Create|Upload|Complete|List).*", "s3-ecriture", 1),
            new Rule("s3:(Get|Head).*", "s3-lecture", 1),
            new Rule("events:PutEvents", "eventbridge-evenement", 10),
            new Rule("ses:Mail", "ses-courriel", 1));

    private record Rule(Pattern pattern, String price, int times) {
        Rule(String pattern, String price, int times) {
            this(Pattern.compile(pattern), price, times);
        }
    }

    static Bill of(Usage usage) {
        Map<String, Price> prices = Price.byId();
        double dollars = usage.gigabyteSeconds() * prices.get("lambda-duree").each();
        for (Map.Entry<String, Long> counted : usage.counted().entrySet()) {
            for (Rule rule : RULES) {
                if (rule.pattern().matcher(counted.getKey()).matches()) {
                    dollars += counted.getValue()
                            * rule.times()
                            * prices.get(rule.price()).each();
                }
            }
        }
        return new Bill(dollars);
    }

    /** To a hundredth of a cent, upwards. */
    BigDecimal rounded() {
        return BigDecimal.valueOf(dollars)
                .setScale(DIGITS, RoundingMode.CEILING)
                .stripTrailingZeros();
    }

    /** In French, for who grades. */
    String sentence() {
        String amount =
                dollars < LEAST ? "moins de 0,0001 $" : String.format(Locale.FRENCH, "environ %.4f $", rounded());
        return "Sur un compte réel, ces appels coûteraient %s (prix publics, %s, sans l'offre gratuite)."
                .formatted(amount, MONTH.format(YearMonth.parse(Price.newest().orElseThrow())));
    }
}
