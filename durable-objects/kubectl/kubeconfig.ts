import { parse, YAMLParseError } from 'yaml';
import { isObject } from '../lib/json.ts';
import { FileError, type FileSystem, toBytes, toText } from '../shell/index.ts';
import { yamlText } from './print/yaml.ts';

/** What the terminal's kubeconfig says: one cluster, one user, contexts that differ in namespace. */
export interface Kubeconfig {
  readonly currentContext: string;
  readonly contexts: readonly Context[];
}

export interface Context {
  readonly name: string;
  /** '' is `default`. */
  readonly namespace: string;
}

/** The kubeconfig of a new home folder. */
export const newKubeconfig: Kubeconfig = {
  currentContext: 'labset',
  contexts: [{ name: 'labset', namespace: '' }],
};

/** Where the API server is said to be; only this terminal's kubectl reads it. */
export const serverAddress = 'https://labset.example:6443';

const place = (home: string): string => `${home}/.kube/config`;

/** Reads the kubeconfig of a home folder; one that can't be read counts as new. */
export function readKubeconfig(fs: FileSystem, home: string): Kubeconfig {
  const read = readYaml(fs, place(home));
  if (!isObject(read) || !Array.isArray(read.contexts)) return newKubeconfig;
  const contexts = read.contexts.filter(isObject).map(({ name, context }) => ({
    name: String(name),
    namespace: isObject(context) && typeof context.namespace === 'string' ? context.namespace : '',
  }));
  return { currentContext: String(read['current-context'] ?? ''), contexts };
}

function readYaml(fs: FileSystem, path: string): unknown {
  try {
    return parse(toText(fs.read(path)), { logLevel: 'silent' });
  } catch (error) {
    if (error instanceof FileError || error instanceof YAMLParseError) return undefined;
    throw error;
  }
}

/** Writes it to where `readKubeconfig` looks. */
export function writeKubeconfig(fs: FileSystem, home: string, config: Kubeconfig): void {
  const folder = `${home}/.kube`;
  if (!fs.exists(folder)) fs.mkdir(folder);
  fs.write(place(home), toBytes(kubeconfigText(config)), { mode: 0o600 });
}

/** `kubectl config view`. */
export function kubeconfigText({ currentContext, contexts }: Kubeconfig): string {
  return yamlText({
    apiVersion: 'v1',
    clusters: [
      {
        cluster: { 'certificate-authority-data': 'DATA+OMITTED', server: serverAddress },
        name: 'labset',
      },
    ],
    contexts: contexts.map(({ name, namespace }) => ({
      context: { cluster: 'labset', ...(namespace === '' ? {} : { namespace }), user: 'student' },
      name,
    })),
    'current-context': currentContext,
    kind: 'Config',
    users: [{ name: 'student', user: { token: 'REDACTED' } }],
  });
}

/** The namespace that requests go to when none is named. */
export function currentNamespace({ currentContext, contexts }: Kubeconfig): string {
  return contexts.find(({ name }) => name === currentContext)?.namespace || 'default';
}
