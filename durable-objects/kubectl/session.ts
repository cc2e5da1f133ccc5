import type { StreamPosition } from '../apimachinery/api-client.ts';
import { isObject, type Json } from '../lib/json.ts';
import { decodeUtf8, fromUint8, toUint8 } from '../lib/utf8.ts';
import type { ByteString, Wait } from '../shell/index.ts';
import { pathOf } from './cluster-client.ts';
import type { ChosenPod } from './containers.ts';
import { KubectlError } from './failure.ts';
import type { Call } from './verb.ts';

/** An open session, plain JSON. */
export interface SessionWork {
  position: StreamPosition;
  /** Keys go to the container as they are pressed; kubectl's caller looks at it. */
  isRaw: boolean;
  hasStdin: boolean;
  columns: number;
  rows: number;
}

/** Carries bytes both ways; the exit code once it has ended. Throws KubectlError. */
export function goOnSession(call: Call, work: SessionWork): number | undefined {
  sendInput(call, work);
  const { chunks, next } = call.cluster.poll(work.position);
  let ended: number | undefined;
  for (const chunk of chunks) {
    // A session's chunks are frames.
    const frame = typeof chunk === 'string' ? toUint8(chunk) : chunk;
    const code = receive(call, work, frame[0] ?? 0, frame.subarray(1));
    if (code !== undefined) ended = code;
  }
  if (ended !== undefined) return ended;
  if (!next) throw new KubectlError('unexpected EOF');
  work.position = next;
  return undefined;
}

/** What a session waits for. */
export function sessionWaits({ hasStdin }: SessionWork): readonly Wait[] {
  return hasStdin ? [{ for: 'external' }, { for: 'stdin' }] : [{ for: 'external' }];
}

/** What is asked of a container. */
export interface SessionRequest {
  readonly pod: Pick<ChosenPod, 'resource' | 'name'>;
  readonly container: string;
  readonly stdin: boolean;
  /** Whether keys go to the container as they are pressed. */
  readonly isRaw: boolean;
  readonly tty: boolean;
  readonly command?: readonly string[];
}

/** Opens exec or attach. Throws KubectlError and StatusFailure. */
export function openSession(
  { cluster, namespace }: Call,
  subresource: 'exec' | 'attach',
  { pod, container, stdin, isRaw, tty, command }: SessionRequest,
): SessionWork {
  const response = cluster.open('POST', pathOf(pod.resource, namespace, pod.name, subresource), {
    query: {
      command,
      container,
      stdin: stdin ? 'true' : undefined,
      stdout: 'true',
      stderr: tty ? undefined : 'true',
      tty: tty ? 'true' : undefined,
    },
  });
  if (response.type !== 'session') throw new KubectlError('unable to upgrade connection');
  return { position: response.position, isRaw, hasStdin: stdin, columns: 0, rows: 0 };
}

/** Whether keys can be passed on as they are pressed; says so when they can't. */
export function rawTerminal(call: Call, tty: boolean, stdin: boolean): boolean {
  const isRaw = tty && stdin && call.terminal !== undefined;
  if (tty && stdin && !isRaw)
    call.err('Unable to use a TTY - input is not a terminal or the right kind of file\n');
  return isRaw;
}

const channels = { stdin: 0, stdout: 1, stderr: 2, status: 3, resize: 4, close: 255 } as const;

function sendInput(call: Call, work: SessionWork): void {
  const { terminal, cluster } = call;
  if (
    work.isRaw &&
    terminal &&
    (terminal.columns !== work.columns || terminal.rows !== work.rows)
  ) {
    Object.assign(work, terminal);
    const size = JSON.stringify({ Width: terminal.columns, Height: terminal.rows });
    cluster.send(work.position, frameOf(channels.resize, size));
  }
  while (work.hasStdin) {
    const bytes = call.read();
    if (bytes === '') return;
    if (bytes === undefined) {
      work.hasStdin = false;
      cluster.send(work.position, Uint8Array.of(channels.close, channels.stdin));
    } else cluster.send(work.position, frameOf(channels.stdin, bytes));
  }
}

/** Acts on a frame; the exit code when it is the last one. */
function receive(
  call: Call,
  work: SessionWork,
  channel: number,
  bytes: Uint8Array,
): number | undefined {
  // A terminal's lines end with \r\n already, and ours adds the \r itself.
  const text = (): ByteString => {
    const raw = fromUint8(bytes);
    return work.isRaw ? raw.replaceAll('\r\n', '\n') : raw;
  };
  switch (channel) {
    case channels.stdout:
      call.outBytes(text());
      return undefined;
    case channels.stderr:
      call.errBytes(text());
      return undefined;
    case channels.status:
      return exitCode(call, JSON.parse(decodeUtf8(bytes)));
    default:
      return undefined;
  }
}

function exitCode(call: Call, status: unknown): number {
  if (!isObject(status)) return 1;
  if (status.status === 'Success') return 0;
  const details = isObject(status.details) ? status.details : {};
  const causes: readonly Json[] = Array.isArray(details.causes) ? details.causes : [];
  const cause = causes.filter(isObject).find(({ reason }) => reason === 'ExitCode');
  if (status.reason === 'NonZeroExitCode' && cause) {
    call.err(`command terminated with exit code ${String(cause.message)}\n`);
    return Number(cause.message);
  }
  throw new KubectlError(String(status.message ?? 'unknown error'));
}

function frameOf(channel: number, bytes: ByteString): Uint8Array {
  return Uint8Array.of(channel, ...toUint8(bytes));
}
