import { configMaps, type EnvVar, type Pod, secrets, services } from '../api/index.ts';
import type { Frozen } from '../lib/json.ts';
import { toBytes, toText } from '../shell/index.ts';
import type { Reader } from '../storage/store.ts';
import { fromBase64 } from '../volumes/contents/index.ts';
import { type FieldContext, FieldRefError, fieldValue, resourceValue } from './fields.ts';
import type { PodContainer } from './spec.ts';

/** Why a container can't be configured: CreateContainerConfigError's message. */
export class ConfigError extends Error {}

type Environment = Record<string, string>;

/**
 * A container's environment, in upstream's order: Services, envFrom, then env, where each value
 * may use what came before by `$(NAME)`. Throws ConfigError. Names and values are texts.
 */
export function environmentOf(
  read: Reader,
  context: FieldContext,
  container: PodContainer,
): Environment {
  const { pod } = context;
  const services = serviceVariables(read, pod);
  const result: Environment = {};
  for (const { prefix = '', configMapRef, secretRef } of container.envFrom ?? []) {
    const data = configMapRef
      ? configMapData(read, pod, configMapRef.name, configMapRef.optional)
      : secretData(read, pod, secretRef?.name ?? '', secretRef?.optional);
    for (const [key, value] of Object.entries(data)) result[prefix + key] = value;
  }
  const known = { ...services, ...result };
  for (const variable of container.env ?? []) {
    const value = variable.valueFrom
      ? referenced(read, context, container, variable)
      : expand(variable.value ?? '', known);
    if (value === undefined) continue;
    result[variable.name] = value;
    known[variable.name] = value;
  }
  return { ...services, ...result };
}

/** `$(NAME)` becomes its value, `$$` one dollar; unknown names stay (third_party/forked/expansion). */
export function expand(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\$\$|\$\(([^)]*)\)/g, (whole, name: string | undefined) =>
    name === undefined ? '$' : (values[name] ?? whole),
  );
}

function referenced(
  read: Reader,
  context: FieldContext,
  container: PodContainer,
  variable: Frozen<EnvVar>,
): string | undefined {
  const { pod } = context;
  const source = variable.valueFrom ?? {};
  const { fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef } = source;
  if (fieldRef) return field(context, fieldRef.fieldPath);
  if (resourceFieldRef) {
    const { containerName, resource, divisor } = resourceFieldRef;
    const all = [...(pod.spec.initContainers ?? []), ...pod.spec.containers];
    const other = all.find(({ name }) => name === containerName) ?? container;
    return resourceValue(context, other, resource, divisor);
  }
  if (configMapKeyRef) {
    const { name, key, optional } = configMapKeyRef;
    const value = configMapData(read, pod, name, optional)[key];
    if (value !== undefined || optional) return value;
    throw new ConfigError(
      `couldn't find key ${key} in ConfigMap ${pod.metadata.namespace}/${name}`,
    );
  }
  if (secretKeyRef) {
    const { name, key, optional } = secretKeyRef;
    const value = secretData(read, pod, name, optional)[key];
    if (value !== undefined || optional) return value;
    throw new ConfigError(`couldn't find key ${key} in Secret ${pod.metadata.namespace}/${name}`);
  }
  throw new ConfigError(`environment variable ${variable.name}: fileKeyRef is not simulated`);
}

function field(context: FieldContext, path: string): string {
  try {
    return fieldValue(context, path);
  } catch (error) {
    if (error instanceof FieldRefError) throw new ConfigError(error.message);
    throw error;
  }
}

function configMapData(
  read: Reader,
  pod: Frozen<Pod>,
  name: string,
  optional: boolean | undefined,
): Environment {
  const found = read.get(configMaps, { namespace: pod.metadata.namespace ?? '', name });
  if (!found && !optional) throw new ConfigError(`configmap "${name}" not found`);
  return { ...found?.data };
}

function secretData(
  read: Reader,
  pod: Frozen<Pod>,
  name: string,
  optional: boolean | undefined,
): Environment {
  const found = read.get(secrets, { namespace: pod.metadata.namespace ?? '', name });
  if (!found && !optional) throw new ConfigError(`secret "${name}" not found`);
  const entries = Object.entries(found?.data ?? {});
  return Object.fromEntries(entries.map(([key, value]) => [key, toText(fromBase64(value))]));
}

/** Variables of the Services that were there first, as Docker's links had them. */
function serviceVariables(read: Reader, pod: Frozen<Pod>): Environment {
  const namespace = pod.metadata.namespace ?? '';
  const master = read.get(services, { namespace: 'default', name: 'kubernetes' });
  const own = pod.spec.enableServiceLinks === false ? [] : read.list(services, namespace);
  const result: Environment = {};
  for (const service of [...(master ? [master] : []), ...own]) {
    const { clusterIP, ports = [] } = service.spec;
    const [first] = ports;
    if (!clusterIP || clusterIP === 'None' || !first) continue;
    const name = variableName(service.metadata.name);
    result[`${name}_SERVICE_HOST`] = clusterIP;
    result[`${name}_SERVICE_PORT`] = String(first.port);
    for (const port of ports)
      if (port.name) result[`${name}_SERVICE_PORT_${variableName(port.name)}`] = String(port.port);
    result[`${name}_PORT`] = urlOf(clusterIP, first);
    for (const port of ports) {
      const prefix = `${name}_PORT_${port.port}_${port.protocol}`;
      result[prefix] = urlOf(clusterIP, port);
      result[`${prefix}_PROTO`] = port.protocol.toLowerCase();
      result[`${prefix}_PORT`] = String(port.port);
      result[`${prefix}_ADDR`] = clusterIP;
    }
  }
  return result;
}

function variableName(name: string): string {
  return name.toUpperCase().replaceAll('-', '_');
}

function urlOf(address: string, { protocol, port }: { protocol: string; port: number }): string {
  return `${protocol.toLowerCase()}://${address}:${port}`;
}

/** An environment as processes have it: byte strings. */
export function asBytes(environment: Readonly<Record<string, string>>): Environment {
  const entries = Object.entries(environment).map(([name, value]) => [name, toBytes(value)]);
  return Object.fromEntries(entries);
}
