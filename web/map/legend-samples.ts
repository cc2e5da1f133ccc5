import type {
  ClaimThing,
  DnsName,
  NodeThing,
  PodThing,
  ServiceThing,
  VolumeThing,
} from './scene.ts';

const pod: PodThing = {
  id: '',
  name: 'web-1',
  node: '',
  tone: 'well',
  said: { word: 'running' },
  fact: undefined,
  uid: '7c1e',
  owner: undefined,
  ordinal: 1,
  created: '',
  containers: [],
  claims: [],
  emptyDirs: [],
  hostPaths: [],
  span: undefined,
};
const node: NodeThing = {
  id: '',
  name: 'node-1',
  cordoned: false,
  lost: false,
  cpu: undefined,
  memory: undefined,
};
const service: ServiceThing = {
  id: '',
  name: 'web',
  headless: true,
  missing: false,
  address: 'None',
  names: [],
  pods: [],
};
const name: DnsName = {
  name: 'web-0.web',
  pod: '',
  answer: { is: 'address', address: '10.244.1.7' },
};
const claim: ClaimThing = {
  id: '',
  name: 'data-web-0',
  tone: 'well',
  phase: 'Bound',
  modes: 'RWO',
  size: '1Gi',
  users: [],
  awaited: undefined,
};
const volume: VolumeThing = {
  id: '',
  name: 'pvc-3f0c6d52',
  tone: 'well',
  phase: 'Bound',
  seal: '00000000000000a1',
  marker: 'web-0',
  formerClaim: undefined,
};

/** One of each thing that the map draws, for its legend. */
export const samples = {
  well: pod,
  wait: { ...pod, tone: 'wait', said: { word: 'terminating', until: 18_000 } },
  fail: { ...pod, tone: 'fail', said: { word: 'printed', text: 'CrashLoopBackOff' } },
  ghost: { ...pod, tone: 'ghost', said: { word: 'not-created', after: undefined } },
  gone: { ...pod, tone: 'gone', said: { word: 'gone', at: -20_000 } },
  node,
  service,
  name,
  claim,
  volume,
} as const satisfies Readonly<Record<string, unknown>>;
