import { describe, expect, test } from 'vitest';
import { recording } from '../../test/golden.ts';
import type { ApiReply, ApiResponse } from '../apimachinery/api-client.ts';
import { headerList } from '../apimachinery/api-client.ts';
import { newCluster } from '../cluster/assemble.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { decodeUtf8, encodeUtf8 } from '../lib/utf8.ts';

const at = Date.parse('2026-11-20T12:37:10Z');
const administrator = {
  name: 'kubernetes-admin',
  groups: ['system:masters', 'system:authenticated'],
};

/** What curl was told to ask, read from the recorded command. */
function sendRecorded(cluster: Cluster, name: string): ApiResponse {
  const command = /^\$ (.*)/.exec(recording(name).command)?.[1] ?? '';
  const url = /\$API([^\s"]*)/.exec(command)?.[1] ?? '';
  const [path = '', query = ''] = url.split('?');
  const body = /-d '([^']*)'/.exec(command)?.[1];
  const type = /Content-Type: ([^']*)'/.exec(command)?.[1];
  const hasBody = body === undefined ? {} : { body: encodeUtf8(body) };
  return cluster.as(administrator).request({
    method: /-X (\w+)/.exec(command)?.[1] ?? 'GET',
    path,
    query,
    headers: { 'user-agent': 'curl/8', ...(type === undefined ? {} : { 'content-type': type }) },
    ...hasBody,
  });
}

/** Status, headers without what varies, and the body of a recorded answer. */
function recorded(name: string): { status: number; headers: string[]; body: string } {
  const [head = '', body = ''] = recording(name).stdout.replaceAll('\r', '').split(/\n\n/, 2);
  const [first = '', ...lines] = head.split('\n');
  return { status: Number(/ (\d+)/.exec(first)?.[1]), headers: lines.map(stable).sort(), body };
}

/** UIDs and ids have a form, lengths and dates are the HTTP server's. */
function stable(line: string): string {
  const [name = '', ...value] = line.trim().split(': ');
  if (['content-length', 'date'].includes(name)) return '';
  return `${name}: ${value.join(': ').replace(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'UID')}`;
}

function told(response: ApiResponse): { status: number; headers: string[]; body: string } {
  if (response.type === 'session') throw new Error('a session');
  const headers = headerList(response).map(([name, value]) => stable(`${name}: ${value}`));
  const body = response.type === 'reply' ? textOf(response) : '';
  return { status: response.status, headers: [...headers, '', ''].sort(), body };
}

function textOf({ body }: ApiReply): string {
  return typeof body === 'string' ? body : decodeUtf8(body);
}

const create = (cluster: Cluster, path: string, body: object): void => {
  const headers = { 'content-type': 'application/json' };
  const bytes = encodeUtf8(JSON.stringify(body));
  cluster.as(administrator).request({ method: 'POST', path, query: '', headers, body: bytes });
};

describe('answers to curl, as recorded', () => {
  const cluster = newCluster({ seed: 'http', nodes: ['node-1'] }, at);
  create(cluster, '/api/v1/namespaces/default/configmaps', { metadata: { name: 'ssa' } });

  test.each([
    'http-400-kind',
    'http-400-ns',
    'http-404',
    'http-405',
    'http-409-exists',
    'http-415',
    'http-422',
    'http-field-strict',
  ])('%s', (name) => {
    expect(told(sendRecorded(cluster, name))).toEqual(recorded(name));
  });

  test('http-field-warn', () => {
    const answer = told(sendRecorded(cluster, 'http-field-warn'));
    const { status, headers } = recorded('http-field-warn');
    expect({ status: answer.status, headers: answer.headers }).toEqual({ status, headers });
  });

  test('http-watch-future', () => {
    const answer = told(sendRecorded(cluster, 'http-watch-future'));
    const current = (text: string): string => text.replace(/current: \d+/, 'current: N');
    const { body, ...rest } = recorded('http-watch-future');
    expect({ ...answer, body: current(answer.body) }).toEqual({ ...rest, body: current(body) });
  });

  test('http-watch-bookmark', () => {
    const response = sendRecorded(cluster, 'http-watch-bookmark');
    const { status, headers } = recorded('http-watch-bookmark');
    const answer = told(response);
    // A stream has no length, so the recording lacks one header more.
    expect([answer.status, answer.headers.slice(1)]).toEqual([status, headers]);
    if (response.type !== 'stream') throw new Error('no stream');
    const { chunks } = cluster.as(administrator).poll(response.position);
    const last = recording('http-watch-bookmark').stdout.trim().split('\n').at(-1) ?? '';
    const version = (text: string): string => text.replace(/"resourceVersion":"\d+"/, '"N"');
    expect(version(String(chunks.at(-1)).trim())).toBe(version(last));
  });
});
