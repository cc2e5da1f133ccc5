import type { Frozen } from '../../lib/json.ts';
import type { KubeObject } from '../meta.ts';
import { controllerOf } from '../owner.ts';
import type { DescribeWriter } from './writer.ts';

type Labels = { readonly [key: string]: string } | undefined;

/** Longest annotation or attribute that is printed on its title's line, in characters. */
const maxLength = 140;

const hiddenAnnotations = new Set(['kubectl.kubernetes.io/last-applied-configuration']);

/** `Labels:  a=b` and one line for each further label; `<none>` when there is none. */
export function writeLabels(
  writer: DescribeWriter,
  title: string,
  labels: Labels,
  indent = '',
): void {
  const lines = sortedEntries(labels).map(([key, value]) => `${key}=${value}`);
  writeList(writer, `${indent}${title}`, lines, indent);
}

/** One value per line, the first beside the title. */
export function writeList(
  writer: DescribeWriter,
  title: string,
  values: readonly string[],
  indent = '',
): void {
  const lines = values.length === 0 ? ['<none>'] : values;
  lines.forEach((value, i) => {
    writer.line(0, i === 0 ? `${title}:\t${value}` : `${indent}\t${value}`);
  });
}

/** Annotations, long ones below their key and cut off. */
export function writeAnnotations(writer: DescribeWriter, title: string, annotations: Labels): void {
  const entries = sortedEntries(annotations).filter(([key]) => !hiddenAnnotations.has(key));
  const lines = entries.flatMap(([key, raw]) => {
    const value = raw.endsWith('\n') ? raw.slice(0, -1) : raw;
    if (value.length + key.length + 2 <= maxLength && !value.includes('\n'))
      return [`${key}: ${value}`];
    return [`${key}:`, ...value.split('\n').map((part) => `  ${shorten(part, maxLength - 2)}`)];
  });
  writeList(writer, title, lines);
}

/** `key=value` lines of a CSI volume, at its level. */
export function writeAttributes(writer: DescribeWriter, title: string, attributes: Labels): void {
  const entries = sortedEntries(attributes);
  if (entries.length === 0) writer.field(2, title, '<none>');
  entries.forEach(([key, value], i) => {
    const line = shorten(`${key}=${value}`, maxLength);
    // Upstream indents the title's place and the value's place each.
    writer.write(2, i === 0 ? `${title}:\t${line}\n` : `    \t${line}\n`);
  });
}

/** `Name`, `Namespace` (unless `clusterScoped`), `Labels` and `Annotations`. */
export function writeMetadata(
  writer: DescribeWriter,
  object: Frozen<KubeObject>,
  options: { readonly clusterScoped?: true } = {},
): void {
  writer.field(0, 'Name', object.metadata.name);
  if (!options.clusterScoped) writer.field(0, 'Namespace', object.metadata.namespace);
  writeLabels(writer, 'Labels', object.metadata.labels);
  writeAnnotations(writer, 'Annotations', object.metadata.annotations);
}

/** `Controlled By`, when something manages the object. */
export function writeController(writer: DescribeWriter, object: Frozen<KubeObject>): void {
  const owner = controllerOf(object);
  if (owner) writer.field(0, 'Controlled By', `${owner.kind}/${owner.name}`);
}

/** Members in the order of their keys. */
export function sortedEntries<V>(
  map: { readonly [key: string]: V } | undefined,
): readonly (readonly [string, V])[] {
  return Object.entries(map ?? {}).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

function shorten(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}...` : text;
}
