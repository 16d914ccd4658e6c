// Makes the committed extract of AWS's resource schemas. See README.md beside this file; no build runs it.
import { createRequire } from 'node:module';
import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const here = new URL('.', import.meta.url);
// The package is where the generator is run, not where it lies.
const require = createRequire(process.cwd() + '/');
const { loadAwsServiceSpecSync } = require('@aws-cdk/aws-service-spec');
const { version } = require('@aws-cdk/aws-service-spec/package.json');

const db = loadAwsServiceSpecSync();
const wanted = readFileSync(new URL('types.txt', here), 'utf8').split('\n').filter(Boolean);

const sorted = (object, convert) =>
  Object.fromEntries(Object.keys(object).sort().map((key) => [key, convert(object[key])]));

/** "string", {"enum": [...]}, {"list": T}, {"map": T}, {"type": "Definition"}, {"any": [T, ...]}. */
function valueType(type, definitions) {
  switch (type.type) {
    case 'array': return { list: valueType(type.element, definitions) };
    case 'map': return { map: valueType(type.element, definitions) };
    case 'union': return { any: type.types.map((each) => valueType(each, definitions)) };
    case 'ref': {
      const definition = db.get('typeDefinition', type.reference.$ref);
      if (!(definition.name in definitions)) {
        definitions[definition.name] = null; // types may contain themselves
        definitions[definition.name] = properties(definition.properties, definitions);
      }
      return { type: definition.name };
    }
    default: return type.allowedValues ? { enum: type.allowedValues.map(String) } : type.type;
  }
}

function properties(all, definitions) {
  return sorted(all, (property) => ({
    t: valueType(property.type, definitions),
    ...(property.required && { r: true }),
    ...(property.causesReplacement && property.causesReplacement !== 'no' && { x: property.causesReplacement }),
  }));
}

function extract(name) {
  const resource = db.lookup('resource', 'cloudFormationType', 'equals', name).only();
  const definitions = {};
  const found = {
    properties: properties(resource.properties, definitions),
    attributes: Object.keys(resource.attributes).sort(),
    identifier: resource.cfnRefIdentifier ?? resource.primaryIdentifier ?? [],
  };
  return { ...found, definitions: sorted(definitions, (each) => each) };
}

// In every template that the CDK writes, and in no schema of AWS's.
const metadata = {
  properties: { Analytics: { t: 'string' }, Modules: { t: 'string' } },
  attributes: [],
  identifier: [],
  definitions: {},
};

const names = [...db.all('resource')]
  .filter((resource) => !resource.cloudFormationTransform && resource.cloudFormationType.startsWith('AWS::'))
  .map((resource) => resource.cloudFormationType)
  .concat('AWS::CDK::Metadata')
  .sort();
const result = {
  source: `@aws-cdk/aws-service-spec ${version}`,
  resources: {
    ...Object.fromEntries(wanted.sort().map((name) => [name, extract(name)])),
    'AWS::CDK::Metadata': metadata,
  },
  names,
};
const target = new URL('../main/resources/ateliers/cloud/template/resource-schemas.json.gz', here);
writeFileSync(target, gzipSync(JSON.stringify(result), { level: 9 }));
console.log(`${wanted.length} types, ${names.length} names`);
