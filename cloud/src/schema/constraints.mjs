// Makes the committed extract of what AWS's resource schemas ask of values. See README.md beside this file; no build runs it.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const here = new URL('.', import.meta.url);
const [registry, day] = process.argv.slice(2);
const wanted = readFileSync(new URL('types.txt', here), 'utf8').split('\n').filter(Boolean).sort();
const keywords = ['maxItems', 'maxLength', 'maximum', 'minItems', 'minLength', 'minimum', 'pattern', 'uniqueItems'];
const deepest = 8; // types may contain themselves

/** Where the reference leads, with what stands beside it. */
function resolved(schema, node) {
  let at = node;
  while (at.$ref) {
    const { $ref, ...beside } = at;
    const target = $ref.replace(/^#\//, '').split('/').reduce((parent, step) => parent?.[step], schema);
    at = { ...target, ...beside };
  }
  return at;
}

/** Paths of properties, with * for each element of a list. */
function walk(schema, unresolved, path, found) {
  const node = resolved(schema, unresolved);
  const asked = Object.fromEntries(keywords.filter((key) => key in node && node[key] !== false).map((key) => [key, node[key]]));
  if (path.length && Object.keys(asked).length) found[path.join('/')] = asked;
  if (path.length >= deepest) return;
  for (const [name, member] of Object.entries(node.properties ?? {})) walk(schema, member, [...path, name], found);
  if (node.items && !Array.isArray(node.items)) walk(schema, node.items, [...path, '*'], found);
}

const resources = {};
for (const name of wanted) {
  const file = `${registry}/${name.toLowerCase().replaceAll('::', '-')}.json`;
  if (!existsSync(file)) continue;
  const schema = JSON.parse(readFileSync(file, 'utf8'));
  const readOnly = (schema.readOnlyProperties ?? []).map((each) => each.replace('/properties/', ''));
  const found = {};
  walk(schema, schema, [], found);
  const kept = Object.keys(found).filter((path) => !readOnly.includes(path)).sort();
  if (kept.length) resources[name] = Object.fromEntries(kept.map((path) => [path, found[path]]));
}
const target = new URL('../main/resources/ateliers/cloud/template/resource-constraints.json.gz', here);
writeFileSync(target, gzipSync(JSON.stringify({ source: `the CloudFormation registry, us-east-1, ${day}`, resources }), { level: 9 }));
console.log(`${Object.keys(resources).length} types, ${Object.values(resources).flatMap(Object.keys).length} values`);
