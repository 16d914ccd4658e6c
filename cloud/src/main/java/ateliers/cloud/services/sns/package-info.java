/**
 * Amazon SNS, standard and FIFO topics, with subscriptions of queues, functions and mail addresses.
 *
 * <p>Publish answers once the message is accepted; its deliveries are work of the clock, each a public call at the door
 * as {@code sns.amazonaws.com} on behalf of the topic. {@link ateliers.cloud.services.sns.Deliveries} retries them,
 * then gives them to the subscription's dead-letter queue or writes to the journal that they are dropped.
 *
 * <p>Follows the <a href="https://docs.aws.amazon.com/sns/latest/api/welcome.html">API Reference</a>.
 */
package ateliers.cloud.services.sns;
