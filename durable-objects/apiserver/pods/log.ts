import type { ApiResponse } from '../../apimachinery/api-client.ts';
import {
  type FieldError,
  forbiddenError,
  invalid,
  invalidError,
  notSupportedError,
} from '../../apimachinery/field-error.ts';
import { badRequest } from '../../apimachinery/status-error.ts';
import { parseTime, toSeconds } from '../../lib/instant.ts';
import { decodeUtf8 } from '../../lib/utf8.ts';
import type { LogOptions } from '../node-proxy.ts';
import { textReply } from '../present/reply.ts';
import type { Query } from '../query.ts';
import type { Connect } from './connect.ts';
import { chosenContainer } from './pod-view.ts';

/** GET of a pod's log: all of it, or a stream that is followed. */
export function getLog({ pod, key, node, query, environment }: Connect): ApiResponse {
  const { clockSkipped } = environment;
  const container = chosenContainer(pod, query.text('container'));
  const options = logOptions(query, key.name, clockSkipped);
  // A pod without a node has no log yet, which is no error.
  if (!pod.spec?.nodeName) return textReply(200, '');
  const { chunks, next } = node.log(key, container, options, environment);
  if (!next || !options.follow) {
    return { type: 'reply', status: 200, headers: logHeaders, body: joined(chunks) };
  }
  return {
    type: 'stream',
    status: 200,
    headers: logHeaders,
    position: { type: 'log', node: next },
  };
}

const logHeaders = { 'content-type': 'text/plain', 'cache-control': 'no-cache, private' };

function joined(chunks: readonly (string | Uint8Array)[]): string {
  return chunks.map((chunk) => (typeof chunk === 'string' ? chunk : decodeUtf8(chunk))).join('');
}

/** Throws Invalid (ValidatePodLogOptions). */
function logOptions(query: Query, name: string, clockSkipped: number): LogOptions {
  const sinceSeconds = query.integer('sinceSeconds');
  const tailLines = query.integer('tailLines');
  const limitBytes = query.integer('limitBytes');
  const sinceTime = sinceTimeOf(query.text('sinceTime'));
  const stream = query.text('stream') || 'All';
  const errors: FieldError[] = [];
  if (tailLines !== undefined && tailLines < 0) {
    errors.push(invalidError('tailLines', tailLines, 'must be greater than or equal to 0'));
  }
  if (limitBytes !== undefined && limitBytes < 1) {
    errors.push(invalidError('limitBytes', limitBytes, 'must be greater than 0'));
  }
  if (sinceSeconds !== undefined && sinceTime !== undefined) {
    const text = 'at most one of `sinceTime` or `sinceSeconds` may be specified';
    errors.push(forbiddenError('', text));
  } else if (sinceSeconds !== undefined && sinceSeconds < 1) {
    errors.push(invalidError('sinceSeconds', sinceSeconds, 'must be greater than 0'));
  }
  if (stream !== 'All' && stream !== 'Stdout' && stream !== 'Stderr') {
    errors.push(notSupportedError('stream', stream, ['All', 'Stderr', 'Stdout']));
  }
  if (errors.length > 0) throw invalid({ group: '', kind: 'PodLogOptions' }, name, errors);
  return {
    follow: query.flag('follow'),
    previous: query.flag('previous'),
    timestamps: query.flag('timestamps'),
    ...(sinceSeconds === undefined ? {} : { sinceSeconds }),
    ...(sinceTime === undefined ? {} : { sinceTime: sinceTime + toSeconds(clockSkipped) }),
    ...(tailLines === undefined ? {} : { tailLines }),
    ...(limitBytes === undefined ? {} : { limitBytes }),
    ...(stream === 'Stdout' || stream === 'Stderr' ? { stream } : {}),
  };
}

function sinceTimeOf(text: string): number | undefined {
  if (text === '') return undefined;
  const at = parseTime(text);
  if (at !== undefined) return at;
  throw badRequest(`parsing time ${JSON.stringify(text)} as "2006-01-02T15:04:05Z07:00"`);
}
