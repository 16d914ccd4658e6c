package ateliers.cloud.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the registry's schemas ask of values, in the words of their validator. */
class ValueConstraintsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            AWS::Lambda::EventSourceMapping | {FunctionName: f, BatchSize: 0}      | #/BatchSize: failed validation constraint for keyword [minimum]
            AWS::Lambda::EventSourceMapping | {FunctionName: f, BatchSize: '10001'}  | #/BatchSize: failed validation constraint for keyword [maximum]
            AWS::Lambda::EventSourceMapping | {FunctionName: f, FilterCriteria: {Filters: []}} | #/FilterCriteria/Filters: expected minimum item count: 1, found: 0
            AWS::Lambda::EventSourceMapping | {FunctionName: f, FilterCriteria: {Filters: [{Pattern: a}, {Pattern: a}]}} | #/FilterCriteria/Filters: array items are not unique
            AWS::Lambda::EventSourceMapping | {FunctionName: f, Queues: [a, b]}     | #/Queues: expected maximum item count: 1, found: 2
            AWS::Lambda::EventSourceMapping | {FunctionName: f, EventSourceArn: short} | #/EventSourceArn: expected minLength: 12, actual: 5
            AWS::Lambda::EventSourceMapping | {FunctionName: f, EventSourceArn: a queue of mine} | #/EventSourceArn: failed validation constraint for keyword [pattern]
            AWS::Lambda::Permission         | {FunctionName: f, Action: invoke, Principal: p} | #/Action: failed validation constraint for keyword [pattern]
            AWS::Lambda::Function           | {Role: 'arn:aws:iam::123456789012:role/r', Code: {S3Bucket: bu, S3Key: k}} | #/Code/S3Bucket: expected minLength: 3, actual: 2
            AWS::SNS::Topic                 | {DeliveryStatusLogging: [{Protocol: sqs}, {Protocol: sqs}]} | #/DeliveryStatusLogging: array items are not unique
            """)
    void refuses(String type, String properties, String violation) {
        assertThat(violations(type, properties)).contains(violation);
    }

    @Test
    void saysAllThatAValueBreaks() {
        assertThat(violations("AWS::Lambda::EventSourceMapping", "{FunctionName: 'a b', EventSourceArn: q}"))
                .containsExactlyInAnyOrder(
                        "#/EventSourceArn: expected minLength: 12, actual: 1",
                        "#/EventSourceArn: failed validation constraint for keyword [pattern]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            AWS::Lambda::EventSourceMapping | {FunctionName: f, BatchSize: 10, EventSourceArn: 'arn:aws:sqs:eu-west-3:123456789012:q'}
            AWS::Lambda::EventSourceMapping | {FunctionName: f, EventSourceArn: {Ref: Q}, BatchSize: {Ref: N}}
            AWS::Lambda::EventSourceMapping | {FunctionName: f, EventSourceArn: '{{resolve:ssm:/q}}'}
            AWS::SQS::Queue                 | {DelaySeconds: 900000}
            """)
    void leavesAlone(String type, String properties) {
        assertThat(violations(type, properties)).isEmpty();
    }

    private static List<String> violations(String type, String properties) {
        JsonNode read = TemplateReader.read("R: " + properties, TemplateReader.Source.BODY)
                .root()
                .get("R");
        return PropertiesCheck.violations(ResourceSchemas.extract().find(type).orElseThrow(), read).stream()
                .map(PropertiesCheck.Violation::message)
                .toList();
    }
}
