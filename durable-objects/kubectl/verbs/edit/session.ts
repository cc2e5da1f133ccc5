import { isObject, type Json, type JsonObject } from '../../../lib/json.ts';
import { parseDocuments } from '../../documents.ts';
import { isFailure, KubectlError } from '../../failure.ts';
import { pluralName } from '../../kinds.ts';
import { type Manifest, manifestsIn } from '../../manifest.ts';
import { nameIn } from '../../selected.ts';
import type { Call, Outcome } from '../../verb.ts';
import { fieldValidation } from '../../while-doing.ts';
import { checkEditor, startEditor } from './editor.ts';
import { submit } from './submit.ts';
import {
  type EditMode,
  editableText,
  hasLines,
  heading,
  isSame,
  type Reason,
  withoutComments,
} from './text.ts';

/** An editor that is open, plain JSON. */
export interface EditWork {
  readonly mode: EditMode;
  /** What is edited in this file. */
  readonly objects: readonly JsonObject[];
  /** What comes after it, in files of their own. */
  readonly later: readonly JsonObject[];
  /** The file that is open, and the one before, which is removed once this one is saved. */
  readonly file: string;
  readonly before: string;
  readonly pid: number;
  /** The file as it was opened first. */
  readonly original: string;
  /** As it was saved last; '' before. */
  readonly edited: string;
  readonly reasons: readonly Reason[];
  readonly hasError: boolean;
}

/** Opens objects in an editor: all in one file, or for creation one after the other. */
export function startEditing(call: Call, mode: EditMode, all: readonly JsonObject[]): Outcome {
  const [objects, later] = mode === 'create' ? [all.slice(0, 1), all.slice(1)] : [all, []];
  return open(call, {
    mode,
    objects,
    later,
    file: '',
    before: '',
    pid: 0,
    original: '',
    edited: '',
    reasons: [],
    hasError: false,
  });
}

function formOf({ args }: Call): 'yaml' | 'json' {
  const output = args.text('output');
  if (output === 'json') return 'json';
  if (output === '' || output === 'yaml') return 'yaml';
  throw new KubectlError(
    `unable to match a printer suitable for the output format ${JSON.stringify(output)}, allowed formats are: json,kyaml,yaml`,
  );
}

/** Writes the file and starts the editor on it. */
function open(call: Call, work: EditWork): Outcome {
  const form = formOf(call);
  const top = form === 'json' ? '' : heading(work.mode, work.reasons);
  const body = work.hasError ? withoutComments(work.edited) : editableText(work.objects, form);
  const plain = `${top}${body}`;
  const text = call.args.is('windows-line-endings') ? plain.replace(/\n/g, '\r\n') : plain;
  const file = `/tmp/kubectl-edit-${Math.floor(call.random() * 4_000_000_000)}.${form}`;
  call.files.write(file, text);
  const pid = startEditor(call, file);
  const original = work.hasError ? work.original : text;
  const next: EditWork = { ...work, file, before: work.file, pid, original };
  return { work: next as unknown as Json, waits: [{ for: 'child', pid }] };
}

/** Goes on once the editor has ended. */
export function goOnEditing(call: Call, work: EditWork): Outcome {
  const code = call.childExit(work.pid);
  if (code === undefined)
    return { work: work as unknown as Json, waits: [{ for: 'child', pid: work.pid }] };
  preserving(call, work.before, () => checkEditor(call, code));
  const edited = call.files.read(work.file);
  if (work.hasError && isSame(work.edited, edited))
    return preserving(call, work.file, () => {
      throw new KubectlError('Edit cancelled, no valid changes were saved.');
    });
  if (work.before !== '') remove(call, work.before);
  const saved: EditWork = { ...work, edited };
  const invalid = problemOf(call, edited);
  if (invalid !== undefined) return reopenInvalid(call, saved, invalid);
  if (isSame(work.original, edited)) return cancel(call, saved, 'no changes made.');
  if (!hasLines(edited)) return cancel(call, saved, 'saved file was empty.');
  const found = parsed(call, saved);
  if ('reason' in found) return open(call, { ...saved, reasons: [found.reason], hasError: true });
  return finish(call, saved, found.manifests);
}

/** What the file as a whole lacks. */
function problemOf(call: Call, edited: string): string | undefined {
  if (fieldValidation(call) === 'Ignore') return undefined;
  try {
    const [first] = parseDocuments(withoutComments(edited), 'edited-file');
    if (!isObject(first)) return 'invalid object to validate';
    const missing = ['apiVersion', 'kind'].filter(
      (key) => typeof first[key] !== 'string' || first[key] === '',
    );
    const texts = missing.map((key) => `${key} not set`);
    return texts.length > 1 ? `[${texts.join(', ')}]` : texts[0];
  } catch (error) {
    if (!isFailure(error)) throw error;
    return error.message.replace(/^.*?(?=yaml: )/s, '');
  }
}

function reopenInvalid(call: Call, work: EditWork, why: string): Outcome {
  const [first] = work.objects;
  const resource = first && call.kinds.ofManifest(String(first.apiVersion), String(first.kind));
  const kind = resource ? pluralName(resource) : String(first?.kind).toLowerCase();
  const title = `${kind} ${JSON.stringify(first ? nameIn(first) : '')}`;
  call.err(`error: ${title} is invalid\n`);
  const detail = `<nil>: Invalid value: "The edited file failed validation": ${why}`;
  const reasons = [{ head: `${title} was not valid`, other: [detail] }];
  return open(call, { ...work, reasons, hasError: true });
}

function cancel(call: Call, work: EditWork, why: string): Outcome {
  remove(call, work.file);
  call.err(`Edit cancelled, ${why}\n`);
  return next(call, work);
}

function parsed(
  call: Call,
  { edited }: EditWork,
): { readonly manifests: readonly Manifest[] } | { readonly reason: Reason } {
  const syntax = (why: string): { readonly reason: Reason } => ({
    reason: { head: `The edited file had a syntax error: ${why}`, other: [] },
  });
  try {
    const { manifests, failures } = manifestsIn(call, edited, 'edited-file');
    const [failure] = failures;
    return failure ? syntax(failure.message) : { manifests };
  } catch (error) {
    if (!isFailure(error)) throw error;
    return syntax(error.message);
  }
}

/** Sends what was edited; what the server finds invalid is opened again. */
function finish(call: Call, work: EditWork, manifests: readonly Manifest[]): Outcome {
  preserving(call, work.file, () => requireNamespace(call, manifests));
  const { retried, missing, reasons } = preserving(call, work.file, () =>
    submit(call, work.mode, work.objects, manifests),
  );
  if (retried > 0) {
    call.err(`You can run \`kubectl replace -f ${work.file}\` to try this update again.\n`);
    return 1;
  }
  if (missing > 0) {
    call.err(
      `The edits you made on deleted resources have been saved to ${JSON.stringify(work.file)}\n`,
    );
    return 1;
  }
  if (reasons.length > 0) return open(call, { ...work, reasons, hasError: true });
  remove(call, work.file);
  return next(call, work);
}

/** Objects may not move while they are edited. */
function requireNamespace({ namespace }: Call, manifests: readonly Manifest[]): void {
  const moved = manifests.find((one) => one.resource.namespaced && one.namespace !== namespace);
  if (moved)
    throw new KubectlError(
      `the namespace from the provided object ${JSON.stringify(moved.namespace)} does not match the namespace ${JSON.stringify(namespace)}. You must pass '--namespace=${moved.namespace}' to perform this operation.`,
    );
}

function next(call: Call, { mode, later }: EditWork): Outcome {
  return later.length === 0 ? 0 : startEditing(call, mode, later);
}

/** Says where the changes are when something goes wrong. */
function preserving<T>(call: Call, file: string, body: () => T): T {
  try {
    return body();
  } catch (error) {
    if (isFailure(error) && file !== '' && call.files.type(file) !== undefined)
      call.err(`A copy of your changes has been stored to ${JSON.stringify(file)}\n`);
    throw error;
  }
}

function remove(call: Call, file: string): void {
  if (call.files.type(file) !== undefined) call.files.remove(file);
}
