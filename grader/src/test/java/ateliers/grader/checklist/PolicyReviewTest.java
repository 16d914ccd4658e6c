package ateliers.grader.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.packaging.Template;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statements that a lab allows and statements that it does not, by IAM's own rules. */
class PolicyReviewTest {
    private final PolicyReview review = new PolicyReview(
            new ForeignArns("eu-west-3", "123456789012"),
            new OwnResources(Map.of(
                    "AWS::SNS::Topic",
                    Map.of("Sujet", "arn:aws:sns:eu-west-3:123456789012:pile-Sujet-1A2B"),
                    "AWS::SQS::Queue",
                    new TreeMap<>(Map.of("File", "https://…/pile-File", "Rebuts", "https://…/pile-Rebuts")),
                    "AWS::DynamoDB::Table",
                    Map.of("Commandes", "pile-T"),
                    "AWS::S3::Bucket",
                    Map.of("Recus", "pile-recus"),
                    "AWS::Lambda::Function",
                    Map.of("Suite", "pile-Suite"),
                    "AWS::SecretsManager::Secret",
                    Map.of("Cle", "arn:aws:secretsmanager:eu-west-3:123456789012:secret:pile-cle-aB3dE6"))),
            Template.of(""));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            'Action': 'sns:Publish', 'Resource': 'arn:aws:sns:eu-west-3:123456789012:pile-Sujet-1A2B'
            'Action': 'SNS:publish', 'Resource': 'arn:aws:sns:eu-west-3:123456789012:pile-Sujet-1A2B'
            'Action': ['dynamodb:PutItem', 'dynamodb:GetItem'], 'Resource': ['arn:aws:dynamodb:eu-west-3:123456789012:table/pile-T']
            'Action': 'dynamodb:Query', 'Resource': 'arn:aws:dynamodb:eu-west-3:123456789012:table/pile-T/index/*'
            'Action': 'dynamodb:GetRecords', 'Resource': 'arn:aws:dynamodb:eu-west-3:123456789012:table/pile-T/stream/*'
            'Action': 's3:PutObject', 'Resource': 'arn:aws:s3:::pile-recus/*'
            'Action': 's3:ListBucket', 'Resource': 'arn:aws:s3:::pile-recus'
            'Action': 's3:Get*', 'Resource': ['arn:aws:s3:::pile-recus', 'arn:aws:s3:::pile-recus/*']
            'Action': 'sqs:*Message', 'Resource': 'arn:aws:sqs:eu-west-3:123456789012:pile-File'
            'Action': 'sqs:SendMessage', 'Resource': 'arn:aws:sqs:eu-west-3:123456789012:pile-File'
            'Action': 'sqs:SendMessage', 'Resource': 'arn:*:sqs:eu-west-3:123456789012:pile-File'
            'Action': 's3:GetObject', 'Resource': 'arn:aws:s3:*:*:pile-recus/*'
            'Action': 'ses:SendEmail', 'Resource': 'arn:aws:ses:*:*:identity/boutique@exemple.fr'
            'Action': 'secretsmanager:GetSecretValue', 'Resource': 'arn:aws:secretsmanager:eu-west-3:123456789012:secret:pile-cle-??????'
            'Action': 'secretsmanager:GetSecretValue', 'Resource': 'arn:aws:secretsmanager:eu-west-3:123456789012:secret:pile-cle-*'
            'Action': 'secretsmanager:GetSecretValue', 'Resource': 'arn:aws:secretsmanager:eu-west-3:123456789012:secret:pile-cle-aB3dE6'
            'Action': 'sns:Publish', 'Resource': 'arn:aws:sns:eu-west-3:123456789012:pile-Sujet-1A2B*'
            'Action': 'lambda:InvokeFunction', 'Resource': 'arn:aws:lambda:eu-west-3:123456789012:function:pile-Suite*'
            'Action': 'ssm:GetParameter', 'Resource': 'arn:aws:ssm:eu-west-3:123456789012:parameter/pile/*'
            'Action': 'events:PutEvents', 'Resource': 'arn:aws:events:eu-west-3:123456789012:event-bus/default'
            'Action': 'ses:SendEmail', 'Resource': 'arn:aws:ses:eu-west-3:123456789012:identity/*'
            'Action': 'lambda:InvokeFunction', 'Resource': 'arn:aws:lambda:eu-west-3:123456789012:function:pile-Suite:*'
            'Action': 'dynamodb:ListStreams', 'Resource': '*'
            'Action': 'dynamodb:ListTables', 'Resource': '*'
            'Action': 'secretsmanager:ListSecrets', 'Resource': '*'
            'Action': 'secretsmanager:GetRandomPassword', 'Resource': '*'
            'Action': 'events:ListRules', 'Resource': '*'
            'Action': 'sns:ListTopics', 'Resource': '*'
            'Action': 'SNS:LISTTOPICS', 'Resource': 'arn:aws:sns:*:*:*'
            'Action': 's3:ListAllMyBuckets', 'Resource': '*'
            'Action': 'ses:GetSendQuota', 'Resource': '*'
            'Action': 'sts:GetCallerIdentity', 'Resource': '*'
            'Action': ['lambda:ListFunctions', 'lambda:ListEventSourceMappings'], 'Resource': '*'
            'Action': 'cloudwatch:PutMetricData', 'Resource': '*'
            'Action': 'cloudwatch:PutMetricData', 'Resource': '*', 'Condition': {'StringEquals': {'cloudwatch:namespace': 'Boutique'}}
            'Action': ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'], 'Resource': '*'
            'Action': 'logs:PutLogEvents', 'Resource': 'arn:aws:logs:*:*:*'
            'Action': 'xray:PutTraceSegments', 'Resource': '*'
            'Action': 's3:GetObject', 'Resource': 'arn:aws:s3:::pile-recus/recus/a*.json'
            """)
    void allows(String statement) {
        assertThat(excesses(statement)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            'Action': '*', 'Resource': 'arn:aws:s3:::pile-recus'                      | toutes les actions d
            'Action': 'dynamodb:*', 'Resource': 'arn:aws:dynamodb:eu-west-3:123456789012:table/pile-T' | Action dynamodb:* permet 79 des 79 actions de dynamodb
            'Action': 'DynamoDB:*', 'Resource': 'arn:aws:dynamodb:eu-west-3:123456789012:table/pile-T' | 79 des 79
            'Action': 'dynamodb:?*', 'Resource': 'arn:aws:dynamodb:eu-west-3:123456789012:table/pile-T' | 79 des 79
            'Action': 'dynamodb:**?', 'Resource': 'arn:aws:dynamodb:eu-west-3:123456789012:table/pile-T' | 79 des 79
            'Action': 'dynamodb:*e*', 'Resource': 'arn:aws:dynamodb:eu-west-3:123456789012:table/pile-T' | des 79 actions
            'Action': ['sqs:*e*', 'sqs:A*'], 'Resource': 'arn:aws:sqs:eu-west-3:123456789012:pile-File' | des 20 actions de sqs
            'Action': 'execute-api:*', 'Resource': 'arn:aws:execute-api:eu-west-3:123456789012:abc/*' | 3 des 3
            'Action': 'ec2:*', 'Resource': 'arn:aws:ec2:eu-west-3:123456789012:instance/i-1' | toutes les actions de ec2
            'NotAction': 'iam:*', 'Resource': '*'                                     | NotAction permet
            'NotAction': 's3:DeleteBucket', 'Resource': 'arn:aws:s3:::pile-recus'     | NotAction permet
            'Action': 'sns:Publish', 'Resource': '*'                                  | sns:Publish est permis sur Resource "*", plus que la pile
            'Action': 'sns:P*', 'Resource': '*'                                       | sns:P* (sns:Publish
            'Action': 'SNS:PUBLIS?', 'Resource': '*'                                  | SNS:PUBLIS? (sns:Publish) est permis
            'Action': ['sns:ListTopics', 'sns:Publish'], 'Resource': '*'              | sns:Publish est permis
            'Action': 'sns:Publish', 'Resource': 'arn:aws:sns:*:*:*'                  | "arn:aws:sns:*:*:*"
            'Action': 'sqs:SendMessage', 'Resource': 'arn:aws:sqs:*:*:*'              | écris Resource: !GetAtt File.Arn ou !GetAtt Rebuts.Arn
            'Action': 'sqs:SendMessage', 'Resource': 'arn:aws:sqs:us-east-1:*:*'      | "arn:aws:sqs:us-east-1:*:*"
            'Action': 'sqs:SendMessage', 'Resource': 'arn:aws:sqs:us-*:*:*'           | sqs:SendMessage
            'Action': 'sqs:SendMessage', 'Resource': 'arn:aws:sqs:eu-west-3:999999999999:*' | sqs:SendMessage
            'Action': 'sqs:SendMessage', 'Resource': 'arn:*:sqs:eu-west-3:123456789012:?*' | sqs:SendMessage
            'Action': 'sqs:SendMessage', 'Resource': ['arn:aws:sqs:eu-west-3:123456789012:pile-File', '*'] | "*"
            'Action': 'dynamodb:PutItem', 'Resource': 'arn:aws:dynamodb:eu-west-3:123456789012:table/*' | !GetAtt Commandes.Arn
            'Action': 'dynamodb:Query', 'Resource': 'arn:aws:dynamodb:eu-west-3:123456789012:table/*/index/*' | Commandes.Arn}/index/*
            'Action': 'dynamodb:PutItem', 'Resource': 'arn:aws:dynamodb:*'            | dynamodb:PutItem
            'Action': 's3:GetObject', 'Resource': 'arn:aws:s3:::*'                    | !Sub "${Recus.Arn}/*"
            'Action': 's3:GetObject', 'Resource': 'arn:aws:s3:::*/recus/*'            | s3:GetObject
            'Action': 's3:ListBucket', 'Resource': 'arn:aws:s3:::*'                   | !GetAtt Recus.Arn
            'Action': 'lambda:InvokeFunction', 'Resource': 'arn:aws:lambda:eu-west-3:123456789012:function:*' | lambda:InvokeFunction
            'Action': 'secretsmanager:GetSecretValue', 'Resource': '*'                | !Ref Cle
            'Action': 'ssm:GetParameter', 'Resource': '*'                             | ARN de la ressource, par !Ref
            'Action': 'ses:SendEmail', 'Resource': '*'                                | ses:SendEmail
            'Action': 'sts:AssumeRole', 'Resource': 'arn:aws:iam::123456789012:role/*' | sts:AssumeRole
            'Action': 'events:PutEvents', 'Resource': 'arn:aws:events:*:*:event-bus/*' | events:PutEvents
            'Action': 'sns:Publish', 'NotResource': 'arn:aws:sns:eu-west-3:123456789012:autre' | tout ce que NotResource ne nomme pas
            'Action': 'sns:Publish', 'Resource': '*', 'Condition': {'Bool': {'aws:SecureTransport': 'true'}} | sns:Publish
            'Action': 's3:HeadObject', 'Resource': '*'                                | s3:HeadObject
            'Action': 'ec2:Describe*', 'Resource': '*'                                | ec2:Describe*
            'Action': 'sqs:SendMessage', 'Resource': 'arn:aws:sqs:eu-west-3:123456789012:pile-*' | vaut aussi pour pile-autre, d'une autre pile ; écris le nom entier, sans joker : !GetAtt File.Arn ou
            'Action': 'sqs:SendMessage', 'Resource': 'arn:aws:sqs:eu-west-3:123456789012:pile-File*' | pile-Fileautre
            'Action': 'sqs:SendMessage', 'Resource': 'arn:aws:sqs:eu-west-3:123456789012:pile-Fil?' | pile-Filx
            'Action': 'sns:Publish', 'Resource': 'arn:aws:sns:*:*:pile-*'             | sns:Publish : Resource "arn:aws:sns:*:*:pile-*" vaut aussi pour pile-autre
            'Action': 's3:GetObject', 'Resource': 'arn:aws:s3:::*-recus/recus/*'      | autre-recus, d'une autre pile
            'Action': ['s3:GetObject', 's3:PutObject'], 'Resource': 'arn:aws:s3:::pile-rec*/imports/*' | s3:GetObject, s3:PutObject : Resource "arn:aws:s3:::pile-rec*/imports/*" vaut aussi pour pile-recautre
            'Action': 's3:GetObject', 'Resource': 'arn:aws:s3:::pile-recus*'          | pile-recusautre
            'Action': 'codecommit:GetCommit', 'Resource': 'arn:aws:codecommit:eu-west-3:123456789012:depot-*' | depot-autre
            'Action': 'dynamodb:Query', 'Resource': 'arn:aws:dynamodb:eu-west-3:123456789012:table/pile-*/index/*' | pile-autre
            'Action': 'lambda:InvokeFunction', 'Resource': 'arn:aws:lambda:eu-west-3:123456789012:function:pile-*' | pile-autre
            'Action': 'secretsmanager:GetSecretValue', 'Resource': 'arn:aws:secretsmanager:eu-west-3:123456789012:secret:pile-*' | pile-autre
            """)
    void refuses(String statement, String phrase) {
        assertThat(excesses(statement))
                .anySatisfy(excess -> assertThat(excess)
                        .startsWith("Role, politique Droits, déclaration 1 : ")
                        .contains(phrase));
    }

    @Test
    void saysEachExcessOfAStatement() {
        assertThat(excesses("'Sid': 'Tout', 'Action': 'sqs:*', 'Resource': '*'"))
                .containsExactly(
                        "Role, politique Droits, déclaration Tout : Action sqs:* permet 20 des 20 actions de sqs ;"
                                + " nomme chaque action que le code appelle",
                        "Role, politique Droits, déclaration Tout : sqs:* (sqs:AddPermission,"
                                + " sqs:CancelMessageMoveTask, sqs:ChangeMessageVisibility…) est permis sur Resource \"*\","
                                + " plus que la pile n'a ; écris Resource: !GetAtt File.Arn ou !GetAtt Rebuts.Arn");
    }

    @Test
    void policiesOfAwsKnowNoStack() {
        String policy = "{'Statement': {'Effect': 'Allow', 'Action': 's3:GetObject', 'Resource': 'arn:aws:s3:::%s/*'}}";

        assertThat(review.excessesOfAws("Role, politique gérée X", read(policy.formatted("aws-codestar-*"))))
                .isEmpty();
        assertThat(review.excessesOfAws("Role, politique gérée X", read(policy.formatted("*"))))
                .hasSize(1);
    }

    @Test
    void denialsGrantNothing() {
        assertThat(documents("{'Statement': {'Effect': 'Deny', 'Action': '*', 'Resource': '*'}}"))
                .isEmpty();
    }

    @Test
    void numbersStatementsAsTheyAreWritten() {
        assertThat(documents("""
                        {'Statement': [
                          {'Effect': 'Deny', 'Action': 's3:*', 'Resource': '*'},
                          {'Effect': 'Allow', 'Action': 'sns:Publish', 'Resource': '*'}]}""")).singleElement().asString().contains("déclaration 2 : sns:Publish");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            'Principal': {'Service': 'sns.amazonaws.com'}, 'Action': 'sqs:SendMessage', 'Condition': {'ArnEquals': {'aws:SourceArn': 'arn:aws:sns:eu-west-3:123456789012:Sujet'}}
            'Principal': {'Service': 's3.amazonaws.com'}, 'Action': 'sqs:SendMessage', 'Condition': {'StringEquals': {'aws:SourceAccount': '123456789012'}}
            'Principal': {'Service': 's3.amazonaws.com'}, 'Action': 'sqs:SendMessage', 'Condition': {'ArnLike': {'aws:SourceArn': 'arn:aws:s3:::pile-*'}}
            'Principal': {'Service': ['events.amazonaws.com', 'sns.amazonaws.com']}, 'Action': 'sqs:SendMessage', 'Condition': {'ArnLike': {'AWS:SourceArn': 'arn:aws:*:eu-west-3:123456789012:*'}}
            'Principal': {'Service': 's3.amazonaws.com'}, 'Action': 'sqs:SendMessage', 'Condition': {'StringEquals': {'aws:SourceOrgID': 'o-1234567890'}}
            'Principal': {'AWS': 'arn:aws:iam::123456789012:role/pile-Role'}, 'Action': 'sqs:SendMessage'
            'Principal': {'AWS': 'arn:aws:iam::123456789012:root'}, 'Action': ['sqs:SendMessage', 'sqs:ReceiveMessage']
            'Principal': '*', 'Action': 'sqs:SendMessage', 'Condition': {'StringEquals': {'aws:SourceAccount': '123456789012'}}
            'Principal': '*', 'Action': 'sqs:SendMessage', 'Condition': {'ArnLike': {'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/*'}}
            'Principal': {'AWS': '*'}, 'Action': 'sqs:SendMessage', 'Condition': {'ArnEquals': {'aws:SourceArn': 'arn:aws:sns:eu-west-3:123456789012:Sujet'}}
            """)
    void allowsWhoIsNamed(String statement) {
        assertThat(ofQueue(statement)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            'Principal': '*', 'Action': 'sqs:SendMessage'                 | tout le monde peut sqs:SendMessage ;
            'Principal': {'AWS': '*'}, 'Action': 'SQS:Send*'              | tout le monde peut sqs:SendMessage
            'Principal': '*', 'Action': 'sqs:*'                           | sqs:CancelMessageMoveTask, sqs:ChangeMessageVisibility… ;
            'Principal': '*', 'NotAction': 'sqs:DeleteQueue'              | tout le monde peut
            'Principal': '*', 'Action': 'sqs:SendMessage', 'Condition': {'Bool': {'aws:SecureTransport': 'true'}} | tout le monde
            'Principal': '*', 'Action': 'sqs:SendMessage', 'Condition': {'StringLike': {'aws:PrincipalArn': '*'}} | tout le monde
            'Principal': {'Service': 'sns.amazonaws.com'}, 'Action': 'sqs:SendMessage' | n'importe quel compte peut sqs:SendMessage par sns.amazonaws.com ; ajoute à la déclaration une Condition
            'Principal': {'Service': 's3.amazonaws.com'}, 'Action': 'sqs:SendMessage', 'Condition': {'Bool': {'aws:SecureTransport': 'true'}} | par s3.amazonaws.com
            'Principal': {'Service': 's3.amazonaws.com'}, 'Action': 'sqs:SendMessage', 'Condition': {'ArnLike': {'aws:SourceArn': 'arn:aws:s3:::*'}} | par s3.amazonaws.com
            'Principal': {'Service': 'events.amazonaws.com'}, 'Action': 'sqs:SendMessage', 'Condition': {'ArnLike': {'aws:SourceArn': 'arn:aws:events:*:*:rule/*'}} | par events.amazonaws.com
            'Principal': '*', 'Action': 'sqs:SendMessage', 'Condition': {'ArnLike': {'aws:SourceArn': 'arn:aws:sns:*:*:*'}} | par sns.amazonaws.com
            'Principal': {'AWS': '123456789012'}, 'Action': 'sqs:*'       | Action sqs:* permet 20 des 20 actions de sqs
            """)
    void refusesWhatIsOpenToAll(String statement, String phrase) {
        assertThat(ofQueue(statement))
                .singleElement()
                .asString()
                .contains("File, politique de la ressource, déclaration 1 : ", phrase);
    }

    @Test
    void whatIsDeniedToAllBesideIsNotOpen() {
        assertThat(
                        ofQueue(
                                "'Principal': '*', 'Action': 'sqs:SendMessage', 'Resource': 'arn:aws:sqs:eu-west-3:123456789012:pile-File'}, {'Effect': 'Deny', 'Principal': '*',"
                                        + " 'Action': 'sqs:*', 'Condition': {'StringNotEquals': {'aws:PrincipalAccount': '123456789012'}}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            'Service': 's3.amazonaws.com'          | 'StringEquals': {'AWS:SourceAccount': '123456789012'}
            'Service': 'events.amazonaws.com'      | 'ArnLike': {'AWS:SourceArn': 'arn:aws:events:eu-west-3:123456789012:rule/pile-*'}
            'Service': 'apigateway.amazonaws.com'  | 'ArnLike': {'AWS:SourceArn': 'arn:aws:execute-api:eu-west-3:123456789012:abc/*/POST/*'}
            'Service': 'alexa-appkit.amazon.com'   | 'StringEquals': {'lambda:EventSourceToken': 'amzn1.ask.skill.1'}
            'Service': 'alexa-appkit.amazon.com'   |
            """)
    void allowsServicesThatActForTheStack(String principal, String condition) {
        assertThat(ofFunction(principal, condition)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            s3.amazonaws.com          |
            sns.amazonaws.com         |
            events.amazonaws.com      | 'ArnLike': {'AWS:SourceArn': 'arn:aws:events:*:*:rule/*'}
            apigateway.amazonaws.com  | 'ArnLike': {'AWS:SourceArn': 'arn:aws:execute-api:*:*:*/*/*/*'}
            logs.amazonaws.com        |
            """)
    void refusesServicesThatActForAnyAccount(String service, String condition) {
        assertThat(ofFunction("'Service': '%s'".formatted(service), condition))
                .containsExactly("Suite, politique de la ressource, déclaration Appel : n'importe quel compte peut"
                        + " lambda:InvokeFunction par " + service
                        + " ; ajoute SourceArn ou SourceAccount: !Ref AWS::AccountId à la"
                        + " permission (AWS::Lambda::Permission)");
    }

    @Test
    void rulesMayPublishOnATopicWithoutBeingNamed() {
        String topic = "arn:aws:sns:eu-west-3:123456789012:pile-Sujet-1A2B";
        String policy =
                "{'Statement': [{'Effect': 'Allow', 'Principal': {'Service': '%s'}, 'Action': 'sns:Publish', 'Resource': '%s'}]}";

        assertThat(review.excessesOfResource("Sujet", topic, read(policy.formatted("events.amazonaws.com", topic))))
                .isEmpty();
        assertThat(review.excessesOfResource("Sujet", topic, read(policy.formatted("s3.amazonaws.com", topic))))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {'Service': 'lambda.amazonaws.com'}                                    |
            {'Service': ['lambda.amazonaws.com', 'edgelambda.amazonaws.com']}      |
            {'AWS': 'arn:aws:iam::123456789012:root'}                              |
            {'AWS': '*'} | , 'Condition': {'StringEquals': {'aws:PrincipalAccount': '123456789012'}}
            {'AWS': '*'} | , 'Condition': {'StringEquals': {'sts:ExternalId': 'bdf1'}}
            """)
    void allowsRolesForWhoIsNamed(String principal, String condition) {
        assertThat(ofRole(principal, condition)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            '*'          |
            {'AWS': '*'} |
            {'AWS': ['*', 'arn:aws:iam::123456789012:root'], 'Service': 'lambda.amazonaws.com'} |
            '*'          | , 'Condition': {'Bool': {'aws:SecureTransport': 'true'}}
            """)
    void refusesRolesForEverybody(String principal, String condition) {
        assertThat(ofRole(principal, condition))
                .singleElement()
                .asString()
                .startsWith(
                        "Role, politique de confiance (AssumeRolePolicyDocument), déclaration 1 : tout le monde peut"
                                + " prendre ce rôle (sts:AssumeRole) ; nomme dans Principal");
    }

    private List<String> ofRole(String principal, String condition) {
        String trust =
                "{'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow', 'Principal': %s, 'Action': 'sts:AssumeRole'%s}]}"
                        .formatted(principal, condition == null ? "" : condition);
        return review.excessesOfTrust("Role", "arn:aws:iam::123456789012:role/pile-Role", read(trust));
    }

    private List<String> ofFunction(String principal, String condition) {
        String function = "arn:aws:lambda:eu-west-3:123456789012:function:pile-Suite";
        String policy =
                "{'Version': '2012-10-17', 'Statement': [{'Sid': 'Appel', 'Effect': 'Allow', 'Principal': {%s}, 'Action': 'lambda:InvokeFunction', 'Resource': '%s', 'Condition': {%s}}]}"
                        .formatted(principal, function, condition == null ? "" : condition);
        return review.excessesOfResource("Suite", function, read(policy));
    }

    private List<String> ofQueue(String statement) {
        String queue = "arn:aws:sqs:eu-west-3:123456789012:pile-File";
        String all = "{'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow', %s, 'Resource': '%s'}]}"
                .formatted(statement, queue);
        return review.excessesOfResource("File", queue, read(all));
    }

    private List<String> excesses(String statement) {
        return documents("{'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow', %s}]}".formatted(statement));
    }

    private List<String> documents(String json) {
        return review.excesses("Role", "politique Droits", read(json));
    }

    private static JsonNode read(String json) {
        try {
            return new ObjectMapper().readTree(json.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }
}
