/** What a folder may import, beside itself. Entries are folders or files below the repository. */
export interface Layer {
  readonly folder: string;
  readonly imports: readonly string[];
  /** What may be imported for its types alone. */
  readonly types?: readonly string[];
  /** Packages, by their name without a path. */
  readonly packages?: readonly string[];
  /**
   * The folders below this depth are strangers to each other: at depth 1 `controllers/a` doesn't
   * import `controllers/b`. Files that stand above may import them all.
   */
  readonly strangers?: number;
  /** Within the folder, what strangers may import all the same. */
  readonly shared?: readonly string[];
}

const machine = [
  'durable-objects/control',
  'durable-objects/storage',
  'durable-objects/api',
  'durable-objects/apimachinery',
  'durable-objects/lib',
];

/** Which way imports go. The longest folder that holds a file is the one whose row counts. */
export const layers: readonly Layer[] = [
  { folder: 'durable-objects/lib', imports: [] },
  {
    folder: 'durable-objects/apimachinery',
    imports: ['durable-objects/lib'],
    packages: ['@bufbuild/protobuf', 'yaml'],
  },
  {
    folder: 'durable-objects/storage',
    imports: ['durable-objects/apimachinery', 'durable-objects/lib'],
  },
  {
    // The Common Expression Language, with Kubernetes' functions.
    folder: 'durable-objects/cel',
    imports: ['durable-objects/apimachinery', 'durable-objects/lib'],
  },
  {
    // Schemas of custom resources: what they say of values.
    folder: 'durable-objects/structural',
    imports: ['durable-objects/cel', 'durable-objects/apimachinery', 'durable-objects/lib'],
  },
  {
    folder: 'durable-objects/api',
    imports: [
      'durable-objects/structural',
      'durable-objects/cel',
      'durable-objects/apimachinery',
      'durable-objects/lib',
    ],
    strangers: 2,
    shared: ['durable-objects/api/pod-template'],
  },
  {
    folder: 'durable-objects/control',
    imports: ['durable-objects/apimachinery', 'durable-objects/lib'],
    types: ['durable-objects/storage'],
  },
  {
    // Resources that objects define.
    folder: 'durable-objects/apiextensions',
    imports: [
      'durable-objects/structural',
      'durable-objects/cel',
      'durable-objects/api',
      'durable-objects/apimachinery',
      'durable-objects/lib',
    ],
    types: ['durable-objects/storage'],
  },
  {
    folder: 'durable-objects/apiserver',
    imports: ['durable-objects/apimachinery', 'durable-objects/lib'],
    types: ['durable-objects/storage', 'durable-objects/control'],
    packages: ['yaml'],
  },
  {
    folder: 'durable-objects/apiserver/admission',
    imports: [
      'durable-objects/apiserver',
      'durable-objects/cel',
      'durable-objects/api',
      'durable-objects/apimachinery',
      'durable-objects/lib',
    ],
    types: ['durable-objects/storage', 'durable-objects/control'],
  },
  {
    folder: 'durable-objects/authentication',
    imports: machine,
    types: ['durable-objects/apiserver'],
  },
  {
    folder: 'durable-objects/rbac',
    imports: machine,
    // What the API server asks.
    types: ['durable-objects/apiserver'],
  },
  {
    folder: 'durable-objects/flowcontrol',
    imports: machine,
    // What the API server asks.
    types: ['durable-objects/apiserver'],
  },
  { folder: 'durable-objects/shell', imports: ['durable-objects/lib'] },
  {
    folder: 'durable-objects/controllers',
    // Policies' expressions are checked against the types of kinds.
    imports: [...machine, 'durable-objects/cel'],
    strangers: 1,
  },
  {
    folder: 'durable-objects/scheduler',
    imports: [
      ...machine,
      'durable-objects/volumes/matching',
      'durable-objects/volumes/indexes.ts',
      'durable-objects/volumes/names.ts',
    ],
  },
  {
    folder: 'durable-objects/kubelet',
    imports: [
      ...machine,
      'durable-objects/network',
      'durable-objects/volumes/contents',
      'durable-objects/shell',
    ],
    // What the API server asks of a node.
    types: ['durable-objects/apiserver/node-proxy.ts'],
  },
  {
    folder: 'durable-objects/volumes',
    imports: machine,
  },
  {
    // The contents of a volume are a file system as a shell sees it.
    folder: 'durable-objects/volumes/contents',
    imports: [...machine, 'durable-objects/shell'],
  },
  {
    // Processes listen on ports and look names up.
    folder: 'durable-objects/network',
    imports: machine,
    types: ['durable-objects/shell'],
  },
  { folder: 'durable-objects/metrics', imports: machine },
  {
    folder: 'durable-objects/kubectl',
    imports: ['durable-objects/apimachinery', 'durable-objects/lib', 'durable-objects/shell'],
    packages: ['yaml'],
  },
  {
    folder: 'durable-objects/workstation',
    imports: [
      'durable-objects/kubectl',
      'durable-objects/apimachinery',
      'durable-objects/lib',
      'durable-objects/shell',
    ],
    types: ['durable-objects/console/protocol.ts'],
  },
  {
    folder: 'durable-objects/cluster',
    imports: [
      ...machine,
      'durable-objects/apiextensions',
      'durable-objects/apiserver',
      'durable-objects/controllers',
      'durable-objects/authentication',
      'durable-objects/rbac',
      'durable-objects/flowcontrol',
      'durable-objects/scheduler',
      'durable-objects/kubelet',
      'durable-objects/volumes',
      'durable-objects/metrics',
      'durable-objects/network',
      'durable-objects/shell',
      'build/descriptions.ts',
    ],
  },
  {
    folder: 'durable-objects/grading',
    imports: ['durable-objects/api', 'durable-objects/apimachinery', 'durable-objects/lib'],
    types: ['durable-objects/cluster', 'durable-objects/storage', 'durable-objects/control'],
    packages: ['yaml', 'zod'],
  },
  {
    // What a console is told about a cluster.
    folder: 'durable-objects/console',
    imports: [
      ...machine,
      'durable-objects/cluster',
      'durable-objects/apiserver',
      'durable-objects/volumes/contents',
    ],
    types: ['durable-objects/grading'],
  },
  {
    // A learner's attempt: the cluster with its lab, workstation and console.
    folder: 'durable-objects/attempt',
    imports: [
      ...machine,
      'durable-objects/cluster',
      'durable-objects/grading',
      'durable-objects/console',
      'durable-objects/workstation',
      'durable-objects/kubectl',
      'durable-objects/volumes/contents',
      'build/labs.ts',
    ],
    types: ['durable-objects/rpc.ts', 'durable-objects/apiserver', 'durable-objects/shell'],
  },
  {
    folder: 'durable-objects/rpc.ts',
    imports: [],
    types: ['durable-objects/grading/results.ts', 'durable-objects/lib'],
  },
  {
    folder: 'durable-objects/cluster-object.ts',
    imports: [
      'durable-objects/attempt',
      'durable-objects/cluster',
      'durable-objects/grading',
      'durable-objects/storage',
      'durable-objects/console',
      'durable-objects/apimachinery',
      'durable-objects/lib',
      'durable-objects/rpc.ts',
      'build/labs.ts',
    ],
    types: ['durable-objects/apiserver'],
    packages: ['cloudflare:workers'],
  },
  {
    folder: 'durable-objects/class-object.ts',
    imports: [],
    types: ['durable-objects/rpc.ts'],
    packages: ['cloudflare:workers'],
  },
  {
    folder: 'worker',
    imports: ['durable-objects/rpc.ts', 'build/labs.ts'],
    types: ['durable-objects/grading/results.ts'],
    packages: ['hono', 'drizzle-orm', 'zod', '@hono/zod-validator', 'yaml'],
  },
  {
    folder: 'worker/index.ts',
    imports: ['worker', 'durable-objects/class-object.ts', 'durable-objects/cluster-object.ts'],
  },
  {
    // The console; its packages are its own affair.
    folder: 'web',
    imports: [],
    types: [
      'worker/app.ts',
      'worker/problem.ts',
      'durable-objects/apimachinery',
      'durable-objects/console/protocol.ts',
      'durable-objects/grading/results.ts',
      'durable-objects/rpc.ts',
      'durable-objects/lib',
    ],
    packages: ['*'],
  },
];

/** The row for a file, if it is below some layer. */
export function layerOf(path: string): Layer | undefined {
  return layers
    .filter((layer) => isWithin(path, layer.folder))
    .sort((a, b) => b.folder.length - a.folder.length)[0];
}

/** True when the path is the folder (or file) or stands below it. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

/** Why a file may not import another one; undefined when it may. */
export function objection(from: string, to: string, typesOnly: boolean): string | undefined {
  const layer = layerOf(from);
  if (!layer) return undefined;
  const allowed = typesOnly ? [...layer.imports, ...(layer.types ?? [])] : layer.imports;
  if (isWithin(to, layer.folder)) {
    const { folder, strangers, shared = [] } = layer;
    if (strangers === undefined || shared.some((common) => isWithin(to, common))) return undefined;
    const [a, b] = [from, to].map((path) =>
      path
        .slice(folder.length + 1)
        .split('/')
        .slice(0, -1),
    );
    if (!a || !b || a.length < strangers || b.length < strangers) return undefined;
    const isSame = a.slice(0, strangers).join('/') === b.slice(0, strangers).join('/');
    return isSame ? undefined : 'they are strangers to each other';
  }
  if (allowed.some((entry) => isWithin(to, entry))) return undefined;
  const isType = (layer.types ?? []).some((entry) => isWithin(to, entry));
  return `${layer.folder} ${isType ? 'may import its types only' : 'may not import it'}`;
}
