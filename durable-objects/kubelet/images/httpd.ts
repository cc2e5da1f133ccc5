import { formatTime } from '../../lib/instant.ts';
import { normalize } from '../../shell/files/paths.ts';
import { defineStreaming, executable, FileError } from '../../shell/index.ts';
import { reasonPhrase } from './http-status.ts';
import { defineImage, type ListeningState, type Server, type ServerResponse } from './image.ts';
import { mimeType } from './nginx/pages.ts';
import { httpDate, logDate } from './nginx/server.ts';

const root = '/usr/local/apache2/htdocs';
const version = '2.4.65';

/** Apache's answers: files below its document root. */
const httpdServer: Server = {
  http(request, context) {
    const path = normalize(request.path.split('?')[0] ?? '/');
    const isDirectory = context.fs.exists(root + path)
      ? context.fs.stat(root + path).type === 'directory'
      : false;
    const file = isDirectory ? `${root}${path}/index.html` : root + path;
    const found = read(file, context.fs);
    const response = found ?? failure(404, 'The requested URL was not found on this server.');
    const { status, body } = response;
    const line = `"${request.method} ${request.path} HTTP/1.1" ${status} ${body.length}`;
    context.log(`${context.client} - - [${logDate(context.now)}] ${line}`);
    const own: [string, string][] = [
      ['Date', httpDate(context.now)],
      ['Server', `Apache/${version} (Unix)`],
      ['Content-Length', String(body.length)],
    ];
    const sent = request.method === 'HEAD' ? '' : body;
    return { ...response, body: sent, headers: [...own, ...(response.headers ?? [])] };
  },
};

function read(path: string, fs: { read(path: string): string }): ServerResponse | undefined {
  try {
    const type = mimeType(path) ?? 'text/plain';
    return { status: 200, headers: [['Content-Type', type]], body: fs.read(path) };
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  }
}

function failure(status: number, text: string): ServerResponse {
  const title = `${status} ${reasonPhrase(status)}`;
  const head = '<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n';
  const page = `<title>${title}</title>\n</head><body>\n<h1>${reasonPhrase(status)}</h1>\n`;
  const body = `${head}${page}<p>${text}</p>\n</body></html>\n`;
  return { status, headers: [['Content-Type', 'text/html; charset=iso-8859-1']], body };
}

const httpdCommand = defineStreaming<ListeningState>({
  name: 'httpd-foreground',
  handles: ['TERM', 'INT', 'WINCH', 'USR1', 'HUP'],
  start: (context) => {
    notice(context, `AH00489: Apache/${version} (Unix) configured -- resuming normal operations`);
    notice(context, "AH00094: Command line: 'httpd -D FOREGROUND'");
    return { listening: [{ port: 80, server: 'httpd' }] };
  },
  resume: (_state, context) => {
    const signals = context.takeSignals();
    const end = signals.find((name) => name === 'TERM' || name === 'INT' || name === 'WINCH');
    if (end === undefined) return { waits: [{ for: 'signal' }] };
    notice(context, `AH00492: caught SIG${end}, shutting down gracefully`);
    return { exit: 0 };
  },
});

function notice(
  context: { err(text: string): void; pid: number; system: { now: number } },
  text: string,
): void {
  const at = formatTime(context.system.now).replace('T', ' ').replace('Z', '');
  context.err(`[${at}] [mpm_event:notice] [pid ${context.pid}:tid ${context.pid}] ${text}\n`);
}

/** Apache httpd, serving its document root. */
export const httpd = defineImage({
  names: ['docker.io/library/httpd'],
  base: 'debian',
  cmd: ['httpd-foreground'],
  env: {
    PATH: '/usr/local/apache2/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    HTTPD_PREFIX: '/usr/local/apache2',
    HTTPD_VERSION: version,
  },
  workdir: '/usr/local/apache2',
  stopSignal: 'TERM',
  sizeBytes: 45_122_417,
  files: {
    [`${root}/index.html`]: '<html><body><h1>It works!</h1></body></html>\n',
    '/usr/local/bin/httpd-foreground': { text: executable('httpd-foreground'), mode: 0o755 },
  },
  commands: [httpdCommand],
  servers: { httpd: httpdServer },
});
