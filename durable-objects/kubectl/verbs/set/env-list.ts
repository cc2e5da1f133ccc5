import { readQuantity } from '../../../apimachinery/quantity.ts';
import { fromBase64 } from '../../../lib/base64.ts';
import { isObject, type Json, type JsonObject } from '../../../lib/json.ts';
import { toText } from '../../../shell/index.ts';
import { isFailure, KubectlError } from '../../failure.ts';
import type { Selected } from '../../selected.ts';
import type { Call } from '../../verb.ts';

/** Prints a container's variables; false when some reference leads nowhere (`--resolve`). */
export function listVariables(call: Call, selected: Selected, container: JsonObject): boolean {
  const { resource, name } = selected;
  call.out(`# ${resource.kind} ${name}, container ${String(container.name)}\n`);
  const failures = new Map<string, string[]>();
  for (const one of listOf(container.env)) {
    const key = String(one.name);
    const { valueFrom } = one;
    if (!isObject(valueFrom)) {
      call.out(`${key}=${String(one.value ?? '')}\n`);
      continue;
    }
    const found = call.args.is('resolve')
      ? resolved(call, selected, container, valueFrom)
      : undefined;
    if (found && 'value' in found) {
      call.out(`${key}=${found.value}\n`);
      continue;
    }
    call.out(`# ${key} from ${referenceText(valueFrom)}\n`);
    if (found) failures.set(found.error, [...(failures.get(found.error) ?? []), key]);
  }
  const lines = [...failures].map(
    ([error, keys]) => `error retrieving reference for ${keys.sort().join(', ')}: ${error}\n`,
  );
  for (const line of lines.sort()) call.err(line);
  return failures.size === 0;
}

function referenceText(valueFrom: JsonObject): string {
  const { configMapKeyRef, secretKeyRef, fieldRef, resourceFieldRef } = valueFrom;
  if (isObject(configMapKeyRef))
    return `configmap ${text(configMapKeyRef.name)}, key ${text(configMapKeyRef.key)}`;
  if (isObject(secretKeyRef))
    return `secret ${text(secretKeyRef.name)}, key ${text(secretKeyRef.key)}`;
  if (isObject(fieldRef)) return `field path ${text(fieldRef.fieldPath)}`;
  if (isObject(resourceFieldRef)) {
    const container = text(resourceFieldRef.containerName);
    const prefix = container === '' ? '' : `${container}/`;
    return `resource field ${prefix}${text(resourceFieldRef.resource)}`;
  }
  return 'invalid valueFrom';
}

type Resolved = { readonly value: string } | { readonly error: string };

function resolved(
  call: Call,
  selected: Selected,
  container: JsonObject,
  valueFrom: JsonObject,
): Resolved {
  try {
    return { value: foundValue(call, selected, container, valueFrom) };
  } catch (error) {
    if (!isFailure(error)) throw error;
    return { error: error.message };
  }
}

function foundValue(
  call: Call,
  { object }: Selected,
  container: JsonObject,
  { configMapKeyRef, secretKeyRef, fieldRef, resourceFieldRef }: JsonObject,
): string {
  if (isObject(configMapKeyRef)) return dataOf(call, 'configmaps', 'config map', configMapKeyRef);
  if (isObject(secretKeyRef))
    return toText(fromBase64(dataOf(call, 'secrets', 'secret', secretKeyRef)));
  if (isObject(fieldRef)) return fieldOf(object, text(fieldRef.fieldPath));
  if (isObject(resourceFieldRef)) return amountOf(container, resourceFieldRef);
  throw new KubectlError('invalid valueFrom');
}

function dataOf(call: Call, plural: string, noun: string, reference: JsonObject): string {
  const { cluster, kinds, namespace } = call;
  const [name, key] = [text(reference.name), text(reference.key)];
  const { data } = cluster.get(kinds.require(plural), namespace, name);
  const value = isObject(data) ? data[key] : undefined;
  if (value === undefined) throw new KubectlError(`key ${key} not found in ${noun} ${name}`);
  return text(value);
}

function fieldOf(object: JsonObject, path: string): string {
  const metadata = isObject(object.metadata) ? object.metadata : {};
  const subscripted = /^(.+?)\['(.*)'\]$/s.exec(path);
  const [, head = path, key] = subscripted ?? [];
  const maps: { readonly [path: string]: Json | undefined } = {
    'metadata.annotations': metadata.annotations ?? {},
    'metadata.labels': metadata.labels ?? {},
  };
  const map = maps[head];
  if (key !== undefined) {
    if (!isObject(map))
      throw new KubectlError(`fieldPath ${JSON.stringify(path)} does not support subscript`);
    return text(map[key]);
  }
  if (isObject(map))
    return Object.keys(map)
      .sort()
      .map((one) => `${one}=${JSON.stringify(map[one])}`)
      .join('\n');
  const [, field = ''] = /^metadata\.(name|namespace|uid)$/.exec(path) ?? [];
  if (field === '') throw new KubectlError(`unsupported fieldPath: ${path}`);
  return text(metadata[field]);
}

const nanosInOne = 1_000_000_000n;

/** A request or limit in units of the divisor, rounded up. */
function amountOf(container: JsonObject, { resource, divisor }: JsonObject): string {
  const [, list = '', name = ''] =
    /^(limits|requests)\.(cpu|memory|ephemeral-storage)$/.exec(text(resource)) ?? [];
  if (list === '') throw new KubectlError(`Unsupported container resource : ${text(resource)}`);
  const resources = isObject(container.resources) ? container.resources : {};
  const amounts = isObject(resources[list]) ? resources[list] : {};
  const nanosOf = (value: Json | undefined): bigint => {
    const reading = readQuantity(text(value) || '0');
    return 'quantity' in reading ? reading.quantity.nanos : 0n;
  };
  const unit = nanosOf(divisor) || nanosInOne;
  return String((nanosOf(amounts[name]) + unit - 1n) / unit);
}

function listOf(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function text(value: Json | undefined): string {
  return value === undefined || value === null ? '' : String(value);
}
