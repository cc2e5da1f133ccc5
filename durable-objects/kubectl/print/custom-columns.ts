import type { Json } from '../../lib/json.ts';
import { KubectlError } from '../failure.ts';
import { type JsonPath, parseJsonPath, relaxed } from '../jsonpath/index.ts';
import { show } from '../template/values.ts';
import { alignRemembering, type TableState } from './table.ts';

/** A printer for `-o custom-columns=NAME:.metadata.name,...`. */
export interface CustomColumns {
  readonly headers: readonly string[];
  readonly paths: readonly JsonPath[];
}

/** Reads the specification. Throws KubectlError. */
export function parseCustomColumns(spec: string): CustomColumns {
  if (spec === '')
    throw new KubectlError('custom-columns format specified but no custom columns given');
  const columns = spec.split(',').map((part) => {
    const at = part.indexOf(':');
    if (at < 0 || (part.indexOf(':', at + 1) >= 0 && !part.includes('[')))
      throw new KubectlError(
        `unexpected custom-columns spec: ${part}, expected <header>:<json-path-expr>`,
      );
    return { header: part.slice(0, at), path: parseJsonPath(relaxed(part.slice(at + 1))) };
  });
  return { headers: columns.map(({ header }) => header), paths: columns.map(({ path }) => path) };
}

/** Header and one line per object. */
export function customColumnLines(
  { headers, paths }: CustomColumns,
  objects: readonly Json[],
  state: TableState,
  withHeader: boolean,
): string {
  const rows = objects.map((object) => paths.map((path) => cell(path, object)));
  const lines = withHeader && !state.hasHeader ? [headers, ...rows] : rows;
  state.hasHeader = true;
  return alignRemembering(lines, state);
}

function cell(path: JsonPath, object: Json): string {
  const values = path.find(object);
  return values.length === 0
    ? '<none>'
    : values.map((value) => (value === null ? '<nil>' : show(value))).join(',');
}
