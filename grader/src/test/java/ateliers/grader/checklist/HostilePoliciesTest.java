package ateliers.grader.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.packaging.Template;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies that look narrow and are wide: by what a caller chooses, by what nobody has, or by rights on rights. */
class HostilePoliciesTest {
    private static final String ACCOUNT = "123456789012";
    private static final String QUEUE = "arn:aws:sqs:eu-west-3:" + ACCOUNT + ":pile-File";

    private final PolicyReview review = new PolicyReview(
            new ForeignArns("eu-west-3", ACCOUNT),
            new OwnResources(Map.of(
                    "AWS::SQS::Queue", Map.of("File", "https://…/pile-File"),
                    "AWS::IAM::Role", Map.of("Role", "pile-Role"),
                    "AWS::S3::Bucket", Map.of("Recus", "pile-recus"),
                    "AWS::DynamoDB::Table", Map.of("Commandes", "pile-T"))),
            Template.of(""));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            'Action': 'sqs:PurgeQueue', 'NotResource': 'arn:aws:sqs:*:*:*7Q2X9K4M1B8Z'       | sqs:PurgeQueue est permis sur tout ce que NotResource ne nomme pas ; écris Resource: !GetAtt File.Arn
            'Action': 'sqs:PurgeQueue', 'NotResource': ['arn:aws:sqs:*:*:?????*', 'arn:aws:sqs:*:*:*-*'] | tout ce que NotResource ne nomme pas
            'Action': 'ec2:StopInstances', 'NotResource': 'arn:aws:ec2:*:*:*X*'              | tout ce que NotResource ne nomme pas
            'Action': 'sqs:SendMessage', 'Resource': 'arn:aws:sqs:eu-west-3:123456789012:${aws:UserAgent}' | plus que la pile n'a (${aws:UserAgent} vaut ce que l'appelant veut) ; écris Resource: !GetAtt File.Arn
            'Action': 'sqs:SendMessage', 'Resource': 'arn:aws:sqs:eu-west-3:123456789012:${aws:Referer}' | ${aws:Referer} vaut
            'Action': 'sqs:SendMessage', 'Resource': '${aws:UserAgent}'                      | sqs:SendMessage est permis
            'Action': 'dynamodb:PutItem', 'Resource': 'arn:aws:dynamodb:eu-west-3:123456789012:table/${aws:PrincipalTag/t, 'x'}' | dynamodb:PutItem est permis
            'Action': 'sqs:SendMessage', 'Resource': 'arn:aws:sqs:eu-west-3:123456789012:pile-${aws:userid}' | pile-autre, d'une autre pile
            'Action': 'sqs:SendMessage', 'Resource': 'arn:aws:sqs:${aws:RequestedRegion}:123456789012:pile-File' | vaut aussi pour une autre région ;
            'Action': 'iam:PutRolePolicy', 'Resource': 'arn:aws:iam::123456789012:role/pile-Role' | iam:PutRolePolicy permet de se donner tous les droits ; retire cette action
            'Action': 'iam:AttachRolePolicy', 'Resource': 'arn:aws:iam::123456789012:role/pile-Role' | iam:AttachRolePolicy permet de se donner
            'Action': 'iam:Put*', 'Resource': 'arn:*:iam::123456789012:role/pile-Role'       | iam:Put* (iam:PutGroupPolicy, iam:PutRolePermissionsBoundary, iam:PutRolePolicy…) permet de se donner
            'Action': 'IAM:updateassumerolepolicy', 'Resource': 'arn:aws:iam::123456789012:role/pile-Role' | permet de se donner
            'Action': 'iam:CreatePolicyVersion', 'Resource': 'arn:aws:iam::123456789012:policy/pile-Droits' | permet de se donner
            'Action': 'iam:PassRole', 'Resource': 'arn:aws:iam::123456789012:role/*'         | iam:PassRole est permis sur Resource
            'Action': 'dynamodb:PutItem', 'Resource': 'arn:aws:dynamodb:*:*:table/pile-T'    | "arn:aws:dynamodb:*:*:table/pile-T" vaut aussi pour une autre région et un autre compte ; écris !GetAtt Commandes.Arn, ou ${AWS::Region} et ${AWS::AccountId} dans un !Sub
            'Action': 'dynamodb:PutItem', 'Resource': 'arn:aws:dynamodb:eu-*:123456789012:table/pile-T' | vaut aussi pour une autre région ;
            'Action': 'dynamodb:PutItem', 'Resource': 'arn:aws:dynamodb:eu-west-3:?23456789012:table/pile-T' | vaut aussi pour un autre compte ;
            'Action': 'dynamodb:Query', 'Resource': 'arn:aws:dynamodb:*:123456789012:table/pile-T/index/*' | vaut aussi pour une autre région ;
            'Action': 'sts:AssumeRole', 'Resource': 'arn:aws:iam::*:role/pile-Role'          | vaut aussi pour un autre compte ;
            """)
    void refusesToGive(String statement, String phrase) {
        assertThat(ofRole(statement)).anySatisfy(excess -> assertThat(excess).contains(phrase));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Action': 'sqs:SendMessage', 'Resource': 'arn:aws:sqs:eu-west-3:${aws:PrincipalAccount}:pile-File'",
                "'Action': 's3:GetObject', 'Resource': 'arn:aws:s3:::pile-recus/${aws:userid}/*'",
                "'Action': 'iam:PassRole', 'Resource': 'arn:aws:iam::123456789012:role/pile-Role'",
                "'Action': 'iam:GetRole', 'Resource': 'arn:aws:iam::123456789012:role/pile-Role'",
                "'Action': 'sqs:ListQueues', 'NotResource': 'arn:aws:sqs:*:*:x'",
                "'Action': 'logs:PutLogEvents', 'NotResource': 'arn:aws:logs:*:*:x'",
                "'Action': 'dynamodb:PutItem', 'Resource': 'arn:aws:dynamodb:eu-west-3*:123456789012*:table/pile-T'",
            })
    void letsWhatGivesNoMore(String statement) {
        assertThat(ofRole(statement)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'StringNotEquals': {'aws:PrincipalAccount': '999999999999'}",
                "'Null': {'aws:PrincipalAccount': 'false'}, 'StringNotEquals': {'aws:PrincipalAccount': '999999999999'}",
                "'StringLike': {'aws:PrincipalAccount': '1*'}",
                "'StringLike': {'aws:PrincipalAccount': '????????????'}",
                "'StringEquals': {'aws:PrincipalAccount': '${aws:PrincipalAccount}'}",
                "'StringEqualsIfExists': {'aws:PrincipalAccount': '123456789012'}",
                "'StringEqualsIfExists': {'aws:SourceAccount': '123456789012'}",
                "'Null': {'aws:SourceAccount': 'true'}",
                "'Null': {'aws:PrincipalOrgID': 'false'}",
                "'StringLike': {'aws:PrincipalOrgID': 'o-*'}",
                "'ForAllValues:StringEquals': {'aws:PrincipalOrgPaths': 'o-a/r-b/ou-c/'}",
                "'ForAllValues:StringEquals': {'aws:TagKeys': ['equipe']}",
                "'ForAnyValue:StringLike': {'aws:PrincipalOrgPaths': 'o-*/*'}",
                "'StringEquals': {'aws:UserAgent': 'la-boutique/1.0'}",
                "'StringLike': {'aws:Referer': 'https://boutique.fr/*'}",
                "'StringEquals': {'aws:UserAgent': 'a', 'aws:Referer': 'b'}",
                "'StringEquals': {'aws:UserAgent': '${aws:Referer}'}",
                "'StringEquals': {'aws:username': 'zoe'}",
                "'StringEquals': {'aws:PrincipalTag/equipe': 'boutique'}",
                "'ArnLike': {'aws:PrincipalArn': 'arn:aws:iam::*:role/pile-Role'}",
                "'ArnLike': {'aws:PrincipalArn': 'arn:aws:iam::1*:user/zoe'}",
                "'StringEquals': {'aws:PrincipalType': 'User'}",
                "'StringEquals': {'aws:PrincipalType': 'Anonymous'}",
                "'IpAddress': {'aws:SourceIp': '0.0.0.0/0'}",
                "'IpAddress': {'aws:SourceIp': ['0.0.0.0/1', '128.0.0.0/1']}",
                "'IpAddress': {'aws:SourceIp': '::/0'}",
                "'NotIpAddress': {'aws:SourceIp': '10.0.0.0/8'}",
                "'Bool': {'aws:SecureTransport': 'false'}",
                "'Bool': {'aws:MultiFactorAuthPresent': 'true'}",
                "'Bool': {'aws:PrincipalIsAWSService': 'false'}",
                "'Bool': {'aws:ViaAWSService': 'true'}",
                "'DateGreaterThan': {'aws:CurrentTime': '2020-01-01T00:00:00Z'}",
                "'DateGreaterThan': {'aws:CurrentTime': '2060-01-01T00:00:00Z'}",
                "'NumericGreaterThan': {'aws:EpochTime': '1600000000'}",
                "'NumericLessThan': {'aws:MultiFactorAuthAge': '300'}",
                "'StringEquals': {'aws:RequestedRegion': 'eu-west-3'}",
                "'StringNotEquals': {'sts:ExternalId': 'bdf1'}",
                "'StringNotEquals': {'aws:SourceVpce': 'vpce-1a2b3c4d'}",
                "'StringLike': {'aws:SourceVpc': 'vpc-*'}",
                "'StringEquals': {'aws:ResourceTag/public': 'oui'}",
            })
    void seesThroughConditionsThatBoundNobody(String condition) {
        assertThat(ofQueue("'Principal': '*'", condition))
                .singleElement()
                .asString()
                .contains("tout le monde peut sqs:SendMessage");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'StringEquals': {'aws:PrincipalAccount': '123456789012'}",
                "'StringLike': {'aws:PrincipalAccount': '1234567890120*'}",
                "'StringEquals': {'aws:PrincipalAccount': ['123456789012', '210987654321']}",
                "'StringEquals': {'aws:PrincipalOrgID': 'o-1a2b3c4d5e'}",
                "'StringEquals': {'aws:SourceVpce': 'vpce-1a2b3c4d'}",
                "'IpAddress': {'aws:SourceIp': '192.0.2.0/24'}",
                "'ArnLike': {'aws:PrincipalArn': 'arn:aws:iam::123456789012:*'}",
                "'StringLike': {'aws:userid': 'AROAAAAAAAAAAAAAAAAAA:*'}",
                "'StringEquals': {'aws:UserAgent': 'a', 'aws:PrincipalAccount': '123456789012'}",
                "'DateLessThan': {'aws:CurrentTime': '2020-01-01T00:00:00Z'}",
                "'Bool': {'aws:PrincipalIsAWSService': 'true'}, 'StringEquals': {'aws:SourceAccount': '123456789012'}",
            })
    void believesConditionsThatBoundWhoAsks(String condition) {
        assertThat(ofQueue("'Principal': '*'", condition)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            s3     | 'StringNotEquals': {'aws:SourceAccount': '999999999999'}
            s3     | 'StringEqualsIfExists': {'aws:SourceAccount': '123456789012'}
            s3     | 'Null': {'aws:SourceArn': 'false'}
            s3     | 'ArnLike': {'aws:SourceArn': 'arn:aws:s3:::?*'}
            s3     | 'ArnLike': {'aws:SourceArn': 'arn:aws:s3:::a*'}
            s3     | 'ArnNotEquals': {'aws:SourceArn': 'arn:aws:s3:::ailleurs'}
            sns    | 'ArnLike': {'aws:SourceArn': 'arn:aws:sns:*:*:pile-Sujet'}
            sns    | 'StringLike': {'aws:SourceAccount': '1*'}
            sns    | 'StringLike': {'aws:SourceArn': '*'}
            events | 'ArnLike': {'aws:SourceArn': 'arn:aws:events:eu-west-3:*:rule/pile-*'}
            """)
    void seesThroughConditionsThatBoundNoSource(String service, String condition) {
        assertThat(ofQueue("'Principal': {'Service': '%s.amazonaws.com'}".formatted(service), condition))
                .singleElement()
                .asString()
                .contains("n'importe quel compte peut sqs:SendMessage par " + service);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'StringNotEquals': {'aws:PrincipalAccount': '999999999999'}",
                "'StringLike': {'sts:ExternalId': '*'}",
                "'StringEquals': {'aws:UserAgent': 'a'}",
                "'Null': {'aws:SourceIdentity': 'true'}",
                "'ArnLike': {'aws:PrincipalArn': 'arn:aws:iam::*:role/pile-*'}",
            })
    void aRoleIsOpenAllTheSame(String condition) {
        String trust =
                "{'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow', 'Principal': {'AWS': '*'}, 'Action': 'sts:AssumeRole', 'Condition': {%s}}]}"
                        .formatted(condition);

        assertThat(review.excessesOfTrust("Role", "arn:aws:iam::123456789012:role/pile-Role", read(trust)))
                .singleElement()
                .asString()
                .contains("tout le monde peut prendre ce rôle");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            'StringNotEquals': {'aws:PrincipalAccount': '123456789012'}                      | true
            'StringNotEqualsIfExists': {'aws:PrincipalAccount': '123456789012'}              | true
            'StringNotLike': {'aws:UserAgent': 'la-boutique/*'}                              | false
            'Bool': {'aws:SecureTransport': 'false'}                                         | false
            'StringNotEquals': {'aws:PrincipalAccount': '123456789012', 'aws:UserAgent': 'a'} | false
            """)
    void aDenialClosesWhatNobodyCanGetRound(String condition, boolean isClosed) {
        String policy =
                "{'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow', 'Principal': '*', 'Action': 'sqs:SendMessage', 'Resource': '%1$s'}, {'Effect': 'Deny', 'Principal': '*', 'Action': 'sqs:*', 'Resource': '%1$s', 'Condition': {%2$s}}]}"
                        .formatted(QUEUE, condition);

        assertThat(review.excessesOfResource("File", QUEUE, read(policy)).isEmpty())
                .isEqualTo(isClosed);
    }

    private List<String> ofRole(String statement) {
        return review.excesses("Role", "politique Droits", read(statements(statement)));
    }

    private List<String> ofQueue(String principal, String condition) {
        return review.excessesOfResource(
                "File",
                QUEUE,
                read(statements("%s, 'Action': 'sqs:SendMessage', 'Resource': '%s', 'Condition': {%s}"
                        .formatted(principal, QUEUE, condition))));
    }

    private static String statements(String statement) {
        return "{'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow', %s}]}".formatted(statement);
    }

    private static JsonNode read(String json) {
        try {
            return new ObjectMapper().readTree(json.replace('\'', '"').replace("\"x\"}", "'x'}"));
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }
}
