/**
 * What a cloud's services measure, and what its users do: all metrics, as CloudWatch keeps them. Services write here
 * what AWS says that they write; CloudWatch's operations and alarms read it.
 */
package ateliers.cloud.metrics;
