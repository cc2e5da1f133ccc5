import type { StreamPosition } from '../../apimachinery/api-client.ts';
import { isObject, type Json } from '../../lib/json.ts';
import { decodeUtf8, fromUint8, toUint8 } from '../../lib/utf8.ts';
import type { ByteString, Wait } from '../../shell/index.ts';
import { pathOf } from '../cluster-client.ts';
import { chooseContainer, choosePod } from '../containers.ts';
import { KubectlError } from '../failure.ts';
import { flag } from '../flags.ts';
import { type Call, type Outcome, usageOf, type Verb } from '../verb.ts';

/** `kubectl exec`. Follows k8s.io/kubectl/pkg/cmd/exec. */
export const exec: Verb = {
  name: 'exec',
  short: 'Execute a command in a container',
  long: 'Execute a command in a container.',
  examples: `  # Get output from running the 'date' command from pod mypod, using the first container by default
  kubectl exec mypod -- date

  # Get output from running the 'date' command in ruby-container from pod mypod
  kubectl exec mypod -c ruby-container -- date

  # Switch to raw terminal mode; sends stdin to 'bash' in ruby-container from pod mypod
  # and sends stdout/stderr from 'bash' back to the client
  kubectl exec mypod -c ruby-container -i -t -- bash -il

  # Get output from running 'date' command from the first pod of the deployment mydeployment, using the first container by default
  kubectl exec deploy/mydeployment -- date`,
  usage: 'exec (POD | TYPE/NAME) [-c CONTAINER] [flags] -- COMMAND [args...] [options]',
  flags: [
    flag(
      "-c, --container=''",
      'Container name. If omitted, use the kubectl.kubernetes.io/default-container annotation for selecting the container to be attached or the first container in the pod will be chosen',
    ),
    flag('-q, --quiet=false', 'Only print output from the remote session'),
    flag('-i, --stdin=false', 'Pass stdin to the container'),
    flag('-t, --tty=false', 'Stdin is a TTY'),
    flag('-f, --filename=[]', '', { isRefused: true }),
    flag('--pod-running-timeout=1m0s', '', { isRefused: true }),
  ],
  run,
  // The work is what run left.
  resume: (work, call) => goOn(call, work as unknown as ExecWork),
};

/** An open session, plain JSON. */
interface ExecWork {
  position: StreamPosition;
  /** Keys go to the container as they are pressed; kubectl's caller looks at it. */
  isRaw: boolean;
  hasStdin: boolean;
  columns: number;
  rows: number;
}

function run(call: Call): Outcome {
  const { args, cluster, namespace } = call;
  const command = args.afterDash ?? [];
  const [word, ...more] = args.words;
  if (word === undefined)
    throw new KubectlError(`pod, type/name or --filename must be specified\n${usageOf(call)}`);
  if (more.length > 0)
    throw new KubectlError(
      `exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead\n${usageOf(call)}`,
    );
  if (command.length === 0)
    throw new KubectlError(
      `you must specify at least one command for the container\n${usageOf(call)}`,
    );
  const pod = choosePod(call, word);
  const { status } = pod.object;
  const phase = isObject(status) ? status.phase : '';
  if (phase === 'Succeeded' || phase === 'Failed')
    throw new KubectlError(
      `cannot exec into a container in a completed pod; current phase is ${phase}`,
    );
  const container = chooseContainer(call, pod.object, args.is('quiet'));
  const isRaw = args.is('tty') && args.is('stdin') && call.terminal !== undefined;
  if (args.is('tty') && args.is('stdin') && !isRaw)
    call.err('Unable to use a TTY - input is not a terminal or the right kind of file\n');
  const tty = args.is('tty') && (isRaw || !args.is('stdin'));
  const path = pathOf(pod.resource, namespace, pod.name, 'exec');
  const response = cluster.open('POST', path, {
    query: {
      command,
      container,
      stdin: args.is('stdin') ? 'true' : undefined,
      stdout: 'true',
      stderr: tty ? undefined : 'true',
      tty: tty ? 'true' : undefined,
    },
  });
  if (response.type !== 'session') throw new KubectlError('unable to upgrade connection');
  const work: ExecWork = {
    position: response.position,
    isRaw,
    hasStdin: args.is('stdin'),
    columns: 0,
    rows: 0,
  };
  return goOn(call, work);
}

function goOn(call: Call, work: ExecWork): Outcome {
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
  const waits: Wait[] = [{ for: 'external' }];
  if (work.hasStdin) waits.push({ for: 'stdin' });
  return { work: work as unknown as Json, waits };
}

const channels = { stdin: 0, stdout: 1, stderr: 2, status: 3, resize: 4, close: 255 } as const;

function sendInput(call: Call, work: ExecWork): void {
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
  work: ExecWork,
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
