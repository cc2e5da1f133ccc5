import type { Instant } from '../../../lib/instant.ts';
import { civil, formatTime } from '../../../lib/instant.ts';
import { normalize } from '../../../shell/files/paths.ts';
import { FileError, type FileSystem, type HttpRequest } from '../../../shell/index.ts';
import type { Server, ServerContext, ServerResponse } from '../image.ts';
import { errorPage, indexPage, mimeType } from './pages.ts';
import type { Location, Settings, Site } from './sites.ts';

/** What the master process hands to the workers: the sites it read last. */
export interface NginxOptions {
  readonly version: string;
  readonly sites: readonly Site[];
}

/** nginx' answers. `options` is NginxOptions. */
export const nginxServer: Server = {
  http(request, context) {
    // The options are what this image's own command has put there.
    const { version, sites } = context.options as unknown as NginxOptions;
    const site = siteFor(sites, context.port, request);
    const { settings, response } = serve(site, request, context, request.path, 0);
    const date = httpDate(context.now);
    const length = String(response.body.length);
    const own: [string, string][] = [
      ['Server', `nginx/${version}`],
      ['Date', date],
      ['Content-Length', length],
      ['Connection', 'close'],
    ];
    const added = response.status < 400 ? (settings.headers ?? []) : [];
    const body = request.method === 'HEAD' ? '' : response.body;
    if (settings.accessLog !== false) log(request, context, response);
    return { ...response, body, headers: [...own, ...(response.headers ?? []), ...added] };
  },
};

interface Served {
  readonly settings: Settings;
  readonly response: ServerResponse;
}

/** Internal redirects (index, try_files, error_page) one request makes; nginx stops at 10, too. */
const maxRedirects = 10;

function serve(
  site: Site,
  request: HttpRequest,
  context: ServerContext,
  target: string,
  depth: number,
): Served {
  const [path = '/'] = target.split('?');
  const location = locationFor(site, path);
  const settings = { ...site.settings, ...location?.settings };
  if (depth > maxRedirects) return { settings, response: failure(500, settings, context) };
  const response = respond(settings, location, request, context, path);
  if ('redirect' in response) return serve(site, request, context, response.redirect, depth + 1);
  const page = response.status >= 400 ? settings.errorPages?.[response.status] : undefined;
  if (page === undefined || depth > 0) return { settings, response };
  const shown = serve(site, request, context, page, depth + 1);
  if (shown.response.status !== 200) return { settings, response };
  return { settings, response: { ...shown.response, status: response.status } };
}

type Outcome = ServerResponse | { readonly redirect: string };

function respond(
  settings: Settings,
  location: Location | undefined,
  request: HttpRequest,
  context: ServerContext,
  path: string,
): Outcome {
  if (settings.deny) return failure(403, settings, context);
  if (settings.return) return returned(settings.return, request, settings, context);
  if (settings.proxyPass !== undefined) return proxied(settings.proxyPass, request, context);
  if (!['GET', 'HEAD'].includes(request.method)) return failure(405, settings, context);
  const decoded = normalize(decode(path)) + (path.endsWith('/') && path !== '/' ? '/' : '');
  if (settings.tryFiles) return tryFiles(settings.tryFiles, settings, location, context, decoded);
  return file(settings, location, context, decoded);
}

function file(
  settings: Settings,
  location: Location | undefined,
  context: ServerContext,
  path: string,
): Outcome {
  const { fs } = context;
  const place = placeOf(settings, location, path);
  try {
    if (fs.stat(place.replace(/(.)\/$/, '$1')).type !== 'directory') {
      if (path.endsWith('/')) return failure(404, settings, context);
      return content(settings, place, fs);
    }
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    if (error.code === 'EACCES') return failure(403, settings, context);
    logError(context, `open() "${place}" failed (2: No such file or directory)`);
    return failure(404, settings, context);
  }
  if (!path.endsWith('/')) return redirected(301, `${path}/`, settings, context);
  const index = (settings.index ?? ['index.html']).find((name) => fs.exists(`${place}${name}`));
  if (index !== undefined) return { redirect: `${path}${index}` };
  if (settings.autoindex) return html(200, indexPage(path, fs.list(place)));
  logError(context, `directory index of "${place}" is forbidden`);
  return failure(403, settings, context);
}

function tryFiles(
  names: readonly string[],
  settings: Settings,
  location: Location | undefined,
  context: ServerContext,
  path: string,
): Outcome {
  const last = names.at(-1) ?? '';
  for (const name of names.slice(0, -1)) {
    const candidate = name.replaceAll('$uri', path);
    const place = placeOf(settings, location, candidate);
    const wantsDirectory = candidate.endsWith('/');
    if (!context.fs.exists(place)) continue;
    const isDirectory = context.fs.stat(place).type === 'directory';
    if (isDirectory === wantsDirectory) return file(settings, location, context, candidate);
  }
  if (last.startsWith('=')) return failure(Number(last.slice(1)), settings, context);
  return { redirect: last.replaceAll('$uri', path) };
}

function content(settings: Settings, place: string, fs: FileSystem): ServerResponse {
  const { modifiedAt } = fs.stat(place);
  const body = fs.read(place);
  const type = mimeType(place) ?? settings.defaultType ?? 'text/plain';
  const etag = `"${Math.floor(modifiedAt / 1000).toString(16)}-${body.length.toString(16)}"`;
  return {
    status: 200,
    headers: [
      ['Content-Type', type],
      ['Last-Modified', httpDate(modifiedAt)],
      ['ETag', etag],
      ['Accept-Ranges', 'bytes'],
    ],
    body,
  };
}

function returned(
  args: readonly string[],
  request: HttpRequest,
  settings: Settings,
  context: ServerContext,
): Outcome {
  const status = /^\d{3}$/.test(args[0] ?? '') ? Number(args[0]) : 302;
  const text = /^\d{3}$/.test(args[0] ?? '') ? args[1] : args[0];
  if (status >= 300 && status < 400)
    return redirected(status, variables(text ?? '', request, context), settings, context);
  if (text === undefined) return failure(status, settings, context);
  const type = settings.defaultType ?? 'text/plain';
  const body = variables(text.replaceAll('\\n', '\n'), request, context);
  return { status, headers: [['Content-Type', type]], body };
}

function proxied(target: string, request: HttpRequest, context: ServerContext): Outcome {
  const match = /^http:\/\/([^/:]+)(?::(\d+))?(\/.*)?$/.exec(target);
  const [, host = '', port = '80', path] = match ?? [];
  const headers = request.headers.filter(([name]) => name.toLowerCase() !== 'host');
  const answer = context.network.http({
    ...request,
    scheme: 'http',
    host,
    port: Number(port),
    path: path === undefined || path === '/' ? request.path : path,
    headers: [...headers, ['Host', host]],
  });
  if (answer.ok) {
    const { status, body } = answer.value;
    const type = answer.value.headers.find(([name]) => name.toLowerCase() === 'content-type');
    return { status, body, headers: type ? [type] : [] };
  }
  logError(context, `connect() failed (111: Connection refused) while connecting to upstream`);
  return failure(answer.failure === 'timeout' ? 504 : 502, {}, context);
}

function redirected(
  status: number,
  to: string,
  settings: Settings,
  context: ServerContext,
): ServerResponse {
  const page = failure(status, settings, context);
  return { ...page, headers: [...(page.headers ?? []), ['Location', to]] };
}

function failure(status: number, _settings: Settings, context: ServerContext): ServerResponse {
  const { version } = context.options as unknown as NginxOptions;
  return html(status, errorPage(status, version));
}

function html(status: number, body: string): ServerResponse {
  return { status, headers: [['Content-Type', 'text/html']], body };
}

function siteFor(sites: readonly Site[], port: number, request: HttpRequest): Site {
  const here = sites.filter((site) => site.ports.includes(port));
  const asked = request.headers.find(([name]) => name.toLowerCase() === 'host')?.[1];
  const host = (asked ?? request.host).replace(/:\d+$/, '').toLowerCase();
  const named = here.find((site) => site.names.some((name) => matchesName(name, host)));
  const site = named ?? here.find(({ isDefault }) => isDefault) ?? here[0];
  return site ?? { ports: [], names: [], isDefault: true, settings: {}, locations: [] };
}

function matchesName(name: string, host: string): boolean {
  return name === host || (name.startsWith('*.') && host.endsWith(name.slice(1)));
}

/** Exact, then the longest prefix if it says ^~, then the first expression, then that prefix. */
function locationFor(site: Site, path: string): Location | undefined {
  const exact = site.locations.find((at) => at.modifier === '=' && at.path === path);
  if (exact) return exact;
  const prefix = site.locations
    .filter((at) => (at.modifier === '' || at.modifier === '^~') && path.startsWith(at.path))
    .sort((a, b) => b.path.length - a.path.length)[0];
  if (prefix?.modifier === '^~') return prefix;
  return site.locations.find((at) => matchesExpression(at, path)) ?? prefix;
}

function matchesExpression({ modifier, path }: Location, target: string): boolean {
  if (modifier !== '~' && modifier !== '~*') return false;
  try {
    return new RegExp(path, modifier === '~*' ? 'i' : '').test(target);
  } catch {
    return false;
  }
}

function placeOf(settings: Settings, location: Location | undefined, path: string): string {
  if (settings.alias !== undefined && location)
    return settings.alias + path.slice(location.path.length);
  return `${(settings.root ?? '/etc/nginx/html').replace(/\/$/, '')}${path}`;
}

function variables(text: string, request: HttpRequest, context: ServerContext): string {
  const values: Readonly<Record<string, string>> = {
    hostname: context.hostname,
    host: request.host,
    uri: request.path.split('?')[0] ?? '',
    request_uri: request.path,
    remote_addr: context.client,
    server_port: String(context.port),
    request_method: request.method,
    scheme: request.scheme,
  };
  return text.replace(/\$\{?(\w+)\}?/g, (whole, name: string) => values[name] ?? whole);
}

function decode(path: string): string {
  return path.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

function log(request: HttpRequest, context: ServerContext, response: ServerResponse): void {
  const header = (name: string) =>
    request.headers.find(([own]) => own.toLowerCase() === name)?.[1] ?? '-';
  const line = `"${request.method} ${request.path} HTTP/1.1" ${response.status}`;
  const end = `"${header('referer')}" "${header('user-agent')}" "${header('x-forwarded-for')}"`;
  const bytes = request.method === 'HEAD' ? 0 : response.body.length;
  context.log(`${context.client} - - [${logDate(context.now)}] ${line} ${bytes} ${end}`);
}

function logError(context: ServerContext, text: string): void {
  const at = formatTime(context.now).replaceAll('-', '/').replace('T', ' ').replace('Z', '');
  context.log(`${at} [error] 29#29: *1 ${text}, client: ${context.client}`, 'stderr');
}

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const weekdays = 'Sun Mon Tue Wed Thu Fri Sat'.split(' ');

/** `Fri, 20 Nov 2026 12:37:12 GMT`. */
export function httpDate(at: Instant): string {
  const { year, month, day, weekday } = civil(at);
  const date = `${String(day).padStart(2, '0')} ${months[month - 1]} ${year}`;
  return `${weekdays[weekday]}, ${date} ${formatTime(at).slice(11, 19)} GMT`;
}

/** `20/Nov/2026:12:37:12 +0000`. */
export function logDate(at: Instant): string {
  const { year, month, day } = civil(at);
  const date = `${String(day).padStart(2, '0')}/${months[month - 1]}/${year}`;
  return `${date}:${formatTime(at).slice(11, 19)} +0000`;
}
