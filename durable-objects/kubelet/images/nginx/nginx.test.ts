import { describe, expect, test } from 'vitest';
import type { Json } from '../../../lib/json.ts';
import { MemoryFileSystem, noNetwork } from '../../../shell/index.ts';
import type { ServerContext } from '../image.ts';
import { ConfError } from './conf.ts';
import { nginxServer } from './server.ts';
import { readSites } from './sites.ts';

function files(conf: string): MemoryFileSystem {
  const fs = new MemoryFileSystem({ now: () => 0 });
  for (const path of ['/etc', '/etc/nginx', '/etc/nginx/conf.d', '/www', '/www/sub', '/www/empty'])
    fs.mkdir(path);
  fs.write('/etc/nginx/nginx.conf', 'events {}\nhttp { include /etc/nginx/conf.d/*.conf; }\n');
  fs.write('/etc/nginx/conf.d/default.conf', conf);
  fs.write('/www/index.html', 'index');
  fs.write('/www/sub/index.html', 'sub index');
  fs.write('/www/page.txt', 'page');
  fs.write('/www/oops.html', 'oops');
  return fs;
}

function get(conf: string, path: string, host = 'web') {
  const fs = files(conf);
  const options = { version: '1.27.5', sites: readSites(fs) } as unknown as Json;
  const logged: string[] = [];
  const context: ServerContext = {
    fs,
    network: noNetwork,
    options,
    port: 80,
    client: '10.244.1.1',
    hostname: 'web-0',
    env: {},
    now: 0,
    uptimeMs: 0,
    state: undefined,
    setState: () => undefined,
    log: (line) => logged.push(line),
  };
  const headers = [['User-Agent', 'test']] as const;
  const request = {
    method: 'GET',
    scheme: 'http',
    host,
    port: 80,
    path,
    headers,
    body: '',
  } as const;
  const response = nginxServer.http?.({ ...request, timeoutMs: 1_000 }, context);
  return { status: response?.status, body: response?.body ?? '', response, logged };
}

const plain = 'server { listen 80; root /www; index index.html; }';

describe('nginx', () => {
  test.each([
    [plain, '/', 200, 'index'],
    [plain, '/page.txt', 200, 'page'],
    [plain, '/sub', 301, '<center><h1>301 Moved Permanently</h1></center>'],
    [plain, '/sub/', 200, 'sub index'],
    [plain, '/empty/', 403, '<center><h1>403 Forbidden</h1></center>'],
    [plain, '/none', 404, '<center><h1>404 Not Found</h1></center>\r\n<hr><center>nginx/1.27.5'],
    ['server { listen 80; location / { return 200 "hi $hostname\\n"; } }', '/', 200, 'hi web-0\n'],
    ['server { listen 80; location /a { return 503; } }', '/a', 503, '503 Service Temporarily'],
    [
      'server { listen 80; location = /a { return 201 x; } location /a { return 202 y; } }',
      '/a',
      201,
      'x',
    ],
    [
      'server { listen 80; location /a { return 200 p; } location ~ ^/a/b { return 200 r; } }',
      '/a/b',
      200,
      'r',
    ],
    ['server { listen 80; root /www; error_page 404 /oops.html; }', '/none', 404, 'oops'],
    [
      'server { listen 80; root /www; location / { try_files $uri /index.html; } }',
      '/none',
      200,
      'index',
    ],
    ['server { listen 80; location /x/ { alias /www/; } }', '/x/page.txt', 200, 'page'],
    ['server { listen 80; location / { proxy_pass http://other; } }', '/', 502, '502 Bad Gateway'],
  ])('%s GET %s: %d', (conf, path, status, body) => {
    const answer = get(conf, path);
    expect(answer.status).toBe(status);
    expect(answer.body).toContain(body);
  });

  test('chooses a site by name, else the default', () => {
    const conf =
      'server { listen 80 default_server; return 200 one; } ' +
      'server { listen 80; server_name b.example; return 200 two; }';
    expect(get(conf, '/', 'b.example').body).toBe('two');
    expect(get(conf, '/', 'c.example').body).toBe('one');
  });

  test('logs in the combined format', () => {
    expect(get(plain, '/').logged).toEqual([
      '10.244.1.1 - - [01/Jan/1970:00:00:00 +0000] "GET / HTTP/1.1" 200 5 "-" "test" "-"',
    ]);
  });

  test.each([
    [
      'server { listen 80',
      'unexpected end of file, expecting "}" in /etc/nginx/conf.d/default.conf:1',
    ],
    ['servr { }', 'unknown directive "servr" in /etc/nginx/conf.d/default.conf:1'],
    ['}', 'unexpected "}" in /etc/nginx/conf.d/default.conf:1'],
  ])('refuses %s', (conf, message) => {
    expect(() => readSites(files(conf))).toThrow(new ConfError(message));
  });
});
