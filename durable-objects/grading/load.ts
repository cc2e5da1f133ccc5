import { type Document, LineCounter, parseAllDocuments, parseDocument } from 'yaml';
import type { z } from 'zod';
import { isObject } from '../lib/json.ts';
import { checkNames } from './lab-rules.ts';
import { findResource } from './objects.ts';
import {
  type LabSpec,
  labSchema,
  type Mistake,
  mistakeSchema,
  type PartialObject,
  type RehearsalStep,
  stepsSchema,
} from './schema.ts';

/** A lab's files by path, as in its folder: `lab.yaml`, `guide.ko.md`, `setup/web.yaml`. */
export type LabFiles = { readonly [path: string]: string };

/** What is wrong with a lab: `lab.yaml:12: tasks[0].checks[1].points: ...`, a line for each. */
export class LabError extends Error {
  override readonly name = 'LabError';
}

/** A lab's folder, read and checked. */
export interface Lab {
  readonly spec: LabSpec;
  /** The cluster's nodes; absent: the usual ones. */
  readonly nodes?: readonly string[];
  readonly files: LabFiles;
  /** What setup/*.yaml has, in the order of the files' names. */
  readonly setup: readonly PartialObject[];
  /** The files of home/, by path within it. */
  readonly home: { readonly [path: string]: string };
}

/** Reads a lab out of its files. Throws LabError, which says file, line and field. */
export function loadLab(files: LabFiles): Lab {
  const spec = readFile(files, 'lab.yaml', labSchema, checkNames);
  const home: Record<string, string> = {};
  for (const [path, text] of Object.entries(files)) {
    if (path.startsWith('home/')) home[path.slice('home/'.length)] = text;
  }
  const setup = Object.keys(files)
    .filter((path) => /^setup\/.*\.ya?ml$/.test(path))
    .sort()
    .flatMap((path) => readManifests(files, path));
  return { spec, ...(spec.nodes ? { nodes: spec.nodes } : {}), files, setup, home };
}

/** `solution/steps.yaml` or a mistake's. Throws LabError. */
export function loadSteps(files: LabFiles, path: string): readonly RehearsalStep[] {
  return readFile(files, path, stepsSchema);
}

/** `mistakes/NAME/mistake.yaml`. Throws LabError. */
export function loadMistake(files: LabFiles, path: string): Mistake {
  return readFile(files, path, mistakeSchema);
}

/** The manifests of one file of a lab. Throws LabError. */
export function readManifests(files: LabFiles, path: string): readonly PartialObject[] {
  const text = files[path];
  if (text === undefined) throw new LabError(`${path}: there is no such file`);
  const counter = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: counter });
  return [...documents].flatMap((document) => {
    throwSyntax(path, document);
    const value: unknown = document.toJS();
    if (value === null || value === undefined) return [];
    const { line } = counter.linePos(document.range?.[0] ?? 0);
    if (!isManifest(value)) throw new LabError(`${path}:${line}: not a manifest of a known kind`);
    return [value];
  });
}

function isManifest(value: unknown): value is PartialObject {
  if (!isObject(value)) return false;
  const { apiVersion, kind } = value;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return false;
  return findResource({ apiVersion, kind }) !== undefined;
}

/** Something wrong with a field, beyond what a schema says. */
export interface Complaint {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** What is asked of a zod schema: comparing the whole of its type would take the compiler seconds. */
interface Parser<T> {
  safeParse(value: unknown): z.ZodSafeParseResult<T>;
}

function readFile<T>(
  files: LabFiles,
  path: string,
  schema: Parser<T>,
  rules: (value: T) => readonly Complaint[] = () => [],
): T {
  const text = files[path];
  if (text === undefined) throw new LabError(`${path}: there is no such file`);
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  throwSyntax(path, document);
  const parsed = schema.safeParse(document.toJS());
  const complaints = parsed.success ? rules(parsed.data) : parsed.error.issues.flatMap(unfold);
  if (parsed.success && complaints.length === 0) return parsed.data;
  const lines = complaints.map(({ path: field, message }) => {
    const { line } = counter.linePos(offsetOf(document, field));
    const name = fieldText(field);
    return `${path}:${line}: ${name === '' ? '' : `${name}: `}${message}`;
  });
  throw new LabError(lines.join('\n'));
}

function throwSyntax(path: string, document: Document.Parsed): void {
  const error = document.errors[0];
  if (!error) return;
  const line = error.linePos?.[0].line ?? 1;
  throw new LabError(`${path}:${line}: ${error.message.split('\n')[0]}`);
}

/** Each unknown field is told at its own line. */
function unfold(issue: z.core.$ZodIssue): readonly Complaint[] {
  if (issue.code !== 'unrecognized_keys') return [issue];
  return issue.keys.map((key) => ({ path: [...issue.path, key], message: 'unknown field' }));
}

/** Where a field's value begins; for one that is missing, where its parent does. */
function offsetOf(document: Document.Parsed, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    const range = isObject(node) ? node.range : undefined;
    if (Array.isArray(range)) return Number(range[0]);
  }
  return 0;
}

function fieldText(path: readonly PropertyKey[]): string {
  return path
    .map((part, i) =>
      typeof part === 'number' ? `[${part}]` : `${i === 0 ? '' : '.'}${String(part)}`,
    )
    .join('');
}
