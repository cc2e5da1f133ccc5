import { apiVersionOf, type Resource } from '../../apimachinery/resource.ts';
import { isObject, type Json, type JsonObject } from '../../lib/json.ts';
import { KubectlError } from '../failure.ts';
import type { Files } from '../files.ts';
import { type JsonPath, parseJsonPath, relaxed } from '../jsonpath/index.ts';
import { kindName } from '../kinds.ts';
import { showSyntax } from '../template/values.ts';
import { customColumnLines, parseCustomColumns } from './custom-columns.ts';
import { jsonText, unsortedJsonText } from './json.ts';
import { kyamlText } from './kyaml.ts';
import { newTableState, type TableState } from './table.ts';
import { templatePrinter } from './template.ts';
import { yamlText } from './yaml.ts';

const formats =
  'custom-columns,custom-columns-file,go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,kyaml,name,template,templatefile,wide,yaml';

/** Verbs that print one object know no tables. */
const objectFormats =
  'go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,kyaml,name,template,templatefile,yaml';

/** How `-o` asks for output: a table for people, or objects in a form. */
export type Output =
  | { readonly form: 'table'; readonly wide: boolean }
  | { readonly form: 'objects'; readonly print: ObjectPrinter };

/** Prints one object or List; `state` is what goes from one call to the next. */
export type ObjectPrinter = (object: JsonObject, state: PrintState) => string;

/** Plain JSON, so that a watch can keep it. */
export interface PrintState {
  printed: number;
  table: TableState;
}

export const newPrintState = (): PrintState => ({ printed: 0, table: newTableState() });

/** What the printers need besides the object. */
export interface OutputContext {
  readonly files: Files;
  readonly resourceOf: (object: JsonObject) => Resource | undefined;
  readonly headers: boolean;
  readonly managedFields: boolean;
  readonly isForOneObject?: boolean;
  /** Keeps the order of fields in JSON, which is that of Go's structs. */
  readonly isTyped?: boolean;
  /** `--template`. */
  readonly template?: string;
  /** `--allow-missing-template-keys`. */
  readonly allowsMissingKeys?: boolean;
}

/** Reads the value of `-o`. Throws KubectlError. */
export function parseOutput(text: string, context: OutputContext): Output {
  if (text === '' && !context.template) return { form: 'table', wide: false };
  if (text === 'wide' && !context.isForOneObject) return { form: 'table', wide: true };
  return { form: 'objects', print: printerOf(text || 'go-template', context) };
}

function printerOf(text: string, context: OutputContext): ObjectPrinter {
  const at = text.indexOf('=');
  const format = at < 0 ? text : text.slice(0, at);
  const argument = at < 0 ? undefined : text.slice(at + 1);
  switch (format) {
    case 'yaml':
      return (object, state) =>
        (state.printed++ > 0 ? '---\n' : '') + yamlText(clean(object, context));
    case 'kyaml':
      return (object) => kyamlText(clean(object, context), context.isTyped);
    case 'json':
      return (object) =>
        context.isTyped
          ? unsortedJsonText(clean(object, context))
          : jsonText(clean(object, context));
    case 'name':
      return (object) =>
        itemsOf(object)
          .map((item) => `${nameOf(item, context)}\n`)
          .join('');
    case 'jsonpath':
    case 'jsonpath-file':
    case 'jsonpath-as-json': {
      const path = parseJsonPath(template(format, argument, context), !context.allowsMissingKeys);
      return format === 'jsonpath-as-json'
        ? (object) => jsonText(path.find(clean(object, context)))
        : (object) => printPath(path, template(format, argument, context), clean(object, context));
    }
    case 'go-template':
    case 'go-template-file':
    case 'template':
    case 'templatefile':
      return templatePrinter(template(format, argument, context), context);
    case 'custom-columns':
    case 'custom-columns-file': {
      if (context.isForOneObject) throw noPrinter(text, context);
      const columns = parseCustomColumns(columnSpec(format, argument, context.files));
      return (object, state) =>
        customColumnLines(columns, itemsOf(object), state.table, context.headers);
    }
    default:
      throw noPrinter(text, context);
  }
}

/** What a path says, or why it could not (k8s.io/cli-runtime/pkg/printers/jsonpath.go). */
function printPath(path: JsonPath, source: string, object: JsonObject): string {
  try {
    return path.print(object);
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    throw new KubectlError(`error executing jsonpath ${JSON.stringify(source)}: Error executing template: ${error.message}. Printing more information for debugging the template:
\ttemplate was:
\t\t${source}
\tobject given to jsonpath engine was:
\t\t${showSyntax(object)}


`);
  }
}

function noPrinter(text: string, { isForOneObject }: OutputContext): KubectlError {
  const allowed = isForOneObject ? objectFormats : formats;
  return new KubectlError(
    `unable to match a printer suitable for the output format ${JSON.stringify(text)}, allowed formats are: ${allowed}`,
  );
}

/** The template behind `=`, from `--template` or from a file that one of them names. */
function template(format: string, argument: string | undefined, context: OutputContext): string {
  const given = argument === undefined || argument === '' ? (context.template ?? '') : argument;
  if (given === '') throw new KubectlError('template format specified but no template given');
  const isFile = format.endsWith('file');
  if (!isFile) return given;
  if (context.files.type(given) === 'file') return context.files.read(given);
  const what = format === 'jsonpath-file' ? format : '--template';
  throw new KubectlError(
    what === '--template'
      ? `error reading --template ${given}, open ${given}: no such file or directory\n`
      : `error reading template ${given}, open ${given}: no such file or directory\n`,
  );
}

function columnSpec(format: string, argument: string | undefined, files: Files): string {
  if (format === 'custom-columns') return argument ?? '';
  const path = argument ?? '';
  if (files.type(path) !== 'file')
    throw new KubectlError(
      `error reading template ${path}, open ${path}: no such file or directory\n`,
    );
  const [headers = '', paths = ''] = files.read(path).trim().split('\n');
  const parts = paths.trim().split(/\s+/);
  return headers
    .trim()
    .split(/\s+/)
    .map((header, i) => `${header}:${relaxed(parts[i] ?? '').slice(1, -1)}`)
    .join(',');
}

/** The items of a List, or the object itself. */
export function itemsOf(object: JsonObject): readonly JsonObject[] {
  return object.kind === 'List' && Array.isArray(object.items)
    ? object.items.filter(isObject)
    : [object];
}

/** Several objects as kubectl's own List. */
export function listOf(items: readonly JsonObject[]): JsonObject {
  return { apiVersion: 'v1', kind: 'List', metadata: { resourceVersion: '' }, items };
}

/** `pod/web-0`, `statefulset.apps/web`. */
export function nameOf(
  object: JsonObject,
  { resourceOf }: Pick<OutputContext, 'resourceOf'>,
): string {
  const resource = resourceOf(object);
  const kind = resource ? kindName(resource) : String(object.kind).toLowerCase();
  return `${kind}/${String(isObject(object.metadata) ? object.metadata.name : '')}`;
}

/** Managed fields are noise: they are left out unless they are asked for. */
function clean(object: JsonObject, { managedFields }: OutputContext): JsonObject {
  if (managedFields) return object;
  const bare = (one: Json): Json => {
    if (!isObject(one) || !isObject(one.metadata)) return one;
    const { managedFields: _dropped, ...metadata } = one.metadata;
    return { ...one, metadata };
  };
  if (!Array.isArray(object.items)) return bare(object) as JsonObject;
  return { ...object, items: object.items.map(bare) };
}

/** An object with its kind, which rows and lists leave out. */
export function typed(resource: Resource, object: JsonObject): JsonObject {
  return { apiVersion: apiVersionOf(resource), kind: resource.kind, ...object };
}
