import { configMaps, secrets, type Volume } from '../../api/index.ts';
import type { Frozen } from '../../lib/json.ts';
import { type ByteString, toBytes } from '../../shell/index.ts';
import type { Reader } from '../../storage/store.ts';
import { fromBase64 } from '../../volumes/contents/index.ts';
import { type FieldContext, FieldRefError, fieldValue, resourceValue } from '../fields.ts';
import type { WantedToken } from './token.ts';

/** The files of a configMap, secret, downwardAPI or projected volume, by relative path. */
export type Payload = Record<string, { readonly bytes: ByteString; readonly mode: number }>;

/** Why a volume can't be set up; the text follows `MountVolume.SetUp failed for volume "x" : `. */
export class SetUpError extends Error {}

/** What rendering a volume needs beyond the pod itself. */
export interface PayloadContext extends FieldContext {
  readonly read: Reader;
  /** A token for the pod's service account. */
  readonly token: (wanted: WantedToken) => string;
}

type Items = readonly { readonly key: string; readonly path: string; readonly mode?: number }[];

/** True for volumes whose files are made from objects. */
export function isRendered(volume: Frozen<Volume>): boolean {
  return Boolean(volume.configMap ?? volume.secret ?? volume.downwardAPI ?? volume.projected);
}

/** Renders such a volume as it is now. Throws SetUpError with upstream's text. */
export function payloadOf(context: PayloadContext, volume: Frozen<Volume>): Payload {
  const { configMap, secret, downwardAPI, projected } = volume;
  if (configMap) {
    const { name, items, defaultMode, optional } = configMap;
    return configMapPayload(context, name, items, defaultMode, optional);
  }
  if (secret) {
    const { secretName = '', items, defaultMode, optional } = secret;
    return secretPayload(context, secretName, items, defaultMode, optional);
  }
  if (downwardAPI) return downwardPayload(context, downwardAPI.items, downwardAPI.defaultMode);
  const payload: Payload = {};
  for (const source of projected?.sources ?? []) {
    Object.assign(payload, projection(context, source, projected?.defaultMode ?? 0o644));
  }
  return payload;
}

type Projection = NonNullable<NonNullable<Frozen<Volume>['projected']>['sources']>[number];

function projection(context: PayloadContext, source: Projection, mode: number): Payload {
  const { configMap, secret, downwardAPI, serviceAccountToken } = source;
  if (configMap)
    return configMapPayload(context, configMap.name, configMap.items, mode, configMap.optional);
  if (secret) return secretPayload(context, secret.name, secret.items, mode, secret.optional);
  if (downwardAPI) return downwardPayload(context, downwardAPI.items, mode);
  if (serviceAccountToken) {
    const { path, audience = '', expirationSeconds = 3_600 } = serviceAccountToken;
    return { [path]: { bytes: context.token({ audience, expirationSeconds }), mode } };
  }
  throw new SetUpError('projected source is not simulated: clusterTrustBundle or podCertificate');
}

function configMapPayload(
  { read, pod }: PayloadContext,
  name: string,
  items: Items | undefined,
  mode: number,
  optional: boolean | undefined,
): Payload {
  const found = read.get(configMaps, { namespace: pod.metadata.namespace ?? '', name });
  if (!found && !optional) throw new SetUpError(`configmap "${name}" not found`);
  const data: Record<string, ByteString> = {};
  for (const [key, value] of Object.entries(found?.data ?? {})) data[key] = toBytes(value);
  for (const [key, value] of Object.entries(found?.binaryData ?? {})) data[key] = fromBase64(value);
  return select(data, items, mode, optional, 'config');
}

function secretPayload(
  { read, pod }: PayloadContext,
  name: string,
  items: Items | undefined,
  mode: number,
  optional: boolean | undefined,
): Payload {
  const found = read.get(secrets, { namespace: pod.metadata.namespace ?? '', name });
  if (!found && !optional) throw new SetUpError(`secret "${name}" not found`);
  const data: Record<string, ByteString> = {};
  for (const [key, value] of Object.entries(found?.data ?? {})) data[key] = fromBase64(value);
  return select(data, items, mode, optional, 'secret');
}

function select(
  data: Readonly<Record<string, ByteString>>,
  items: Items | undefined,
  defaultMode: number,
  optional: boolean | undefined,
  kind: 'config' | 'secret',
): Payload {
  const chosen = items ?? Object.keys(data).map((key) => ({ key, path: key }));
  const payload: Payload = {};
  for (const item of chosen) {
    const bytes = data[item.key];
    if (bytes !== undefined)
      payload[item.path] = { bytes, mode: ('mode' in item ? item.mode : undefined) ?? defaultMode };
    else if (!optional) throw new SetUpError(`references non-existent ${kind} key: ${item.key}`);
  }
  return payload;
}

type DownwardItems = NonNullable<Frozen<Volume>['downwardAPI']>['items'];

function downwardPayload(
  context: PayloadContext,
  items: DownwardItems,
  defaultMode: number,
): Payload {
  const payload: Payload = {};
  for (const { path, fieldRef, resourceFieldRef, mode = defaultMode } of items ?? []) {
    const value = fieldRef
      ? field(context, fieldRef.fieldPath)
      : resource(context, resourceFieldRef ?? { resource: '', divisor: '' });
    payload[path] = { bytes: toBytes(value), mode };
  }
  return payload;
}

function field(context: PayloadContext, path: string): string {
  try {
    return fieldValue(context, path);
  } catch (error) {
    if (error instanceof FieldRefError) throw new SetUpError(error.message);
    throw error;
  }
}

function resource(
  context: PayloadContext,
  reference: {
    readonly containerName?: string;
    readonly resource: string;
    readonly divisor: string;
  },
): string {
  const { containers, initContainers = [] } = context.pod.spec;
  const container = [...containers, ...initContainers].find(
    ({ name }) => name === reference.containerName,
  );
  if (!container) throw new SetUpError(`container ${reference.containerName ?? ''} not found`);
  return resourceValue(context, container, reference.resource, reference.divisor);
}
