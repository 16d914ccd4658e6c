/**
 * Amazon SQS, standard and FIFO queues.
 *
 * <p>A {@link ateliers.cloud.services.sqs.Queue} holds its messages on a shelf: those that can be received, in order
 * (one line for a standard queue, one line a message group for a FIFO queue), and beside it those in flight and those
 * delayed, ordered by the cloud time at which they become visible. One timer a queue, at the earliest of these times,
 * brings them back and wakes parked receivers; no operation looks at all the messages.
 *
 * <p>Follows the <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/Welcome.html">API
 * Reference</a>.
 */
package ateliers.cloud.services.sqs;
