import type { JsonObject } from '../../../lib/json.ts';
import { KubectlError } from '../../failure.ts';
import { flag } from '../../flags.ts';
import { entryOf, type Kubeconfig, type Section } from '../../kubeconfig.ts';
import type { Call, Verb } from '../../verb.ts';
import { onlyWord, readConfig, withEntry, withoutEntry, writeConfig, wrongWords } from './file.ts';

export const setProperty: Verb = {
  name: 'config set',
  short: 'Set an individual value in a kubeconfig file',
  long: `Set an individual value in a kubeconfig file.

 PROPERTY_NAME is a dot delimited name where each token represents either an attribute name or a map key.  Map keys may not contain dots.

 PROPERTY_VALUE is the new value you want to set.`,
  examples: `  # The namespace of a context
  kubectl config set contexts.labset.namespace shop`,
  usage: 'config set PROPERTY_NAME PROPERTY_VALUE [options]',
  flags: [
    flag(
      '--set-raw-bytes=false',
      'When writing a []byte PROPERTY_VALUE, write the given string directly without base64 decoding.',
      { isRefused: true },
    ),
  ],
  run(call) {
    const [name, value, ...others] = call.args.words;
    if (name === undefined || value === undefined || others.length > 0)
      throw wrongWords(call, 'unexpected args');
    change(call, name, value);
    call.out(`Property "${name}" set.\n`);
    return 0;
  },
};

export const unsetProperty: Verb = {
  name: 'config unset',
  short: 'Unset an individual value in a kubeconfig file',
  long: `Unset an individual value in a kubeconfig file.

 PROPERTY_NAME is a dot delimited name where each token represents either an attribute name or a map key.  Map keys may not contain dots.`,
  examples: `  # No context at all
  kubectl config unset current-context`,
  usage: 'config unset PROPERTY_NAME [options]',
  flags: [],
  run(call) {
    const name = onlyWord(call);
    change(call, name, undefined);
    call.out(`Property "${name}" unset.\n`);
    return 0;
  },
};

const sections: readonly Section[] = ['clusters', 'contexts', 'users'];

function change(call: Call, property: string, value: string | undefined): void {
  const config = readConfig(call);
  writeConfig(call, changed(config, property, value));
}

function changed(config: Kubeconfig, property: string, value: string | undefined): Kubeconfig {
  if (property === 'current-context') return { ...config, currentContext: value ?? '' };
  const [head = '', name, ...field] = property.split('.');
  const section = sections.find((one) => one === head);
  if (!section) throw new KubectlError(`unable to parse ${property} after [] at api.Config`);
  if (name === undefined || field.length === 0) {
    if (value !== undefined) throw new KubectlError(`can't set a map to a value: map[string]`);
    return name === undefined ? { ...config, [section]: [] } : withoutEntry(config, section, name);
  }
  const own: JsonObject = entryOf(config, section, name) ?? {};
  const next = { ...own, [field.join('.')]: plain(value) };
  return withEntry(config, section, { name, value: next });
}

function plain(value: string | undefined): JsonObject[string] {
  return value === 'true' || value === 'false' ? value === 'true' : value;
}
