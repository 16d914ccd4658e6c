package ateliers.cloud.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What AWS says of documents it refuses. In the tables, apostrophes stand for JSON's quotes. */
class PolicyRulesTest {
    private static final String TRUST = "{'Version':'2012-10-17','Statement':{'Effect':'Allow',%s}}";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            no JSON              | not json | Syntax errors in policy.
            an array             | [] | Syntax errors in policy.
            two documents        | {} {} | Syntax errors in policy.
            no version           | {'Statement':{'Effect':'Allow','Action':'s3:*','Resource':'*'}} | Policy document must be version 2012-10-17 or greater.
            old version          | {'Version':'2008-10-17','Statement':{'Effect':'Allow','Action':'s3:*','Resource':'*'}} | Policy document must be version 2012-10-17 or greater.
            unknown version      | {'Version':'2013-10-17','Statement':{'Effect':'Allow','Action':'s3:*','Resource':'*'}} | Syntax errors in policy.
            no statement         | {'Version':'2012-10-17'} | Syntax errors in policy.
            empty statements     | {'Version':'2012-10-17','Statement':[]} | Syntax errors in policy.
            unknown element      | {'Version':'2012-10-17','Extra':1,'Statement':{'Effect':'Allow','Action':'s3:*','Resource':'*'}} | Syntax errors in policy.
            unknown in statement | {'Version':'2012-10-17','Statement':{'Effect':'Allow','Actions':'s3:*','Resource':'*'}} | Syntax errors in policy.
            element twice        | {'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'s3:*','Action':'sqs:*','Resource':'*'}} | Syntax errors in policy.
            no effect            | {'Version':'2012-10-17','Statement':{'Action':'s3:*','Resource':'*'}} | Syntax errors in policy.
            wrong effect         | {'Version':'2012-10-17','Statement':{'Effect':'Permit','Action':'s3:*','Resource':'*'}} | Syntax errors in policy.
            effect in lower case | {'Version':'2012-10-17','Statement':{'Effect':'allow','Action':'s3:*','Resource':'*'}} | The policy failed legacy parsing
            no action            | {'Version':'2012-10-17','Statement':{'Effect':'Allow','Resource':'*'}} | Policy statement must contain actions.
            empty actions        | {'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':[],'Resource':'*'}} | Policy statement must contain actions.
            no resource          | {'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'s3:*'}} | Policy statement must contain resources.
            empty resources      | {'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'s3:*','Resource':[]}} | Policy statement must contain resources.
            action and NotAction | {'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'s3:*','NotAction':'sqs:*','Resource':'*'}} | Syntax errors in policy.
            both resources       | {'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'s3:*','NotResource':'*','Resource':'*'}} | Syntax errors in policy.
            action without vendor | {'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'GetObject','Resource':'*'}} | Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.
            two colons           | {'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'s3:Get:Object','Resource':'*'}} | Actions/Condition can contain only one colon.
            odd vendor           | {'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'s*:GetObject','Resource':'*'}} | Vendor s* is not valid
            resource is no ARN   | {'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'s3:*','Resource':'my-bucket'}} | Resource my-bucket must be in ARN format or "*".
            unknown partition    | {'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'s3:*','Resource':'arn:amazon:s3:::b'}} | Partition "amazon" is not valid for resource "arn:amazon:s3:::b".
            resource cut short   | {'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'s3:*','Resource':'arn:aws'}} | Resource vendor must be fully qualified and cannot contain regexes.
            bucket with region   | {'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3:us-east-1::b'}} | Resource arn:aws:s3:us-east-1::b can not contain region information.
            role with region     | {'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:iam:us-east-1::role/r'}} | IAM resource arn:aws:iam:us-east-1::role/r cannot contain region information.
            an odd path in IAM   | {'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'iam:*','Resource':'arn:aws:iam::111111111111:roles/r'}} | IAM resource path must either be "*", root, or start with user/, federated-user/, role/, group/, instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/.
            partition cut short  | {'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'s3:*','Resource':'arn:amazon'}} | Partition "amazon" is not valid for resource "arn:amazon:*:*:*:*".
            a colon missing      | {'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3::b'}} | The policy failed legacy parsing
            unknown operator     | {'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'StringMatches':{'a':'b'}}}} | Syntax errors in policy.
            condition is a list  | {'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':[]}} | Syntax errors in policy.
            value is an object   | {'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'StringEquals':{'a':{}}}}} | Syntax errors in policy.
            NullIfExists         | {'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'NullIfExists':{'a':'true'}}}} | Syntax errors in policy.
            a date that is none  | {'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'DateLessThan':{'a':'01-01-2026'}}}} | The policy failed legacy parsing
            a principal          | {'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'s3:*','Resource':'*','Principal':'*'}} | Policy document should not specify a principal.
            same Sid             | {'Version':'2012-10-17','Statement':[{'Sid':'a','Effect':'Allow','Action':'s3:*','Resource':'*'},{'Sid':'a','Effect':'Allow','Action':'s3:*','Resource':'*'}]} | Statement IDs (SID) in a single policy must be unique.
            Sid with a space     | {'Version':'2012-10-17','Statement':{'Sid':'a b','Effect':'Allow','Action':'s3:*','Resource':'*'}} | Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*
            """)
    void refusesAsManagedPolicy(String name, String document, String message) {
        refuses(document, PolicyKind.MANAGED, message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            no principal        | 'Action':'sts:AssumeRole' | Missing required field Principal
            a resource          | 'Action':'sts:AssumeRole','Principal':{'Service':'lambda.amazonaws.com'},'Resource':'*' | Has prohibited field Resource
            another action      | 'Action':'s3:GetObject','Principal':{'Service':'lambda.amazonaws.com'} | AssumeRole policy may only specify STS AssumeRole actions.
            a host, no service  | 'Action':'sts:AssumeRole','Principal':{'Service':'lambda'} | Invalid principal in policy: "SERVICE":"lambda"
            a misspelt service  | 'Action':'sts:AssumeRole','Principal':{'Service':'lamda.amazonaws.com'} | Invalid principal in policy: "SERVICE":"lamda.amazonaws.com"
            a role without path | 'Action':'sts:AssumeRole','Principal':{'AWS':'arn:aws:iam::111111111111:role'} | Invalid principal in policy: "AWS":"arn:aws:iam::111111111111:role"
            a short account     | 'Action':'sts:AssumeRole','Principal':{'AWS':'123'} | Invalid principal in policy: "AWS":"123"
            a wildcard in a role | 'Action':'sts:AssumeRole','Principal':{'AWS':'arn:aws:iam::111111111111:role/*'} | Invalid principal in policy: "AWS":"arn:aws:iam::111111111111:role/*"
            unknown type        | 'Action':'sts:AssumeRole','Principal':{'Services':'lambda.amazonaws.com'} | Syntax errors in policy.
            NotPrincipal        | 'Action':'sts:AssumeRole','NotPrincipal':{'AWS':'111111111111'} | AssumeRolepolicy contained disallowed usage of NotPrincipal.
            """)
    void refusesAsTrustPolicy(String name, String statement, String message) {
        refuses(TRUST.formatted(statement), PolicyKind.TRUST, message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            no principal      | {'Statement':{'Effect':'Allow','Action':'s3:*','Resource':'*'}} | Missing required field Principal
            no resource       | {'Statement':{'Effect':'Allow','Principal':'*','Action':'s3:*'}} | Missing required field Resource
            no action         | {'Statement':{'Effect':'Allow','Principal':'*','Resource':'*'}} | Missing required field Action
            no effect         | {'Statement':{'Principal':'*','Action':'s3:*','Resource':'*'}} | Missing required field Effect
            unknown element   | {'Statement':{'Effect':'Allow','Principal':'*','Action':'s3:*','Resource':'*','Who':1}} | Unknown field Who
            misspelt service  | {'Statement':{'Effect':'Allow','Principal':{'Service':'sn.amazonaws.com'},'Action':'s3:*','Resource':'*'}} | Invalid principal in policy
            invalid principal | {'Statement':{'Effect':'Allow','Principal':'eve','Action':'s3:*','Resource':'*'}} | Invalid principal in policy
            Allow but some    | {'Statement':{'Effect':'Allow','NotPrincipal':'*','Action':'s3:*','Resource':'*'}} | Invalid principal in policy
            no JSON           | oops | Policies must be valid JSON and the first byte must be '{'
            unknown in document | {'Name':'a','Statement':{'Effect':'Allow','Principal':'*','Action':'s3:*','Resource':'*'}} | Unknown field Name
            unknown version   | {'Version':'2020-01-01','Statement':{'Effect':'Allow','Principal':'*','Action':'s3:*','Resource':'*'}} | The policy must contain a valid version string
            version no text   | {'Version':1,'Statement':{'Effect':'Allow','Principal':'*','Action':'s3:*','Resource':'*'}} | The policy must contain a valid version string
            no statement      | {'Version':'2012-10-17'} | Missing required field Statement
            empty statements  | {'Statement':[]} | Could not parse the policy: Statement is empty!
            statement a text  | {'Statement':['s3:*']} | Policy statement must be an object
            wrong effect      | {'Statement':{'Effect':'Permit','Principal':'*','Action':'s3:*','Resource':'*'}} | Invalid effect: Permit
            empty principal   | {'Statement':{'Effect':'Allow','Principal':{},'Action':'s3:*','Resource':'*'}} | Invalid principal in policy
            principal a list  | {'Statement':{'Effect':'Allow','Principal':['*'],'Action':'s3:*','Resource':'*'}} | Invalid principal in policy
            principal no text | {'Statement':{'Effect':'Allow','Principal':{'AWS':[1]},'Action':'s3:*','Resource':'*'}} | Invalid principal in policy
            blank federation  | {'Statement':{'Effect':'Allow','Principal':{'Federated':' '},'Action':'s3:*','Resource':'*'}} | Invalid principal in policy
            empty actions     | {'Statement':{'Effect':'Allow','Principal':'*','Action':[],'Resource':'*'}} | Missing required field Action cannot be empty!
            action no text    | {'Statement':{'Effect':'Allow','Principal':'*','Action':[1],'Resource':'*'}} | Missing required field Action cannot be empty!
            empty resources   | {'Statement':{'Effect':'Allow','Principal':'*','Action':'s3:*','Resource':[]}} | Missing required field Resource cannot be empty!
            no vendor         | {'Statement':{'Effect':'Allow','Principal':'*','Action':'GetObject','Resource':'*'}} | Policy has invalid action
            nameless vendor   | {'Statement':{'Effect':'Allow','Principal':'*','Action':':GetObject','Resource':'*'}} | Policy has invalid action
            two colons        | {'Statement':{'Effect':'Allow','Principal':'*','Action':'s3:Get:Object','Resource':'*'}} | Policy has invalid action
            both actions      | {'Statement':{'Effect':'Allow','Principal':'*','Action':'s3:*','NotAction':'s3:*','Resource':'*'}} | Policy statement cannot contain both Action and NotAction
            unknown operator  | {'Statement':{'Effect':'Allow','Principal':'*','Action':'s3:*','Resource':'*','Condition':{'Like':{'a':'b'}}}} | Invalid Condition in policy
            null in condition | {'Statement':{'Effect':'Allow','Principal':'*','Action':'s3:*','Resource':'*','Condition':{'StringLike':{'a':['b',null]}}}} | Invalid Condition in policy
            """)
    void refusesAsResourcePolicy(String name, String document, String message) {
        refuses(document, PolicyKind.RESOURCE, message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            any action           | {'Statement':{'Effect':'Allow','Principal':'*','Action':'*','Resource':'*'}}
            the other elements   | {'Version':'2008-10-17','Statement':{'Effect':'Deny','NotPrincipal':{'AWS':'111111111111'},'NotAction':'s3:*','NotResource':'*'}}
            lists and conditions | {'Id':'a','Statement':[{'Sid':'b','Effect':'Allow','Principal':{'AWS':['*']},'Action':['s3:*'],'Resource':['*'],'Condition':{'Bool':{'a':[true,false]},'Like':{}}}]}
            a federation         | {'Statement':{'Effect':'Allow','Principal':{'Federated':'accounts.google.com'},'Action':'s3:*','Resource':'*'}}
            """)
    void takesAsResourcePolicy(String name, String document) {
        assertThat(Policy.parse(json(document), PolicyKind.RESOURCE).statements())
                .hasSize(1);
    }

    @Test
    void takesAnInlinePolicyOfTheOldVersion() {
        Policy policy = Policy.parse(
                json("{'Version':'2008-10-17','Statement':{'Effect':'Allow','Action':'s3:*','Resource':'*'}}"),
                PolicyKind.INLINE);

        assertThat(policy.statements()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::111111111111:root",
                "arn:aws:iam::111111111111:*",
                "arn:aws:iam::111111111111:role/app",
                "arn:aws:s3:*:*:bucket",
                "arn:aws:s3:eu-west-3:111111111111:accesspoint/a",
                "arn:aws:sqs:eu-west-3:111111111111:queue",
                "arn:*:sqs:*:*:*"
            })
    void takesResourcesThatAwsTakes(String resource) {
        Policy policy = Policy.parse(
                json("{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'*','Resource':'" + resource
                        + "'}}"),
                PolicyKind.MANAGED);

        assertThat(policy.statements()).hasSize(1);
    }

    @Test
    void takesBareBooleansAndNumbersInConditions() {
        Policy policy = Policy.parse(
                json("{'Version':'2012-10-17','Statement':{'Effect':'Deny','Action':'s3:*','Resource':'*','Condition':"
                        + "{'Bool':{'aws:SecureTransport':false},'NumericLessThan':{'s3:max-keys':10}}}}"),
                PolicyKind.MANAGED);

        assertThat(policy.conditionKeys()).containsExactlyInAnyOrder("aws:SecureTransport", "s3:max-keys");
    }

    @Test
    void namesThePrincipalsToLookUp() {
        Policy policy = Policy.parse(
                json(TRUST.formatted("'Action':'sts:AssumeRole','Principal':{'AWS':['*','111111111111'],"
                        + "'Service':'lambda.amazonaws.com'}")),
                PolicyKind.TRUST);

        assertThat(policy.principals())
                .extracting(entry -> entry.getKey() + " " + entry.getValue())
                .containsExactlyInAnyOrder("AWS 111111111111", "Service lambda.amazonaws.com");
    }

    private static void refuses(String document, PolicyKind kind, String message) {
        assertThatThrownBy(() -> Policy.parse(json(document), kind))
                .isInstanceOf(MalformedPolicyException.class)
                .hasMessage(message);
    }

    private static String json(String apostrophes) {
        return apostrophes.replace('\'', '"');
    }
}
