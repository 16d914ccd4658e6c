package ateliers.cloud.services.sqs;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * What a sender gave: immutable, checked, with its digests.
 *
 * @param bytes the size that counts against limits: body, and names, types and values of attributes
 * @param attributesMd5 empty where there are no attributes
 * @param traceHeader the one system attribute that senders may give, or else the X-Ray header of their request
 */
record Content(
        String body,
        String bodyMd5,
        Map<String, MessageAttributeValue> attributes,
        String attributesMd5,
        Optional<String> traceHeader,
        Optional<String> groupId,
        Optional<String> deduplicationId,
        int bytes) {}
