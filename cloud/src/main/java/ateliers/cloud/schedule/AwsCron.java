package ateliers.cloud.schedule;

import com.cronutils.model.Cron;
import com.cronutils.model.definition.CronConstraint;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.field.CronFieldName;
import com.cronutils.model.field.expression.QuestionMark;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * AWS's dialect of cron: minutes, hours, day of month, month, day of week, year. One of the two days is a {@code ?}.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html#eb-cron-expressions">Cron
 *     expressions</a>
 */
record AwsCron(ExecutionTime times) implements Schedule {
    private static final int SUNDAY_FIRST = 2;
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2199;

    /** Six fields between single blanks, of the characters that AWS's documentation has. */
    private static final Pattern SYNTAX = Pattern.compile("[A-Z0-9,\\-*?/#]+( [A-Z0-9,\\-*?/#]+){5}");

    private static final CronParser PARSER = new CronParser(definition());

    static AwsCron of(String cron) {
        if (!SYNTAX.matcher(cron).matches()) {
            throw new IllegalArgumentException("not six fields: " + cron);
        }
        return new AwsCron(ExecutionTime.forCron(PARSER.parse(cron)));
    }

    private static CronDefinition definition() {
        return CronDefinitionBuilder.defineCron()
                .withMinutes()
                .withValidRange(0, 59)
                .withStrictRange()
                .and()
                .withHours()
                .withValidRange(0, 23)
                .withStrictRange()
                .and()
                .withDayOfMonth()
                .withValidRange(1, 31)
                .supportsL()
                .supportsW()
                .supportsLW()
                .supportsQuestionMark()
                .withStrictRange()
                .and()
                .withMonth()
                .withValidRange(1, 12)
                .withStrictRange()
                .and()
                .withDayOfWeek()
                .withValidRange(1, 7)
                .withMondayDoWValue(SUNDAY_FIRST)
                .supportsHash()
                .supportsL()
                .supportsQuestionMark()
                .and()
                .withYear()
                .withValidRange(FIRST_YEAR, LAST_YEAR)
                .withStrictRange()
                .and()
                .withCronValidation(oneQuestionMark())
                .instance();
    }

    private static CronConstraint oneQuestionMark() {
        return new CronConstraint("One of day-of-month and day-of-week must be ?") {
            private static final long serialVersionUID = 1L;

            @Override
            public boolean validate(Cron cron) {
                return isQuestionMark(cron, CronFieldName.DAY_OF_MONTH)
                        != isQuestionMark(cron, CronFieldName.DAY_OF_WEEK);
            }
        };
    }

    private static boolean isQuestionMark(Cron cron, CronFieldName field) {
        return cron.retrieve(field).getExpression() instanceof QuestionMark;
    }

    @Override
    public Optional<ZonedDateTime> next(ZonedDateTime after) {
        return times.nextExecution(after);
    }
}
