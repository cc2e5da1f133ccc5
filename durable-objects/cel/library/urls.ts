import { declare, list, map, method, type Overload, own, text, truth } from '../declare.ts';
import { EvaluationError } from '../errors.ts';
import { MapValue, OpaqueValue, type Value } from '../values.ts';

const name = 'kubernetes.URL';
const url = own(name);

interface Parts {
  readonly scheme: string;
  readonly host: string;
  readonly path: string;
  readonly query: string;
}

/** `url('https://example.com:80/a?b=c').getHost()`. */
export const urls: readonly Overload[] = [
  declare('url', [text], url, makeUrl),
  declare('isURL', [text], truth, (value) => typeof readUrl(value) !== 'string'),
  method('getScheme', [url], text, (value) => of(value).scheme),
  method('getHost', [url], text, (value) => of(value).host),
  method('getHostname', [url], text, (value) => splitHost(of(value).host)[0]),
  method('getPort', [url], text, (value) => splitHost(of(value).host)[1]),
  method('getEscapedPath', [url], text, (value) => of(value).path),
  method('getQuery', [url], map(text, list(text)), (value) => queryOf(of(value).query)),
];

function makeUrl(value: string): OpaqueValue {
  const parts = readUrl(value);
  if (typeof parts === 'string')
    throw new EvaluationError(`URL parse error during conversion from string: ${parts}`);
  return new OpaqueValue(name, parts, JSON.stringify(parts));
}

function of({ data }: OpaqueValue): Parts {
  return data as Parts;
}

/** The parts of an absolute URL or path, or Go's error (net/url ParseRequestURI). */
export function readUrl(value: string): Parts | string {
  const fail = (why: string): string => `parse ${JSON.stringify(value)}: ${why}`;
  if (value === '') return fail('empty url');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what Go refuses.
  if (/[\u0000-\u001f\u007f]/.test(value)) return fail('net/url: invalid control character in URL');
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(value)?.[1] ?? '';
  const rest = scheme === '' ? value : value.slice(scheme.length + 1);
  if (!rest.startsWith('/'))
    return scheme === '' || rest === ''
      ? fail('invalid URI for request')
      : fail('invalid URI for request');
  const [before = '', query = ''] = splitOnce(rest, '?');
  const hasHost = before.startsWith('//');
  const authority = hasHost ? (before.slice(2).split('/')[0] ?? '') : '';
  const path = hasHost ? before.slice(2 + authority.length) : before;
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  if (/[ <>"]/.test(host))
    return fail(`invalid character ${JSON.stringify(/[ <>"]/.exec(host)?.[0])} in host name`);
  const bad = /%(?![0-9A-Fa-f]{2}).{0,2}/.exec(path);
  if (bad) return fail(`invalid URL escape ${JSON.stringify(bad[0])}`);
  const port = /:([^\]]*)$/.exec(host.replace(/^\[[^\]]*\]/, ''))?.[1];
  if (port !== undefined && !/^\d*$/.test(port))
    return fail(`invalid port ${JSON.stringify(`:${port}`)} after host`);
  return { scheme: scheme.toLowerCase(), host, path, query };
}

function splitOnce(value: string, by: string): readonly string[] {
  const at = value.indexOf(by);
  return at < 0 ? [value] : [value.slice(0, at), value.slice(at + 1)];
}

function splitHost(host: string): readonly [string, string] {
  const match = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d*))?$/.exec(host);
  return [match?.[1] ?? match?.[2] ?? host, match?.[3] ?? ''];
}

function queryOf(query: string): MapValue {
  const values = new Map<string, string[]>();
  for (const pair of query.split('&').filter((one) => one !== '')) {
    const [key = '', value = ''] = splitOnce(pair, '=').map(unescapeQuery);
    const known = values.get(key);
    if (known) known.push(value);
    else values.set(key, [value]);
  }
  return new MapValue([...values].map(([key, all]): readonly [Value, Value] => [key, all]));
}

function unescapeQuery(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch {
    return value;
  }
}
