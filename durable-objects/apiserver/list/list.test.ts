import { beforeEach, describe, expect, test } from 'vitest';
import { widgets } from '../../testing/widgets.ts';
import { type Answer, TestServer } from '../testing/test-server.ts';
import { decodeContinue, encodeContinue } from './continue-token.ts';

const everywhere = '/apis/test.labset.dev/v1/widgets';
const all = '/apis/test.labset.dev/v1/namespaces/default/widgets';
let server: TestServer;

beforeEach(() => {
  server = new TestServer([widgets]);
  for (const name of ['a', 'b', 'c', 'd']) {
    server.call('POST', all, { metadata: { name, labels: { odd: String('ac'.includes(name)) } } });
  }
  const other = '/apis/test.labset.dev/v1/namespaces/default-2/widgets';
  server.call('POST', other, { metadata: { name: 'e' } });
});

/** `a b @5 +2`: names, version, how many remain. */
function described(answer: Answer): string {
  if (answer.status !== 200) return answer.line;
  const items = answer.at('items') as { metadata: { name: string } }[];
  const rest = answer.at('metadata', 'remainingItemCount');
  const more = rest === undefined ? '' : ` +${String(rest)}`;
  return `${items.map((item) => item.metadata.name).join(' ')} @${String(answer.at('metadata', 'resourceVersion'))}${more}`;
}
const next = (answer: Answer): string =>
  encodeURIComponent(String(answer.at('metadata', 'continue')));

describe('list', () => {
  const cases: readonly [string, string][] = [
    [all, 'a b c d @5'],
    [everywhere, 'e a b c d @5'],
    [`${all}?labelSelector=odd%3Dtrue`, 'a c @5'],
    [`${all}?labelSelector=odd%3Dtrue&limit=1`, 'a @5'],
    [`${all}?fieldSelector=metadata.name%3Db`, 'b @5'],
    [`${everywhere}?fieldSelector=metadata.namespace%3Ddefault-2`, 'e @5'],
    [`${all}?limit=3`, 'a b c @5 +1'],
    [`${all}?limit=4`, 'a b c d @5'],
    [`${all}?resourceVersion=2&resourceVersionMatch=Exact`, 'a b @2'],
    [`${all}?resourceVersion=2&resourceVersionMatch=NotOlderThan`, 'a b c d @5'],
    [`${all}?resourceVersion=0`, 'a b c d @5'],
    [`${all}?resourceVersion=9`, '504 Timeout: Too large resource version: 9, current: 5'],
    [
      `${all}?resourceVersionMatch=Exact`,
      '422 ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided',
    ],
    [
      `${all}?continue=nonsense!`,
      '400 invalid continue token: continue key is not valid: illegal base64 data or JSON',
    ],
    [`${all}?fieldSelector=spec.x%3D1`, '400 field label not supported: spec.x'],
  ];
  test.each(cases)('%s', (url, expected) => {
    expect(described(server.get(url))).toBe(expected);
  });

  test('pages show the state at which the list began', () => {
    const first = server.get(`${all}?limit=2`);
    server.call('DELETE', `${all}/c`);
    server.call('POST', all, { metadata: { name: 'bb' } });
    expect(described(server.get(`${all}?limit=2&continue=${next(first)}`))).toBe('c d @5');
    expect(described(server.get(`${all}?resourceVersion=1&continue=${next(first)}`))).toBe(
      '400 specifying resource version is not allowed when using continue',
    );
  });

  test('a page beyond the history may go on without consistency', () => {
    const first = server.get(`${all}?limit=2`);
    server.call('DELETE', `${all}/c`);
    Object.defineProperty(server.store, 'since', { value: () => undefined });
    const expired = server.get(`${all}?limit=2&continue=${next(first)}`);
    expect(expired.status).toBe(410);
    expect(expired.at('reason')).toBe('Expired');
    expect(described(server.get(`${all}?continue=${next(expired)}`))).toBe('d @6');
  });

  test('all pages together are the whole list', () => {
    const seen: string[] = [];
    let url = `${everywhere}?limit=2`;
    for (;;) {
      const answer = server.get(url);
      seen.push(described(answer).split(' @')[0] ?? '');
      if (answer.at('metadata', 'continue') === undefined) break;
      url = `${everywhere}?limit=2&continue=${next(answer)}`;
    }
    expect(seen.join(' ')).toBe('e a b c d');
  });
});

test('the token is upstream’s', () => {
  const token = 'eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6NDAzLCJzdGFydCI6Ii93ZWItMFx1MDAwMCJ9';
  expect(encodeContinue({ revision: 403, after: 'web-0' })).toBe(token);
  expect(decodeContinue(token)).toEqual({ revision: 403, after: 'web-0' });
});
