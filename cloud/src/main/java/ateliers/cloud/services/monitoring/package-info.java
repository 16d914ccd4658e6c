/**
 * Amazon CloudWatch: metrics, alarms and dashboards.
 *
 * <p>{@link ateliers.cloud.metrics.Metrics} holds what was measured. {@link ateliers.cloud.services.monitoring.Alarms} has
 * the alarms, which {@link ateliers.cloud.services.monitoring.Evaluations} judges by the cloud's clock and
 * {@link ateliers.cloud.services.monitoring.AlarmActions} lets act when their states change.
 */
package ateliers.cloud.services.monitoring;
