import { KubectlError } from '../../failure.ts';
import { helpText } from '../../help.ts';
import {
  type Entry,
  type Kubeconfig,
  readKubeconfig,
  type Section,
  writeKubeconfig,
} from '../../kubeconfig.ts';
import type { Call } from '../../verb.ts';

/** The kubeconfig that a command is about. */
export function readConfig({ fs, kubeconfig }: Call): Kubeconfig {
  return readKubeconfig(fs, kubeconfig.path);
}

export function writeConfig({ fs, kubeconfig }: Call, config: Kubeconfig): void {
  writeKubeconfig(fs, kubeconfig.path, config);
}

/** A section with an entry put in, or with a name left out. */
export function withEntry(config: Kubeconfig, section: Section, entry: Entry): Kubeconfig {
  const others = config[section].filter(({ name }) => name !== entry.name);
  return { ...config, [section]: [...others, entry] };
}

export function withoutEntry(config: Kubeconfig, section: Section, name: string): Kubeconfig {
  return { ...config, [section]: config[section].filter((one) => one.name !== name) };
}

/** Prints the command's help and fails, as for a wrong number of words. */
export function wrongWords(call: Call, said = 'Unexpected args'): KubectlError {
  const out = helpText(call.verb, call.root);
  return new KubectlError(`${said}: [${call.args.words.join(' ')}]`, 1, { out });
}

/** The only word that a command takes. */
export function onlyWord(call: Call): string {
  const [name, ...others] = call.args.words;
  if (name === undefined || others.length > 0) throw wrongWords(call);
  return name;
}
