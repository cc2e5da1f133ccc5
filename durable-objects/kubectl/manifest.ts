import { matchesLabels } from '../apimachinery/labels.ts';
import type { Resource } from '../apimachinery/resource.ts';
import { isObject, type Json, type JsonObject } from '../lib/json.ts';
import { parseDocuments } from './documents.ts';
import { attempt, KubectlError, throwAll } from './failure.ts';
import { buildKustomization } from './kustomize/index.ts';
import { selectorOrFail } from './label-selector.ts';
import type { Call } from './verb.ts';

/** An object from a file, with its namespace filled in. */
export interface Manifest {
  readonly resource: Resource;
  readonly object: JsonObject;
  readonly namespace: string;
  readonly name: string;
  /** The file's path as it was given, or `STDIN`. */
  readonly source: string;
}

const extensions = /\.(json|ya?ml)$/;

/** Throws the error for a command line without `-f` and `-k`. */
export function requireFiles({ args }: Pick<Call, 'args'>): void {
  const files = args.list('filename');
  if (files.length === 0 && args.text('kustomize') === '')
    throw new KubectlError('must specify one of -f and -k');
  if (files.length > 0 && args.text('kustomize') !== '')
    throw new KubectlError('only one of -f or -k can be specified');
}

/** Reads what `-f` names: files, folders and `-`. What can't be read is in `failures`. */
export function readManifests(call: Call): {
  readonly manifests: readonly Manifest[];
  readonly failures: readonly Error[];
} {
  const manifests: Manifest[] = [];
  const kustomization = call.args.text('kustomize');
  if (kustomization !== '')
    for (const object of buildKustomization(call, kustomization))
      manifests.push(manifestOf(call, object, kustomization));
  const failures = attempt(call.args.list('filename'), (path) => {
    const own = attempt(sourcesOf(call, path), ({ source, text }) => {
      const found = manifestsIn(call, text, source);
      manifests.push(...found.manifests);
      throwAll(found.failures);
    });
    throwAll(own);
  });
  return { manifests: manifests.filter(matching(selectorText(call))), failures };
}

/** The objects of a text, and what of it is none. Throws KubectlError for what is no YAML. */
export function manifestsIn(
  call: Call,
  text: string,
  source: string,
): { readonly manifests: readonly Manifest[]; readonly failures: readonly Error[] } {
  const manifests: Manifest[] = [];
  const objects = parseDocuments(text, source).flatMap(itemsOf);
  const failures = attempt(objects, (object) => {
    manifests.push(manifestOf(call, object, source));
  });
  return { manifests, failures };
}

/** `-l`; expose has a `--selector` that means something else. */
export function selectorText({ args, verb }: Call): string {
  const isSelector = verb.flags.some(({ name, short }) => name === 'selector' && short === 'l');
  return isSelector ? args.text('selector') : '';
}

/** `-l` chooses among the objects of files by their labels there. */
function matching(text: string): (manifest: Manifest) => boolean {
  if (text === '') return () => true;
  const selector = selectorOrFail(text);
  return ({ object }) => {
    const metadata = isObject(object.metadata) ? object.metadata : {};
    const labels = isObject(metadata.labels) ? metadata.labels : {};
    const texts = Object.entries(labels).map(([key, value]) => [key, String(value)]);
    return matchesLabels(selector, Object.fromEntries(texts));
  };
}

function sourcesOf(call: Call, path: string): readonly { source: string; text: string }[] {
  const { files } = call;
  if (path === '-') return [{ source: 'STDIN', text: files.stdin }];
  if (/^https?:\/\//.test(path))
    throw new KubectlError(
      `unable to read URL ${JSON.stringify(path)}: this terminal is not connected to the internet`,
    );
  const type = files.type(path);
  if (type === undefined) throw new KubectlError(`the path ${JSON.stringify(path)} does not exist`);
  if (type === 'file') return [{ source: path, text: files.read(path) }];
  const names = filesIn(call, path, call.args.is('recursive'));
  if (names.length === 0)
    throw new KubectlError(
      `error reading [${path}]: recognized file extensions are [.json .yaml .yml]`,
    );
  return names.map((source) => ({ source, text: files.read(source) }));
}

function filesIn(call: Call, folder: string, isDeep: boolean): readonly string[] {
  const { files } = call;
  return files.list(folder).flatMap((name) => {
    const path = `${folder.replace(/\/$/, '')}/${name}`;
    if (files.type(path) === 'directory') return isDeep ? filesIn(call, path, true) : [];
    return extensions.test(name) ? [path] : [];
  });
}

/** A List stands for its items. */
function itemsOf(value: Json): readonly Json[] {
  if (
    isObject(value) &&
    typeof value.kind === 'string' &&
    value.kind.endsWith('List') &&
    Array.isArray(value.items)
  )
    return value.items;
  return [value];
}

function manifestOf(call: Call, value: Json, source: string): Manifest {
  const file = JSON.stringify(source);
  if (!isObject(value)) throw invalid(file, 'invalid object to validate');
  const missing = ['apiVersion', 'kind'].filter(
    (key) => typeof value[key] !== 'string' || value[key] === '',
  );
  if (missing.length > 0) {
    const texts = missing.map((key) => `${key} not set`);
    const said = texts.length === 1 ? (texts[0] ?? '') : `[${texts.join(', ')}]`;
    throw invalid(file, said);
  }
  const { apiVersion, kind } = value;
  const metadata = isObject(value.metadata) ? value.metadata : {};
  const name = String(metadata.name ?? '');
  checkTexts(metadata, file);
  const resource = call.kinds.ofManifest(String(apiVersion), String(kind));
  if (!resource)
    throw new KubectlError(
      `resource mapping not found for name: ${JSON.stringify(name)} namespace: ${JSON.stringify(String(metadata.namespace ?? ''))} from ${file}: no matches for kind ${JSON.stringify(kind)} in version ${JSON.stringify(apiVersion)}\nensure CRDs are installed first`,
    );
  return { resource, source, name, ...placed(call, resource, value, metadata) };
}

/** Labels and annotations are texts; YAML makes something else of `y` and `1`. */
function checkTexts(metadata: JsonObject, file: string): void {
  for (const field of ['labels', 'annotations']) {
    const map = metadata[field];
    if (!isObject(map)) continue;
    const wrong = Object.values(map).find((value) => value !== null && typeof value !== 'string');
    if (wrong === undefined) continue;
    const type = Array.isArray(wrong)
      ? 'array'
      : typeof wrong === 'boolean'
        ? 'bool'
        : typeof wrong;
    throw new KubectlError(
      `unable to decode ${file}: json: cannot unmarshal ${type} into Go struct field ObjectMeta.metadata.${field} of type string`,
    );
  }
}

function invalid(file: string, why: string): KubectlError {
  return new KubectlError(
    `error validating ${file}: error validating data: ${why}; if you choose to ignore these errors, turn validation off with --validate=false`,
  );
}

function placed(
  { namespace, hasNamespaceFlag, args }: Call,
  resource: Resource,
  object: JsonObject,
  metadata: JsonObject,
): { namespace: string; object: JsonObject } {
  if (!resource.namespaced) return { namespace: '', object };
  const own = String(metadata.namespace ?? '');
  if (own !== '' && hasNamespaceFlag && own !== namespace)
    throw new KubectlError(
      `the namespace from the provided object ${JSON.stringify(own)} does not match the namespace ${JSON.stringify(namespace)}. You must pass '--namespace=${own}' to perform this operation.`,
    );
  // What stays here is left as it is.
  if (own !== '' || args.is('local')) return { namespace: own || namespace, object };
  return { namespace, object: { ...object, metadata: { ...metadata, namespace } } };
}
