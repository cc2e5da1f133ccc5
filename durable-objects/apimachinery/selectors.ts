import type { Frozen } from '../lib/json.ts';
import type { KubeObject } from './meta.ts';
import type { Resource } from './resource.ts';
import { badRequest } from './status-error.ts';

/** One comparison of a field's text. */
export interface FieldRequirement {
  readonly field: string;
  readonly equal: boolean;
  readonly value: string;
}

/** All requirements must hold. */
export type FieldSelector = readonly FieldRequirement[];

/**
 * Reads `status.phase=Running,spec.nodeName!=node-1` (fields.ParseSelector); which fields there
 * are is not asked here. Throws BadRequest with upstream's text.
 */
export function parseFieldSelector(text: string): FieldSelector {
  return splitTerms(text)
    .filter((term) => term !== '')
    .sort()
    .map((term) => {
      const at = term.search(/!=|=/);
      if (at < 0) throw badRequest(`invalid selector: '${text}'; can't understand '${term}'`);
      const operator = /^(!=|==|=)/.exec(term.slice(at))?.[0] ?? '';
      const value = unescapeValue(term.slice(at + operator.length));
      return { field: term.slice(0, at), equal: operator !== '!=', value };
    });
}

/** Refuses fields that a kind can't be selected by. */
export function checkFieldSelector(
  selector: FieldSelector,
  resource: Pick<Resource, 'selectable'>,
): void {
  for (const { field } of selector)
    if (!isMetadata(field) && !Object.hasOwn(resource.selectable, field))
      throw badRequest(`field label not supported: ${field}`);
}

/** True when an object's fields fulfil a selector that has been checked. */
export function matchesFields<T extends KubeObject>(
  selector: FieldSelector,
  resource: Pick<Resource<T>, 'selectable'>,
  object: Frozen<T>,
): boolean {
  return selector.every(({ field, equal, value }) => {
    const found = fieldText(field, resource, object);
    return (found === value) === equal;
  });
}

/** The text of a selectable field; '' when it is absent. */
function fieldText<T extends KubeObject>(
  field: string,
  resource: Pick<Resource<T>, 'selectable'>,
  object: Frozen<T>,
): string {
  const { metadata } = object as Frozen<KubeObject>;
  if (field === 'metadata.name') return metadata.name;
  if (field === 'metadata.namespace') return metadata.namespace ?? '';
  return resource.selectable[field]?.(object) ?? '';
}

function isMetadata(field: string): boolean {
  return field === 'metadata.name' || field === 'metadata.namespace';
}

/** Splits at commas that have no backslash before them. */
function splitTerms(text: string): string[] {
  return text.match(/(?:\\[\s\S]?|[^,\\])+/g) ?? [];
}

function unescapeValue(text: string): string {
  let value = '';
  for (let i = 0; i < text.length; i += 1) {
    const character = text[i] ?? '';
    if (character === '\\') {
      const next = text[i + 1] ?? '';
      if (!['\\', ',', '='].includes(next))
        throw badRequest(`invalid field selector: invalid escape sequence: \\${next}`);
      value += next;
      i += 1;
    } else if (character === ',' || character === '=') {
      const code = character.charCodeAt(0);
      throw badRequest(`invalid field selector: unescaped character in value: ${code}`);
    } else value += character;
  }
  return value;
}
