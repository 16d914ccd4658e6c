/**
 * Amazon S3: general purpose buckets and their objects. It follows the
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/Welcome.html">API reference</a>.
 *
 * <p>Each group of operations knows its part: buckets, their configurations, object reads, object writes, copies,
 * listings, multipart uploads, notifications. They share a {@link ateliers.cloud.services.s3.Store}. State is in one
 * monitor a bucket; bodies of 256 KB and more are files in the cloud's working folder.
 */
package ateliers.cloud.services.s3;
