import { isObject, type Json, type JsonObject } from '../../lib/json.ts';
import { KubectlError } from '../failure.ts';

/** What is explained: a kind's field, out of an OpenAPI document of version 3. */
export interface Explained {
  readonly document: JsonObject;
  readonly kind: { readonly group: string; readonly version: string; readonly kind: string };
  readonly path: readonly string[];
  readonly isRecursive: boolean;
}

/**
 * `kubectl explain` in plain text. Follows the template of k8s.io/kubectl/pkg/explain/v2. Throws
 * KubectlError for a field that isn't there.
 */
export function explainText({ document, kind, path, isRecursive }: Explained): string {
  const schemas = schemasOf(document);
  const root = Object.values(schemas).find((one) => isObject(one) && isOfKind(one, kind));
  if (!isObject(root)) {
    const { group, version, kind: name } = kind;
    throw new KubectlError(`GVK ${group}/${version}, Kind=${name} not found in OpenAPI schema`);
  }
  const group = kind.group === '' ? '' : `GROUP:      ${kind.group}\n`;
  const head = `${group}KIND:       ${kind.kind}\nVERSION:    ${kind.version}\n\n`;
  const schema = walk(schemas, root, path, head);
  const last = path.at(-1);
  const field =
    last === undefined
      ? ''
      : `FIELD: ${last} <${typeGuess(schemas, schema)}>\n${enumBlock(schema)}\n`;
  const description = indent(wrap(descriptionsOf(schemas, schema).join('') || '<empty>', 76), 4);
  const fields = fieldsText(schemas, schema, 2, isRecursive, []);
  return (
    `${head}${field}` +
    `DESCRIPTION:\n${description}\n${fields === '' ? '' : `FIELDS:\n${fields}`}\n`
  );
}

type Schemas = JsonObject;

function schemasOf({ components }: JsonObject): Schemas {
  const schemas = isObject(components) ? components.schemas : undefined;
  return isObject(schemas) ? schemas : {};
}

function isOfKind(schema: JsonObject, { group, version, kind }: Explained['kind']): boolean {
  const kinds = schema['x-kubernetes-group-version-kind'];
  return (
    Array.isArray(kinds) &&
    kinds.some(
      (one) => isObject(one) && one.group === group && one.version === version && one.kind === kind,
    )
  );
}

function walk(
  schemas: Schemas,
  root: JsonObject,
  path: readonly string[],
  out: string,
): JsonObject {
  return path.reduce((schema, name) => {
    const properties = withProperties(schemas, schema)?.properties;
    const next = isObject(properties) ? properties[name] : undefined;
    if (isObject(next)) return next;
    throw new KubectlError(`field ${JSON.stringify(path.at(-1))} does not exist`, 1, { out });
  }, root);
}

function isRequiredIn(holder: JsonObject | undefined, name: string): boolean {
  return Array.isArray(holder?.required) && holder.required.includes(name);
}

/** The schema with fields that this one stands for: behind references, lists and maps. */
function withProperties(schemas: Schemas, schema: JsonObject): JsonObject | undefined {
  if (isObject(schema.properties)) return schema;
  const next = nextOf(schemas, schema);
  return next && withProperties(schemas, next);
}

function nextOf(schemas: Schemas, schema: JsonObject): JsonObject | undefined {
  const target = targetOf(schemas, schema);
  if (target) return target;
  const [only] = Array.isArray(schema.allOf) ? schema.allOf : [];
  if (isObject(only)) return only;
  if (isObject(schema.items)) return schema.items;
  return isObject(schema.additionalProperties) ? schema.additionalProperties : undefined;
}

function targetOf(schemas: Schemas, { $ref }: JsonObject): JsonObject | undefined {
  const target = typeof $ref === 'string' ? schemas[nameIn($ref)] : undefined;
  return isObject(target) ? target : undefined;
}

function nameIn(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1);
}

function typeGuess(schemas: Schemas, schema: JsonObject): string {
  if (isObject(schema.items)) return `[]${typeGuess(schemas, schema.items)}`;
  if (isObject(schema.additionalProperties))
    return `map[string]${typeGuess(schemas, schema.additionalProperties)}`;
  const [only, ...others] = Array.isArray(schema.allOf) ? schema.allOf : [];
  if (isObject(only) && others.length === 0 && !isObject(schema.properties))
    return typeGuess(schemas, only);
  if (typeof schema.$ref === 'string') {
    const type = targetOf(schemas, schema)?.type;
    return typeof type === 'string' && type !== 'object'
      ? type
      : nameIn(schema.$ref).split('.').at(-1) || 'Object';
  }
  return typeof schema.type === 'string' && schema.type !== 'object' ? schema.type : 'Object';
}

/** The field's own words and those of the types behind it, each ending its line. */
function descriptionsOf(schemas: Schemas, schema: JsonObject): readonly string[] {
  const own = typeof schema.description === 'string' ? [`${schema.description}\n`] : [];
  const next = nextOf(schemas, schema);
  return next ? [...own, ...descriptionsOf(schemas, next)] : own;
}

function fieldsText(
  schemas: Schemas,
  schema: JsonObject,
  level: number,
  isRecursive: boolean,
  above: readonly JsonObject[],
): string {
  const holder = withProperties(schemas, schema);
  if (!holder || above.includes(holder) || !isObject(holder.properties)) return '';
  const lines: string[] = [];
  for (const [name, field] of Object.entries(holder.properties).sort(byName)) {
    if (!isObject(field)) continue;
    const required = isRequiredIn(holder, name) ? ' -required-' : '';
    const head = `${name}\t<${typeGuess(schemas, field)}>${required}\n`;
    lines.push(' '.repeat(level), head);
    const values = enumText(field);
    if (values !== '') lines.push(' '.repeat(level), values);
    if (!isRecursive) {
      const said = typeof field.description === 'string' ? field.description : '';
      lines.push(indent(wrap(said || '<no description>', 78 - level), level + 2), '\n\n');
    } else lines.push(fieldsText(schemas, field, level + 2, true, [...above, holder]));
  }
  return lines.join('');
}

/** How many values stand behind a field in a list of fields. */
const shownValues = 4;

function enumText({ enum: values }: JsonObject): string {
  if (!Array.isArray(values) || values.length === 0) return '';
  const shown = values.slice(0, shownValues).map(valueText);
  return `enum: ${[...shown, ...(values.length > shownValues ? ['....'] : [])].join(', ')}\n`;
}

/** The values of the field that is explained, or the empty line instead. */
function enumBlock({ enum: values }: JsonObject): string {
  if (!Array.isArray(values) || values.length === 0) return '\n';
  return `ENUM:\n${values.map((value) => `    ${valueText(value)}\n`).join('')}`;
}

function valueText(value: Json): string {
  return value === '' ? '""' : String(value);
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

/**
 * Breaks lines at spaces. Lines that begin with a space or are short paragraphs of their own stay
 * lines (k8s.io/kubectl/pkg/explain/v2 wrapString).
 */
export function wrap(text: string, width: number): string {
  return text
    .split('\n')
    .flatMap((line) => wrapLine(line, width))
    .join('\n');
}

function wrapLine(line: string, width: number): readonly string[] {
  const [lead = ''] = /^\s*/.exec(line) ?? [];
  const words = line.slice(lead.length).split(' ');
  const lines: string[] = [];
  let current = lead;
  let isFirst = true;
  for (const word of words) {
    if (!isFirst && current.length + 1 + word.length > width) {
      lines.push(current.trimEnd());
      current = word;
    } else current += isFirst ? word : ` ${word}`;
    isFirst = false;
  }
  lines.push(current.trimEnd());
  return lines;
}

function indent(text: string, by: number): string {
  return text.replace(/^/gm, ' '.repeat(by));
}
