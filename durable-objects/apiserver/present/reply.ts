import { stringify } from 'yaml';
import type { ApiReply } from '../../apimachinery/api-client.ts';
import type { StatusError } from '../../apimachinery/status-error.ts';
import type { Form } from './negotiation.ts';

/** Every answer of the API: nothing in between may keep it. */
const noCache = { 'cache-control': 'no-cache, private' };

/** A value as JSON or YAML. Pretty JSON has no newline at its end, as upstream. */
export function reply(
  status: number,
  value: unknown,
  form: Pick<Form, 'format' | 'pretty'>,
  warnings: readonly string[] = [],
): ApiReply {
  const isYaml = form.format === 'yaml';
  return {
    type: 'reply',
    status,
    headers: { ...noCache, 'content-type': isYaml ? 'application/yaml' : 'application/json' },
    body: isYaml ? yamlText(value) : jsonText(value, form.pretty),
    ...(warnings.length > 0 ? { warnings: [...new Set(warnings)] } : {}),
  };
}

export function textReply(status: number, body: string): ApiReply {
  return {
    type: 'reply',
    status,
    headers: {
      ...noCache,
      'content-type': 'text/plain; charset=utf-8',
      'x-content-type-options': 'nosniff',
    },
    body,
  };
}

/** A failure in the API's own form. */
export function statusReply(
  { body }: StatusError,
  form: Pick<Form, 'format' | 'pretty'>,
): ApiReply {
  const answer = reply(body.code, body, form);
  const retryAfter = body.details?.retryAfterSeconds;
  if (retryAfter === undefined) return answer;
  return { ...answer, headers: { ...answer.headers, 'retry-after': String(retryAfter) } };
}

/** `metav1.Status` of something that was done. */
export function success(details: { readonly [field: string]: string | undefined }): object {
  const base = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success' };
  return { ...base, details };
}

export function jsonText(value: unknown, pretty: boolean): string {
  return pretty ? JSON.stringify(value, null, 2) : `${JSON.stringify(value)}\n`;
}

function yamlText(value: unknown): string {
  // What is undefined in JSON is absent in YAML too; keys are sorted, as sigs.k8s.io/yaml does.
  return stringify(JSON.parse(JSON.stringify(value)), {
    sortMapEntries: true,
    lineWidth: 0,
    indentSeq: false,
    aliasDuplicateObjects: false,
    // Quotes what YAML 1.1 would read as a time or a truth value.
    version: '1.1',
  });
}
