import { canonical, isObject, type JsonObject } from '../../../lib/json.ts';
import { parseDocuments } from '../../documents.ts';
import { isFailure } from '../../failure.ts';
import { jsonText } from '../../print/json.ts';
import { yamlText } from '../../print/yaml.ts';

/** What is edited: live objects, what was applied last, or objects that are to be created. */
export type EditMode = 'edit' | 'apply' | 'create';

/** Why a file is opened again. */
export interface Reason {
  readonly head: string;
  readonly other: readonly string[];
}

const headings = {
  apply: `# Please edit the 'last-applied-configuration' annotations below.
# Lines beginning with a '#' will be ignored, and an empty file will abort the edit.
#
`,
  edit: `# Please edit the object below. Lines beginning with a '#' will be ignored,
# and an empty file will abort the edit. If an error occurs while saving this file will be
# reopened with the relevant failures.
#
`,
};

/** The comment above the objects. */
export function heading(mode: EditMode, reasons: readonly Reason[]): string {
  const why = reasons.map(({ head, other }) => {
    const lines = other.map((line) => `# * ${commented(line)}\n`).join('');
    return `# ${commented(head)}${other.length > 0 ? ':' : ''}\n${lines}#\n`;
  });
  return `${mode === 'apply' ? headings.apply : headings.edit}${why.join('')}`;
}

function commented(text: string): string {
  return text.replace(/\n(?!#|$)/g, '\n# ');
}

/** The objects as the editor shows them. */
export function editableText(objects: readonly JsonObject[], form: 'yaml' | 'json'): string {
  const [first] = objects;
  const bare = objects.map(withoutManagers);
  const shown =
    first && objects.length === 1
      ? withoutManagers(first)
      : { apiVersion: 'v1', kind: 'List', metadata: {}, items: bare };
  return form === 'json' ? jsonText(shown) : yamlText(shown);
}

/** Managed fields are not for editing. */
export function withoutManagers(object: JsonObject): JsonObject {
  if (!isObject(object.metadata)) return object;
  const { managedFields: _managers, ...metadata } = object.metadata;
  return { ...object, metadata };
}

/** The file without its comments. */
export function withoutComments(text: string): string {
  return text
    .split('\n')
    .filter((line) => !/^\s*#(?!!)/.test(line))
    .join('\n');
}

/** Whether two files say the same; comments and the order of keys don't count. */
export function isSame(a: string, b: string): boolean {
  return meaning(a) === meaning(b);
}

function meaning(text: string): string {
  try {
    return parseDocuments(text, 'edited-file').map(canonical).join('\n');
  } catch (error) {
    if (!isFailure(error)) throw error;
    return withoutComments(text);
  }
}

/** Whether there is anything but comments. */
export function hasLines(text: string): boolean {
  return text.split('\n').some((line) => line.trim() !== '' && !line.trim().startsWith('#'));
}
