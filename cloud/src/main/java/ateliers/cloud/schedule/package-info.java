/**
 * Schedule expressions of Amazon EventBridge: {@code rate(5 minutes)}, {@code cron(0 8 ? * MON-FRI *)} and the one-time
 * {@code at(2030-01-01T08:00:00)} of EventBridge Scheduler. A schedule tells when it fires next; who waits, and by which
 * clock, is its user's business.
 *
 * <p>Libraries that read cron were tried; what AWS adds to it ({@code L} and {@code W} in lists, years to 2199, ranges that
 * wrap) they get wrong or refuse.
 */
package ateliers.cloud.schedule;
