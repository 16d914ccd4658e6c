// Makes ../main/resources/ateliers/cloud/policy/managed-policies.tsv.gz: the documents of the AWS managed policies that
// a course may attach, and the ARNs of all the others. Source: a checkout of github.com/iann0036/iam-dataset (MIT), which
// mirrors what AWS publishes. Run by hand when AWS has news; the build does not need it:
//   node managed-policies.mjs CHECKOUT
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const WANTED = [
  /^AWSLambda/, /^AmazonAPIGateway/, /^AmazonDynamoDB/, /^AmazonS3(FullAccess|ReadOnlyAccess|ObjectLambda)/, /^AmazonSNS/,
  /^AmazonSQS/, /^AmazonSES/, /^CloudWatch(Full|ReadOnly|Logs|Events|Lambda)/, /^AWSX[Rr]ay/, /^AmazonEventBridge/,
  /^AWSCodeCommit/, /^AWSCodeDeployRoleForLambda/, /^SecretsManagerReadWrite$/, /^AWSSecretsManagerClientReadOnlyAccess$/, /^AWSStepFunctions/,
  /^AmazonKinesis(FullAccess|ReadOnlyAccess)$/, /^AWSCloudFormation/, /^IAM(FullAccess|ReadOnlyAccess|User)/,
  /^(AdministratorAccess|PowerUserAccess|ReadOnlyAccess|ViewOnlyAccess|SecurityAudit)$/, /^AWSKeyManagementServicePowerUser$/,
];

const folder = `${process.argv[2]}/aws/managedpolicies`;
const lines = [];
let known = 0;
for (const file of readdirSync(folder).sort()) {
  const { arn, name, version, createdate, updatedate, document, deprecated } = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'));
  if (deprecated) {
    continue;
  }
  if (WANTED.some((pattern) => pattern.test(name))) {
    known++;
    lines.push([arn, version, createdate, updatedate, JSON.stringify(document)].join('\t'));
  } else {
    lines.push(arn);
  }
}
// Lines and no JSON around the documents: a cloud that starts wants one or two of them, at once.
writeFileSync(new URL('../main/resources/ateliers/cloud/policy/managed-policies.tsv.gz', import.meta.url),
  gzipSync(`${lines.join('\n')}\n`, { level: 9 }));
console.log(`${known} policies with content of ${lines.length}`);
