import { describe, expect, test } from 'vitest';
import { requestInfo } from './request-info.ts';

/** `verb group/version resource/subresource namespace name`, with - for what is empty. */
function described(line: string): string {
  const [method = '', url = ''] = line.split(' ');
  const [path = '', query = ''] = url.split('?');
  const info = requestInfo({ method, path, query });
  if (!info.isResource) return `${info.verb} ${info.path}`;
  const kind = info.subresource === '' ? info.resource : `${info.resource}/${info.subresource}`;
  const version = info.group === '' ? info.version : `${info.group}/${info.version}`;
  return [info.verb, version, kind, info.namespace || '-', info.name || '-'].join(' ');
}

describe('requestInfo', () => {
  const cases: readonly [string, string][] = [
    ['GET /api/v1/namespaces', 'list v1 namespaces - -'],
    ['GET /api/v1/namespaces/a', 'get v1 namespaces a a'],
    ['PUT /api/v1/namespaces/a/status', 'update v1 namespaces/status a a'],
    ['PUT /api/v1/namespaces/a/finalize', 'update v1 namespaces/finalize a a'],
    ['GET /api/v1/namespaces/a/pods', 'list v1 pods a -'],
    ['HEAD /api/v1/namespaces/a/pods/p', 'get v1 pods a p'],
    ['GET /api/v1/pods?watch=1', 'watch v1 pods - -'],
    ['GET /api/v1/pods?watch=false', 'list v1 pods - -'],
    ['GET /api/v1/pods?fieldSelector=metadata.name%3Dp', 'list v1 pods - p'],
    ['GET /api/v1/watch/namespaces/a/pods/p', 'watch v1 pods a p'],
    ['POST /api/v1/namespaces/a/pods', 'create v1 pods a -'],
    ['POST /api/v1/namespaces/a/pods/p/binding', 'create v1 pods/binding a p'],
    [
      'PATCH /apis/apps/v1/namespaces/a/statefulsets/s/scale',
      'patch apps/v1 statefulsets/scale a s',
    ],
    ['DELETE /apis/apps/v1/namespaces/a/statefulsets', 'deletecollection apps/v1 statefulsets a -'],
    ['DELETE /apis/apps/v1/namespaces/a/statefulsets/s', 'delete apps/v1 statefulsets a s'],
    ['GET /apis/apps/v1', 'get /apis/apps/v1'],
    ['GET /api/v1', 'get /api/v1'],
    ['GET /version', 'get /version'],
  ];
  test.each(cases)('%s', (line, expected) => {
    expect(described(line)).toBe(expected);
  });
});
