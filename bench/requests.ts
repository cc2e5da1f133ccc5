import { Agent, request } from 'node:http';
import { type Figure, quantile } from './figures.ts';
import type { Runtime } from './runtime.ts';

const rounds = 5;
const clustersPerRound = 4;
const podsInList = 100;
// Enough for a 99th percentile that is more than the slowest single request.
const requestsPerRound = { get: 1_000, list: 200, patch: 500 };

const pods = '/api/v1/namespaces/default/pods';

/** What a client waits for, over HTTP with one kept connection, one request at a time. */
export async function measureRequests({ port }: Runtime): Promise<readonly Figure[]> {
  const client = new Client(port);
  const boots = await measureBoots(client);
  await client.ask('POST', '/loaded', 201);
  for (let i = 0; i < podsInList; i++)
    await client.ask('POST', `/loaded/kube${pods}`, 201, JSON.stringify(pod(`pod-${i}`)));
  const pod7 = `/loaded/kube${pods}/pod-7`;
  const figures = [
    boots,
    ...(await measure('GET pod', requestsPerRound.get, 1.0, () => client.ask('GET', pod7))),
    ...(await measure(`LIST ${podsInList} pods`, requestsPerRound.list, 4.4, () =>
      client.ask('GET', `/loaded/kube${pods}`),
    )),
    ...(await measure('PATCH pod', requestsPerRound.patch, 4, (i) =>
      client.ask('PATCH', pod7, 200, `{"metadata":{"annotations":{"count":"${i}"}}}`),
    )),
  ];
  client.close();
  return figures;
}

/** A new cluster until it has answered with its nodes, Ready. */
async function measureBoots(client: Client): Promise<Figure> {
  const medians: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const times: number[] = [];
    for (let i = 0; i < clustersPerRound; i++) {
      const id = `new-${round}-${i}`;
      const before = performance.now();
      await client.ask('POST', `/${id}`, 201);
      while (!hasReadyNodes(await client.ask('GET', `/${id}/kube/api/v1/nodes`)));
      times.push(performance.now() - before);
    }
    medians.push(quantile(times, 0.5));
  }
  return { name: 'new cluster to Ready nodes', unit: 'ms', rounds: medians, real: 3_200 };
}

function hasReadyNodes(text: string): boolean {
  const { items } = JSON.parse(text) as {
    items: { status: { conditions: { type: string; status: string }[] } }[];
  };
  const isReady = (condition: { type: string; status: string }) =>
    condition.type === 'Ready' && condition.status === 'True';
  return items.length > 0 && items.every(({ status }) => status.conditions.some(isReady));
}

async function measure(
  name: string,
  count: number,
  real: number,
  ask: (i: number) => Promise<unknown>,
): Promise<readonly Figure[]> {
  const p50: number[] = [];
  const p99: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const times: number[] = [];
    for (let i = 0; i < count; i++) {
      const before = performance.now();
      await ask(round * count + i);
      times.push(performance.now() - before);
    }
    p50.push(quantile(times, 0.5));
    p99.push(quantile(times, 0.99));
  }
  return [
    { name: `${name}, p50`, unit: 'ms', rounds: p50, real },
    { name: `${name}, p99`, unit: 'ms', rounds: p99 },
  ];
}

function pod(name: string) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: { app: 'bench' } },
    spec: { containers: [{ name: 'main', image: 'registry.k8s.io/pause:3.9' }] },
  };
}

/** Node's own HTTP client: what it costs is the same for every answer. */
class Client {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  readonly #port: number;

  constructor(port: number) {
    this.#port = port;
  }

  /** The body; throws when the status is another than wanted. */
  ask(method: string, path: string, wanted = 200, body?: string): Promise<string> {
    const type =
      method === 'PATCH' ? 'application/merge-patch+json' : 'application/json; charset=utf-8';
    const headers = {
      accept: 'application/json',
      ...(body === undefined
        ? {}
        : { 'content-type': type, 'content-length': Buffer.byteLength(body) }),
    };
    return new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port: this.#port, method, path, headers };
      const asked = request({ ...options, agent: this.#agent }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          if (answer.statusCode === wanted) resolve(text);
          else reject(new Error(`${method} ${path}: ${answer.statusCode} ${text.slice(0, 300)}`));
        });
      });
      asked.on('error', reject);
      asked.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
