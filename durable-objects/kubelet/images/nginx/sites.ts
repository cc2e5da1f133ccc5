import type { FileSystem } from '../../../shell/index.ts';
import { argsOf, ConfError, type Directive, readConf } from './conf.ts';

/** A `server` block, read once at start or reload; plain JSON. */
export interface Site {
  readonly ports: readonly number[];
  readonly names: readonly string[];
  readonly isDefault: boolean;
  readonly settings: Settings;
  readonly locations: readonly Location[];
}

export interface Location {
  readonly modifier: '' | '=' | '^~' | '~' | '~*';
  readonly path: string;
  readonly settings: Settings;
}

/** What can be said in a server or a location; the inner one wins. */
export interface Settings {
  readonly root?: string;
  readonly alias?: string;
  readonly index?: readonly string[];
  readonly return?: readonly string[];
  readonly tryFiles?: readonly string[];
  readonly proxyPass?: string;
  readonly autoindex?: boolean;
  readonly defaultType?: string;
  readonly headers?: readonly (readonly [string, string])[];
  readonly errorPages?: Readonly<Record<string, string>>;
  readonly deny?: boolean;
  readonly accessLog?: boolean;
}

/** Directives that change nothing that is simulated. */
const accepted = new Set(
  `user worker_processes error_log pid events http server location listen server_name root index
  alias return try_files proxy_pass autoindex default_type add_header error_page deny allow
  access_log log_format sendfile tcp_nopush tcp_nodelay keepalive_timeout gzip gzip_types types
  include worker_connections charset client_max_body_size proxy_set_header proxy_http_version
  proxy_read_timeout proxy_connect_timeout server_tokens expires stub_status daemon upstream
  proxy_buffering resolver multi_accept use worker_rlimit_nofile types_hash_max_size`.split(/\s+/),
);

/** The sites of a configuration. Throws ConfError with nginx' text. */
export function readSites(fs: FileSystem, path = '/etc/nginx/nginx.conf'): readonly Site[] {
  const conf = readConf(fs, path);
  check(conf);
  const http = conf.find((directive) => directive.name === 'http')?.block ?? [];
  return http
    .filter((directive) => directive.name === 'server')
    .map((server) => siteOf(server, http));
}

function check(block: readonly Directive[]): void {
  for (const directive of block) {
    if (!accepted.has(directive.name))
      throw new ConfError(
        `unknown directive "${directive.name}" in ${directive.file}:${directive.line}`,
      );
    // What is in these blocks are not directives but pairs of words.
    if (directive.block && !['types', 'upstream'].includes(directive.name)) check(directive.block);
  }
}

function siteOf(server: Directive, http: readonly Directive[]): Site {
  const block = server.block ?? [];
  const listens = block.filter((directive) => directive.name === 'listen');
  const ports = listens.flatMap(({ args }) => (args[0]?.startsWith('[') ? [] : [portOf(args[0])]));
  const outer = settingsOf(http);
  const settings = { ...outer, ...settingsOf(block) };
  return {
    ports: listens.length === 0 ? [80] : ports,
    names: argsOf(block, 'server_name') ?? [''],
    isDefault: listens.some(({ args }) => args.includes('default_server')),
    settings,
    locations: block.flatMap((directive) => {
      if (directive.name !== 'location') return [];
      const [first = '', second] = directive.args;
      const [modifier, path] = second === undefined ? ['', first] : [first, second];
      return [
        { modifier: modifierOf(modifier), path, settings: settingsOf(directive.block ?? []) },
      ];
    }),
  };
}

function modifierOf(text: string): Location['modifier'] {
  return text === '=' || text === '^~' || text === '~' || text === '~*' ? text : '';
}

function portOf(listen = '80'): number {
  const port = listen.includes(':') ? listen.slice(listen.lastIndexOf(':') + 1) : listen;
  return /^\d+$/.test(port) ? Number(port) : 80;
}

function settingsOf(block: readonly Directive[]): Settings {
  const [root] = argsOf(block, 'root') ?? [];
  const [alias] = argsOf(block, 'alias') ?? [];
  const [proxyPass] = argsOf(block, 'proxy_pass') ?? [];
  const [defaultType] = argsOf(block, 'default_type') ?? [];
  const index = argsOf(block, 'index');
  const returned = argsOf(block, 'return');
  const tryFiles = argsOf(block, 'try_files');
  const autoindex = argsOf(block, 'autoindex');
  const deny = argsOf(block, 'deny');
  const accessLog = argsOf(block, 'access_log');
  const headers = block.filter(({ name }) => name === 'add_header');
  const pages = block.filter(({ name }) => name === 'error_page');
  return {
    ...(root === undefined ? {} : { root }),
    ...(alias === undefined ? {} : { alias }),
    ...(proxyPass === undefined ? {} : { proxyPass }),
    ...(defaultType === undefined ? {} : { defaultType }),
    ...(index ? { index } : {}),
    ...(returned ? { return: returned } : {}),
    ...(tryFiles ? { tryFiles } : {}),
    ...(autoindex ? { autoindex: autoindex[0] === 'on' } : {}),
    ...(deny ? { deny: deny[0] === 'all' } : {}),
    ...(accessLog ? { accessLog: accessLog[0] !== 'off' } : {}),
    ...(headers.length === 0
      ? {}
      : { headers: headers.map(({ args }) => [args[0] ?? '', args[1] ?? ''] as const) }),
    ...(pages.length === 0 ? {} : { errorPages: Object.fromEntries(pages.flatMap(errorPages)) }),
  };
}

function errorPages({ args }: Directive): (readonly [string, string])[] {
  const page = args.at(-1) ?? '';
  return args.slice(0, -1).map((status) => [status, page] as const);
}
