import { parseDocument, type YAMLParseError } from 'yaml';
import { badRequest } from '../../apimachinery/status-error.ts';
import { isObject, type JsonObject } from '../../lib/json.ts';
import type { FieldValidation } from './patch.ts';

/** What an apply was sent with. */
export interface ApplyRequest {
  readonly body: string;
  readonly force: boolean;
  readonly fieldValidation: FieldValidation;
}

/** The body of an apply, YAML or JSON, as it stands. Throws BadRequest. */
export function parseConfiguration({ body }: Pick<ApplyRequest, 'body'>): JsonObject {
  const document = parseDocument(body, { version: '1.1', uniqueKeys: false, logLevel: 'silent' });
  const error = document.errors.find(({ code }) => code !== 'MULTIPLE_DOCS');
  if (error) throw undecodable(`yaml: ${firstLine(error)}`);
  const value: unknown = document.toJS() ?? {};
  if (isObject(value)) return value;
  const what = Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value;
  throw undecodable(
    `error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${what} into Go value of type map[string]interface {}`,
  );
}

/**
 * Keys that a configuration has twice, as texts for `Warning:` headers. Throws BadRequest when
 * validation is strict.
 */
export function repeatedKeys({ body, fieldValidation }: ApplyRequest): readonly string[] {
  if (fieldValidation === 'Ignore') return [];
  const { errors } = parseDocument(body, { version: '1.1', logLevel: 'silent' });
  const lines = errors
    .filter(({ code }) => code === 'DUPLICATE_KEY')
    .map(
      (error) =>
        `  line ${error.linePos?.[0].line ?? 0}: key ${keyAt(body, error)} already set in map`,
    );
  if (lines.length === 0) return [];
  const text = `error converting YAML to JSON: yaml: unmarshal errors:\n${lines.join('\n')}`;
  if (fieldValidation === 'Strict') throw badRequest(`error strict decoding patch: ${text}`);
  return [text];
}

function keyAt(body: string, { pos }: YAMLParseError): string {
  const rest = body.slice(pos[0]);
  const key = /^("(?:[^"\\]|\\.)*"|[^:\s]+)/.exec(rest)?.[0] ?? '';
  return key.startsWith('"') ? key : JSON.stringify(key);
}

function undecodable(why: string): Error {
  return badRequest(`error decoding patch: ${why}`);
}

function firstLine({ message }: Error): string {
  return message.split('\n')[0] ?? '';
}
