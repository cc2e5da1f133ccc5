import { pods } from '../../api/index.ts';
import type { ApiSession, ApiStream } from '../../apimachinery/api-client.ts';
import { administrator, type Cluster } from '../../cluster/index.ts';
import type { Duration } from '../../lib/instant.ts';
import { decodeUtf8, encodeUtf8, fromUint8 } from '../../lib/utf8.ts';
import { call, testCluster, testStart } from '../../testing/clusters.ts';

const podsPath = '/api/v1/namespaces/default/pods';

/** What a command in a container printed, and how it ended. */
export interface Ran {
  readonly out: string;
  readonly err: string;
  readonly code: number | string | undefined;
}

/** A cluster with the requests that tests of kubelets make. */
export class Lab {
  readonly cluster: Cluster;
  #at: number = testStart;

  constructor(cluster: Cluster = testCluster()) {
    this.cluster = cluster;
  }

  advance(by: Duration): void {
    this.#at += by;
    this.cluster.advanceTo(this.#at);
  }

  /** Creates any object of the default namespace's core kinds. */
  create(plural: string, object: object): void {
    const reply = call(this.cluster, 'POST', `/api/v1/namespaces/default/${plural}`, object);
    if (reply.status >= 300) throw new Error(String(reply.body));
  }

  patch(path: string, patch: object): void {
    const headers = { 'content-type': 'application/strategic-merge-patch+json' };
    const reply = call(this.cluster, 'PATCH', `/api/v1/namespaces/default/${path}`, patch, headers);
    if (reply.status >= 300) throw new Error(String(reply.body));
  }

  remove(path: string): void {
    call(this.cluster, 'DELETE', `/api/v1/namespaces/default/${path}`);
  }

  pod(name: string) {
    return this.cluster.read.get(pods, { namespace: 'default', name });
  }

  /** `Running 1/1 0`, as the columns STATUS-ish of kubectl: phase, state, restarts. */
  state(name: string): string {
    const status = this.pod(name)?.status;
    if (!status) return 'gone';
    const containers = (status.containerStatuses ?? []).map(({ state, ready, restartCount }) => {
      const word =
        state.waiting?.reason ?? state.terminated?.reason ?? (state.running ? 'Running' : '?');
      return `${word}${ready ? '*' : ''} ${restartCount}`;
    });
    return `${status.phase} ${containers.join(', ')}`;
  }

  /** Reasons and messages of a pod's events, oldest first, counts in front. */
  events(name: string): string[] {
    const body = call(this.cluster, 'GET', '/api/v1/namespaces/default/events').body;
    const items: { involvedObject: { name: string }; [field: string]: unknown }[] = JSON.parse(
      String(body),
    ).items;
    return items
      .filter((event) => event.involvedObject.name === name)
      .map(({ type, reason, message }) => `${type} ${reason} ${message}`);
  }

  exec(pod: string, command: readonly string[], container?: string): Ran {
    const session = this.open(pod, command, { container });
    return this.read(session);
  }

  sh(pod: string, script: string, container?: string): Ran {
    return this.exec(pod, ['sh', '-c', script], container);
  }

  open(
    pod: string,
    command: readonly string[],
    options: { container?: string | undefined; tty?: boolean; stdin?: boolean } = {},
  ): ApiSession {
    const query = [
      ...command.map((word) => `command=${encodeURIComponent(word)}`),
      'stdout=true',
      ...(options.tty ? ['tty=true'] : ['stderr=true']),
      ...(options.stdin ? ['stdin=true'] : []),
      ...(options.container ? [`container=${options.container}`] : []),
    ].join('&');
    const request = { method: 'GET', path: `${podsPath}/${pod}/exec`, query, headers: upgrade };
    const answer = this.cluster.as(administrator).request(request);
    if (answer.type !== 'session') throw new Error(JSON.stringify(answer));
    return answer;
  }

  type(session: ApiSession, text: string): void {
    const frame = Uint8Array.from([0, ...encodeUtf8(text)]);
    this.cluster.as(administrator).send(session.position, frame);
  }

  /** Everything a session has for its client now. */
  read(session: ApiSession): Ran {
    const output = this.cluster.as(administrator).poll(session.position);
    const ran = { out: '', err: '', code: undefined as number | string | undefined };
    for (const chunk of output.chunks) {
      if (typeof chunk === 'string') continue;
      const text = fromUint8(chunk.subarray(1));
      if (chunk[0] === 1) ran.out += decodeUtf8(chunk.subarray(1));
      if (chunk[0] === 2) ran.err += text;
      if (chunk[0] === 3) ran.code = codeOf(text);
    }
    return ran;
  }

  logs(pod: string, query = ''): string {
    const request = { method: 'GET', path: `${podsPath}/${pod}/log`, query, headers: {} };
    const answer = this.cluster.as(administrator).request(request);
    return answer.type === 'reply' ? String(answer.body) : '';
  }

  follow(pod: string): ApiStream {
    const request = {
      method: 'GET',
      path: `${podsPath}/${pod}/log`,
      query: 'follow=true',
      headers: {},
    };
    const answer = this.cluster.as(administrator).request(request);
    if (answer.type !== 'stream') throw new Error(JSON.stringify(answer));
    return answer;
  }
}

const upgrade = { upgrade: 'websocket', connection: 'Upgrade' };

function codeOf(status: string): number | string {
  const body: {
    status: string;
    message?: string;
    details?: { causes?: { reason?: string; message: string }[] };
  } = JSON.parse(status);
  if (body.status === 'Success') return 0;
  const exit = body.details?.causes?.find(({ reason }) => reason === 'ExitCode');
  return exit ? Number(exit.message) : (body.message ?? '');
}

/** A pod with one container named main. */
export function podManifest(
  name: string,
  image: string,
  container: object = {},
  spec: object = {},
): object {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name },
    spec: { containers: [{ name: 'main', image, ...container }], ...spec },
  };
}

/** A pod whose container runs a script with busybox' sh. */
export function shellPod(
  name: string,
  script: string,
  container: object = {},
  spec: object = {},
): object {
  return podManifest(name, 'busybox:1.36', { command: ['sh', '-c', script], ...container }, spec);
}
