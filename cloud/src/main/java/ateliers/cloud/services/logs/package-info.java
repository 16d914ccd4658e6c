/** Amazon CloudWatch Logs: groups, streams, events and their filtering; subscriptions and queries are not here. */
package ateliers.cloud.services.logs;
