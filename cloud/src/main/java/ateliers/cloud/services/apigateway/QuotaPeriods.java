package ateliers.cloud.services.apigateway;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import software.amazon.awssdk.services.apigateway.model.QuotaPeriodType;
import software.amazon.awssdk.services.apigateway.model.QuotaSettings;

/**
 * When the periods of quotas begin. A period's offset is the day on which it begins: of weeks 0 is Sunday, of months the
 * first day.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_QuotaSettings.html">QuotaSettings</a>
 */
final class QuotaPeriods {
    private static final int LAST_OF_WEEK = 6;
    private static final int LAST_OF_MONTH = 27;

    private QuotaPeriods() {}

    /** The first day of the period that a day is in. */
    static LocalDate start(QuotaSettings quota, LocalDate day) {
        int offset = quota.offset() == null ? 0 : quota.offset();
        if (quota.period() == QuotaPeriodType.DAY) {
            return day;
        }
        LocalDate shifted = day.minusDays(offset);
        LocalDate first = quota.period() == QuotaPeriodType.WEEK
                ? shifted.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY))
                : shifted.withDayOfMonth(1);
        return first.plusDays(offset);
    }

    /** Refuses a quota that makes no sense. */
    static QuotaSettings check(QuotaSettings quota) {
        if (quota.limit() == null || quota.limit() < 1) {
            throw ApiErrors.bad("Usage Plan quota limit must be greater than zero");
        }
        if (quota.period() == null || quota.period() == QuotaPeriodType.UNKNOWN_TO_SDK_VERSION) {
            throw ApiErrors.bad("Usage Plan quota period must be one of [DAY, WEEK, MONTH]");
        }
        int offset = quota.offset() == null ? 0 : quota.offset();
        int most = switch (quota.period()) {
            case DAY -> 0;
            case WEEK -> LAST_OF_WEEK;
            default -> LAST_OF_MONTH;
        };
        if (offset < 0 || offset > most) {
            throw ApiErrors.bad(
                    "Usage Plan quota offset must be between 0 and " + most + " in the " + quota.period() + " period");
        }
        return quota.toBuilder().offset(offset).build();
    }
}
