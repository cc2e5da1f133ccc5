import type { ApiRequest, ApiResponse } from '../apimachinery/api-client.ts';
import { formatTime, type Instant } from '../lib/instant.ts';
import { decodeUtf8 } from '../lib/utf8.ts';
import { serverAddress } from './kubeconfig.ts';

/** Reasons of the statuses that the API answers with. */
const reasons: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  301: 'Moved Permanently',
  304: 'Not Modified',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  410: 'Gone',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Entity',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
};

/** How much of a body `-v=8` shows; `-v=10` shows all. */
const shownBody = 1_024;

/**
 * The lines that `-v` logs of a request: its answer from 6 on, its headers from 7, bodies from 8.
 * Follows k8s.io/client-go/transport/round_trippers.go.
 */
export function traceLines(
  level: number,
  { request, response }: { readonly request: ApiRequest; readonly response: ApiResponse },
  now: Instant,
  pid: number,
): string {
  if (level < 6) return '';
  const head = (place: string): string => `I${stamp(now)} ${String(pid).padStart(7)} ${place}]`;
  const place = `${request.path}${request.query === '' ? '' : `?${request.query}`}`;
  const of = `verb="${request.method}" url="${serverAddress}${place}"`;
  const lines: string[] = [];
  if (level >= 8)
    lines.push(`${head('helper.go:105')} "Request Body" body=${bodyText(request.body, level)}`);
  if (level >= 7)
    lines.push(
      `${head('round_trippers.go:527')} "Request" ${of} headers=<`,
      ...headerLines(request.headers),
      ' >',
    );
  const status = response.type === 'session' ? 101 : response.status;
  const said = level >= 7 ? '' : ` ${of}`;
  const answered = `${status} ${reasons[status] ?? ''}`.trim();
  const headers =
    level >= 8 && response.type !== 'session'
      ? [` headers=<`, ...headerLines(response.headers), ' >'].join('\n')
      : '';
  lines.push(
    `${head('round_trippers.go:632')} "Response"${said} status="${answered}"${headers} milliseconds=1`,
  );
  if (level >= 8 && response.type === 'reply')
    lines.push(`${head('helper.go:105')} "Response Body" body=${bodyText(response.body, level)}`);
  return `${lines.join('\n')}\n`;
}

function headerLines(headers: { readonly [name: string]: string }): readonly string[] {
  return Object.entries(headers)
    .filter(([name]) => name !== 'kubectl-command')
    .map(([name, value]) => {
      const shown = name === 'authorization' ? 'Bearer <masked>' : value;
      return `\t${name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase())}: ${shown}`;
    })
    .sort();
}

function bodyText(body: string | Uint8Array | undefined, level: number): string {
  const text = typeof body === 'string' ? body : body ? decodeUtf8(body) : '';
  if (level >= 10 || text.length <= shownBody) return JSON.stringify(text);
  return `${JSON.stringify(text.slice(0, shownBody))} [truncated ${text.length - shownBody} chars]`;
}

/** `1120 12:38:22.000000`: klog's month, day and time. */
function stamp(now: Instant): string {
  const [, month, day, time] = /^\d+-(\d+)-(\d+)T([\d:]+)/.exec(formatTime(now)) ?? [];
  return `${month}${day} ${time}.000000`;
}
