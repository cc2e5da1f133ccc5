import { parse, YAMLParseError } from 'yaml';
import { isObject, type Json, type JsonObject } from '../lib/json.ts';
import { FileError, type FileSystem, toBytes, toText } from '../shell/index.ts';
import { yamlText } from './print/yaml.ts';

/** A kubeconfig file: clusters, users, and contexts that tie them (clientcmd/api/v1.Config). */
export interface Kubeconfig {
  readonly currentContext: string;
  readonly clusters: readonly Entry[];
  readonly contexts: readonly Entry[];
  readonly users: readonly Entry[];
}

export interface Entry {
  readonly name: string;
  readonly value: JsonObject;
}

export type Section = 'clusters' | 'contexts' | 'users';

/** The member that holds an entry's value, by section. */
export const memberOf: Readonly<Record<Section, string>> = {
  clusters: 'cluster',
  contexts: 'context',
  users: 'user',
};

/** Where the API server is said to be; only this terminal's kubectl reaches it. */
export const serverAddress = 'https://labset.example:6443';

/** The kubeconfig of a new home folder: the server knows the terminal by itself. */
export const newKubeconfig: Kubeconfig = {
  currentContext: 'labset',
  clusters: [
    {
      name: 'labset',
      value: { 'certificate-authority-data': 'bGFic2V0Cg==', server: serverAddress },
    },
  ],
  contexts: [{ name: 'labset', value: { cluster: 'labset', user: 'student' } }],
  users: [
    {
      name: 'student',
      value: { 'client-certificate-data': 'c3R1ZGVudAo=', 'client-key-data': 'c3R1ZGVudAo=' },
    },
  ],
};

const noKubeconfig: Kubeconfig = { currentContext: '', clusters: [], contexts: [], users: [] };

/** Where a kubeconfig is: named by a flag or a variable, or in the home folder. */
export interface KubeconfigPlace {
  readonly path: string;
  /** It was asked for by `--kubeconfig`, and has to be there. */
  readonly isNamed: boolean;
}

/** The place of `--kubeconfig`, `$KUBECONFIG` or the home folder. */
export function kubeconfigPlace(
  flag: string,
  env: { readonly [name: string]: string | undefined },
): KubeconfigPlace {
  if (flag !== '') return { path: flag, isNamed: true };
  const path = (env.KUBECONFIG ?? '').split(':')[0];
  return { path: path || `${env.HOME ?? ''}/.kube/config`, isNamed: false };
}

/** Reads a kubeconfig; the home folder's counts as new when it can't be read. */
export function readKubeconfig(fs: FileSystem, path: string): Kubeconfig {
  const read = readYaml(fs, path);
  if (!isObject(read)) return path.endsWith('/.kube/config') ? newKubeconfig : noKubeconfig;
  return {
    currentContext: typeof read['current-context'] === 'string' ? read['current-context'] : '',
    clusters: entriesOf(read, 'clusters'),
    contexts: entriesOf(read, 'contexts'),
    users: entriesOf(read, 'users'),
  };
}

function readYaml(fs: FileSystem, path: string): unknown {
  try {
    return parse(toText(fs.read(path)), { logLevel: 'silent' });
  } catch (error) {
    if (error instanceof FileError || error instanceof YAMLParseError) return undefined;
    throw error;
  }
}

function entriesOf(file: { readonly [key: string]: unknown }, section: Section): readonly Entry[] {
  const list = file[section];
  if (!Array.isArray(list)) return [];
  return list.filter(isObject).map((one) => {
    const value = one[memberOf[section]];
    return { name: String(one.name ?? ''), value: isObject(value) ? (value as JsonObject) : {} };
  });
}

/** Writes it to where it was read. */
export function writeKubeconfig(fs: FileSystem, path: string, config: Kubeconfig): void {
  const folder = path.slice(0, path.lastIndexOf('/'));
  if (folder !== '' && !fs.exists(folder)) fs.mkdir(folder);
  fs.write(path, toBytes(kubeconfigText(config)), { mode: 0o600 });
}

/** A kubeconfig as its file. */
export function kubeconfigText(config: Kubeconfig): string {
  return yamlText(kubeconfigObject(config));
}

/** A kubeconfig as an object of `v1`. */
export function kubeconfigObject(config: Kubeconfig): JsonObject {
  const section = (name: Section): Json => {
    const entries = [...config[name]].sort((a, b) => (a.name < b.name ? -1 : 1));
    if (entries.length === 0) return null;
    return entries.map((entry) => ({ [memberOf[name]]: entry.value, name: entry.name }));
  };
  return {
    apiVersion: 'v1',
    clusters: section('clusters'),
    contexts: section('contexts'),
    'current-context': config.currentContext,
    kind: 'Config',
    users: section('users'),
  };
}

/** The same without what must not be seen (clientcmd/api ShortenConfig and RedactSecrets). */
export function redacted(config: Kubeconfig): Kubeconfig {
  const hide = ({ name, value }: Entry): Entry => ({
    name,
    value: Object.fromEntries(
      Object.entries(value).map(([key, one]) => {
        if (key.endsWith('-data')) return [key, 'DATA+OMITTED'];
        return [key, key === 'token' || key === 'password' ? 'REDACTED' : one];
      }),
    ),
  });
  return { ...config, clusters: config.clusters.map(hide), users: config.users.map(hide) };
}

export function entryOf(
  config: Kubeconfig,
  section: Section,
  name: string,
): JsonObject | undefined {
  return config[section].find((one) => one.name === name)?.value;
}

/** The namespace that requests go to when none is named; of the current context or this one. */
export function currentNamespace(config: Kubeconfig, context = config.currentContext): string {
  const { namespace } = entryOf(config, 'contexts', context) ?? {};
  return typeof namespace === 'string' && namespace !== '' ? namespace : 'default';
}
