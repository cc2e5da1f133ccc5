import type { StreamPosition } from '../../apimachinery/api-client.ts';
import { formatTime, parseTime } from '../../lib/instant.ts';
import type { Json, JsonObject } from '../../lib/json.ts';
import { fromUint8, toBytes } from '../../lib/utf8.ts';
import type { ByteString } from '../../shell/index.ts';
import { pathOf } from '../cluster-client.ts';
import { chooseContainer, choosePod, containersOf, nameOf } from '../containers.ts';
import { KubectlError } from '../failure.ts';
import { flag } from '../flags.ts';
import { type Call, type Outcome, usageOf, type Verb, whenChanged } from '../verb.ts';

/** `kubectl logs`. Follows k8s.io/kubectl/pkg/cmd/logs. */
export const logs: Verb = {
  name: 'logs',
  short: 'Print the logs for a container in a pod',
  long: 'Print the logs for a container in a pod or specified resource. If the pod has only one container, the container name is optional.',
  examples: `  # Return snapshot logs from pod nginx with only one container
  kubectl logs nginx

  # Return snapshot logs from all containers in pods defined by label app=nginx
  kubectl logs -l app=nginx --all-containers=true

  # Return snapshot of previous terminated ruby container logs from pod web-1
  kubectl logs -p -c ruby web-1

  # Begin streaming the logs of the ruby container in pod web-1
  kubectl logs -f -c ruby web-1

  # Display only the most recent 20 lines of output in pod nginx
  kubectl logs --tail=20 nginx

  # Show all logs from pod nginx written in the last hour
  kubectl logs --since=1h nginx`,
  usage: 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER] [options]',
  flags: [
    flag('--all-containers=false', "Get all containers' logs in the pod(s)."),
    flag("-c, --container=''", 'Print the logs of this container'),
    flag('-f, --follow=false', 'Specify if the logs should be streamed.'),
    flag('--limit-bytes=0', 'Maximum bytes of logs to return. Defaults to no limit.'),
    flag(
      '--prefix=false',
      'Prefix each log line with the log source (pod name and container name).',
    ),
    flag(
      '-p, --previous=false',
      'If true, print the logs for the previous instance of the container in a pod if it exists.',
    ),
    flag(
      "-l, --selector=''",
      "Selector (label query) to filter on, supports '=', '==', '!=', 'in', 'notin'.",
    ),
    flag(
      '--since=0s',
      'Only return logs newer than a relative duration like 5s, 2m, or 3h. Defaults to all logs.',
    ),
    flag(
      "--since-time=''",
      'Only return logs after a specific date (RFC3339). Defaults to all logs.',
    ),
    flag(
      '--tail=-1',
      'Lines of recent log file to display. Defaults to -1 with no selector, showing all log lines otherwise 10, if a selector is provided.',
    ),
    flag('--timestamps=false', 'Include timestamps on each line in the log output'),
    ...[
      '--all-pods=false',
      '--ignore-errors=false',
      '--insecure-skip-tls-verify-backend=false',
      '--max-log-requests=5',
      '--pod-running-timeout=20s',
    ].map((notation) => flag(notation, '', { isRefused: true })),
  ],
  run,
  // The work is what run left.
  resume: (work, call) => follow(call, work as unknown as LogsWork),
};

interface Source {
  readonly prefix: string;
  readonly position: StreamPosition;
}

interface LogsWork {
  readonly open: readonly Source[];
}

function run(call: Call): Outcome {
  const { args } = call;
  if (args.words.length === 0 && args.text('selector') === '')
    throw new KubectlError(
      `expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a required argument for the logs command\n${usageOf(call)}`,
    );
  if (args.words.length > 0 && args.text('selector') !== '')
    throw new KubectlError('only a selector (-l) or a POD name is allowed');
  if (args.words.length > 2)
    throw new KubectlError(
      `expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a required argument for the logs command\n${usageOf(call)}`,
    );
  const open: Source[] = [];
  for (const { pod, container } of containersAsked(call)) {
    const prefix = args.is('prefix') ? `[pod/${pod}/${container}] ` : '';
    const path = pathOf(call.kinds.require('pods'), call.namespace, pod, 'log');
    const response = call.cluster.open('GET', path, {
      query: queryOf(call, container),
      accept: '*/*',
    });
    if (response.type === 'stream') open.push({ prefix, position: response.position });
    else if (response.type === 'reply') print(call, prefix, bytesOf(response.body));
  }
  return follow(call, { open });
}

function containersAsked(call: Call): readonly { pod: string; container: string }[] {
  const { args, cluster, kinds, namespace } = call;
  const selector = args.text('selector');
  const all = (pod: JsonObject): readonly { pod: string; container: string }[] => {
    if (!args.is('all-containers')) return [{ pod: nameOf(pod), container: chosen(call, pod) }];
    const own = containersOf(pod);
    const ordered = [
      ...own.filter(({ kind }) => kind === 'init'),
      ...own.filter(({ kind }) => kind !== 'init'),
    ];
    return ordered.map(({ name }) => ({ pod: nameOf(pod), container: name }));
  };
  if (selector === '') return all(choosePod(call, args.words[0] ?? '').object);
  const { items } = cluster.list(kinds.require('pods'), namespace, { labelSelector: selector });
  if (items.length === 0) call.err(`No resources found in ${namespace} namespace.\n`);
  return items.flatMap(all);
}

function chosen(call: Call, pod: JsonObject): string {
  const named = call.args.words[1];
  if (named === undefined) return chooseContainer(call, pod);
  return named;
}

function queryOf({ args, now }: Call, container: string): { [name: string]: string | undefined } {
  const since = args.duration('since');
  const time = args.text('since-time');
  if (since > 0 && time !== '')
    throw new KubectlError('only one of sinceTime or sinceSeconds may be specified');
  if (time !== '' && parseTime(time) === undefined)
    throw new KubectlError(`parsing time ${JSON.stringify(time)} as "2006-01-02T15:04:05Z07:00"`);
  const tail = args.has('tail') ? args.number('tail') : args.text('selector') === '' ? -1 : 10;
  if (tail < -1) throw new KubectlError('TailLines must be greater than or equal to -1');
  const limit = args.number('limit-bytes');
  return {
    container,
    follow: args.is('follow') ? 'true' : undefined,
    previous: args.is('previous') ? 'true' : undefined,
    timestamps: args.is('timestamps') ? 'true' : undefined,
    sinceSeconds: since > 0 ? String(Math.ceil(since / 1_000)) : undefined,
    sinceTime: time === '' ? undefined : formatTime(parseTime(time) ?? now),
    tailLines: tail >= 0 ? String(tail) : undefined,
    limitBytes: limit > 0 ? String(limit) : undefined,
  };
}

function follow(call: Call, { open }: LogsWork): Outcome {
  const left = open.flatMap(({ prefix, position }): Source[] => {
    const { chunks, next } = call.cluster.poll(position);
    print(call, prefix, chunks.map(bytesOf).join(''));
    return next ? [{ prefix, position: next }] : [];
  });
  if (left.length === 0) return 0;
  const work: LogsWork = { open: left };
  return whenChanged(work as unknown as Json);
}

function bytesOf(chunk: string | Uint8Array): ByteString {
  return typeof chunk === 'string' ? toBytes(chunk) : fromUint8(chunk);
}

function print(call: Call, prefix: string, bytes: ByteString): void {
  call.outBytes(prefix === '' ? bytes : bytes.replace(/^(?=[^\n])/gm, toBytes(prefix)));
}
