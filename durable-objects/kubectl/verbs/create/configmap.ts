import { toBase64 } from '../../../lib/base64.ts';
import { decodeUtf8, toUint8 } from '../../../lib/utf8.ts';
import { KubectlError } from '../../failure.ts';
import { flag } from '../../flags.ts';
import { nameHash } from '../../name-hash.ts';
import { generatorVerb, metadataOf, requireName } from './generator.ts';
import {
  checkSources,
  type Entry,
  envFileEntries,
  fileEntries,
  keyErrors,
  literalEntries,
} from './sources.ts';

/** `kubectl create configmap`. */
export const createConfigMap = generatorVerb({
  name: 'create configmap',
  aliases: ['cm'],
  short: 'Create a config map from a local file, directory or literal value',
  long: `Create a config map based on a file, directory, or specified literal value.

 A single config map may package one or more key/value pairs.

 When creating a config map based on a file, the key will default to the basename of the file, and the value will default to the file content.  If the basename is an invalid key, you may specify an alternate key.

 When creating a config map based on a directory, each file whose basename is a valid key in the directory will be packaged into the config map.  Any directory entries except regular files are ignored (e.g. subdirectories, symlinks, devices, pipes, etc).`,
  examples: `  # Create a new config map named my-config based on folder bar
  kubectl create configmap my-config --from-file=path/to/bar

  # Create a new config map named my-config with specified keys instead of file basenames on disk
  kubectl create configmap my-config --from-file=key1=/path/to/bar/file1.txt --from-file=key2=/path/to/bar/file2.txt

  # Create a new config map named my-config with key1=config1 and key2=config2
  kubectl create configmap my-config --from-literal=key1=config1 --from-literal=key2=config2

  # Create a new config map named my-config from the key=value pairs in the file
  kubectl create configmap my-config --from-file=path/to/bar

  # Create a new config map named my-config from an env file
  kubectl create configmap my-config --from-env-file=path/to/foo.env --from-env-file=path/to/bar.env`,
  usage:
    'create configmap NAME [--from-file=[key=]source] [--from-literal=key1=value1] [--dry-run=server|client|none] [options]',
  flags: [
    flag('--append-hash=false', 'Append a hash of the configmap to its name.'),
    flag(
      '--from-env-file=[]',
      'Specify the path to a file to read lines of key=val pairs to create a configmap.',
    ),
    flag(
      '--from-file=[]',
      'Key file can be specified using its file path, in which case file basename will be used as configmap key, or optionally with a key and file path, in which case the given key will be used.  Specifying a directory will iterate each named file in the directory whose basename is a valid configmap key.',
    ),
    flag(
      '--from-literal=[]',
      'Specify a key and literal value to insert in configmap (i.e. mykey=somevalue)',
    ),
  ],
  makes: {
    group: '',
    version: 'v1',
    kind: 'ConfigMap',
    plural: 'configmaps',
    singular: 'configmap',
    namespaced: true,
  },
  failure: 'failed to create configmap: ',
  build(call, name) {
    const { args } = call;
    requireName(name);
    checkSources(call);
    const contents = new Contents(name);
    contents.add(fileEntries(call, args.list('from-file')));
    contents.add(literalEntries(args.all('from-literal')));
    contents.add(envFileEntries(call, args.list('from-env-file'), 'config'));
    const map = contents.members();
    const hashed = args.is('append-hash')
      ? `${name}-${nameHash({ kind: 'ConfigMap', metadata: { name }, ...map })}`
      : name;
    return { metadata: metadataOf(call, hashed), ...map };
  },
});

/** The data of a ConfigMap: texts, and what is no text. */
class Contents {
  readonly #name: string;
  readonly #data = new Map<string, string>();
  readonly #binary = new Map<string, string>();

  constructor(name: string) {
    this.#name = name;
  }

  /** Throws KubectlError for a key that can't be one, or is there already. */
  add(entries: readonly Entry[]): void {
    for (const [key, bytes] of entries) {
      this.#check(key);
      const text = decodeUtf8(toUint8(bytes), true);
      if (text === undefined) this.#binary.set(key, toBase64(bytes));
      else this.#data.set(key, text);
    }
  }

  members(): { readonly data?: JsonTexts; readonly binaryData?: JsonTexts } {
    return {
      ...(this.#data.size === 0 ? {} : { data: Object.fromEntries(this.#data) }),
      ...(this.#binary.size === 0 ? {} : { binaryData: Object.fromEntries(this.#binary) }),
    };
  }

  #check(key: string): void {
    const quoted = JSON.stringify(key);
    const errors = keyErrors(key);
    if (errors.length > 0)
      throw new KubectlError(
        `${quoted} is not a valid key name for a ConfigMap: ${errors.join(',')}`,
      );
    const place = this.#data.has(key) ? 'Data' : this.#binary.has(key) ? 'BinaryData' : undefined;
    if (place !== undefined)
      throw new KubectlError(
        `cannot add key ${quoted}, another key by that name already exists in ${place} for ConfigMap ${JSON.stringify(this.#name)}`,
      );
  }
}

interface JsonTexts {
  readonly [key: string]: string;
}
