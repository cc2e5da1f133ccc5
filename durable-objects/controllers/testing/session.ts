import { parse } from 'yaml';
import { type Node, nodes } from '../../api/index.ts';
import type { StreamPosition } from '../../apimachinery/api-client.ts';
import type { KubeObject } from '../../apimachinery/meta.ts';
import { calendarOf } from '../../cluster/clock.ts';
import { administrator, type Cluster } from '../../cluster/index.ts';
import { assert } from '../../lib/assert.ts';
import { minute, second } from '../../lib/instant.ts';
import { type Frozen, isObject, type JsonObject } from '../../lib/json.ts';
import { call, testCluster } from '../../testing/clusters.ts';

/** What a watch tells. */
export interface WatchEvent {
  readonly type: string;
  readonly object: JsonObject;
}

/** Someone at work with a whole cluster of three nodes, over the API. Names are in `default`. */
export class Session {
  readonly cluster: Cluster = testCluster();

  /** POSTs a manifest in YAML; fails unless it is created. Returns the object. */
  create(plural: string, manifest: string): JsonObject {
    return this.send('POST', plural, parse(manifest) as JsonObject);
  }

  get(place: string): JsonObject {
    return this.send('GET', place);
  }

  /** A merge patch. */
  patch(place: string, patch: JsonObject): JsonObject {
    return this.send('PATCH', place, patch, 'application/merge-patch+json');
  }

  replace(place: string, object: JsonObject): JsonObject {
    return this.send('PUT', place, object);
  }

  delete(place: string, options?: JsonObject): void {
    this.send('DELETE', place, options);
  }

  /** The status code of a request that may fail. */
  code(method: string, place: string, body?: JsonObject): number {
    return call(this.cluster, method, pathOf(place), body).status;
  }

  /** What a request is warned of. */
  warnings(method: string, place: string): readonly string[] {
    return call(this.cluster, method, pathOf(place)).warnings ?? [];
  }

  /** The objects of a list, in their order. */
  list(place: string): readonly JsonObject[] {
    const { items } = this.get(place);
    return Array.isArray(items) ? items.filter(isObject) : [];
  }

  /** Lets time pass. */
  wait(seconds: number): void {
    const { cluster } = this;
    const end = calendarOf(cluster.clock) + seconds * second;
    // In steps that the cluster stays awake for.
    for (let at = calendarOf(cluster.clock); at < end; ) {
      at = Math.min(end, at + 5 * minute);
      cluster.advanceTo(at);
    }
  }

  /** Labels a node; null takes the label away. */
  label(node: string, labels: { readonly [key: string]: string | null }): void {
    call(
      this.cluster,
      'PATCH',
      `/api/v1/nodes/${node}`,
      { metadata: { labels } },
      { 'content-type': 'application/merge-patch+json' },
    );
  }

  get nodes(): readonly Frozen<Node>[] {
    return this.cluster.read.list(nodes);
  }

  get nodeNames(): readonly string[] {
    return this.nodes.map(({ metadata }) => metadata.name);
  }

  /** `Reason message` of an object's events, oldest first; those of type Warning say so. */
  events(about: JsonObject): readonly string[] {
    const { uid } = metadataOf(about);
    return this.list('events')
      .filter(({ involvedObject }) => isObject(involvedObject) && involvedObject.uid === uid)
      .map(({ type, reason, message }) => {
        const text = `${String(reason)} ${String(message)}`;
        return type === 'Normal' ? text : `${String(type)} ${text}`;
      });
  }

  /** What happens to the objects of a list from now on; each call tells what is new. */
  watch(place: string): () => readonly WatchEvent[] {
    const { metadata } = this.get(place) as { metadata: { resourceVersion: string } };
    const [path = '', selection = ''] = pathOf(place).split('?');
    const query = `${selection}&watch=true&resourceVersion=${metadata.resourceVersion}`;
    const client = this.cluster.as(administrator);
    const answer = client.request({ method: 'GET', path, query, headers: {} });
    assert(answer.type === 'stream', `a watch of ${place}`);
    let position: StreamPosition | undefined = answer.position;
    return () => {
      assert(position !== undefined, `a watch of ${place} that goes on`);
      const { chunks, next } = client.poll(position);
      position = next;
      return chunks.flatMap((chunk) =>
        String(chunk)
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => JSON.parse(line) as WatchEvent),
      );
    };
  }

  /** Runs a script in a pod of `default`; what it prints is not read. */
  exec(pod: string, script: string): void {
    const path = `/api/v1/namespaces/default/pods/${pod}/exec`;
    const words = ['sh', '-c', script].map((word) => `command=${encodeURIComponent(word)}`);
    const query = [...words, 'stdout=true', 'stderr=true'].join('&');
    const headers = { upgrade: 'websocket', connection: 'Upgrade' };
    const answer = this.cluster.as(administrator).request({ method: 'GET', path, query, headers });
    assert(answer.type === 'session', `a session in ${pod}`);
    this.cluster.as(administrator).poll(answer.position);
  }

  send(method: string, place: string, body?: JsonObject, type = 'application/json'): JsonObject {
    const reply = call(this.cluster, method, pathOf(place), body, { 'content-type': type });
    const text = String(reply.body);
    if (reply.status >= 300) throw new Error(`${method} ${place}: ${reply.status} ${text}`);
    return JSON.parse(text) as JsonObject;
  }
}

/** `metadata`, of whatever it is. */
export function metadataOf(object: JsonObject): KubeObject['metadata'] {
  return object.metadata as unknown as KubeObject['metadata'];
}

const groups: { readonly [plural: string]: string | undefined } = {
  controllerrevisions: 'apis/apps/v1',
  cronjobs: 'apis/batch/v1',
  daemonsets: 'apis/apps/v1',
  deployments: 'apis/apps/v1',
  jobs: 'apis/batch/v1',
  replicasets: 'apis/apps/v1',
  statefulsets: 'apis/apps/v1',
};

/** `jobs/pi/status?x=y` in namespace default. */
function pathOf(place: string): string {
  const plural = place.split(/[/?]/)[0] ?? '';
  return `/${groups[plural] ?? 'api/v1'}/namespaces/default/${place}`;
}
