import { toBase64 } from '../../../lib/base64.ts';
import { toBytes } from '../../../shell/index.ts';
import { KubectlError } from '../../failure.ts';
import { flag } from '../../flags.ts';
import { nameHash } from '../../name-hash.ts';
import { compactUnsortedJson } from '../../print/json.ts';
import type { Call, Group } from '../../verb.ts';
import { generatorVerb, type KnownKind, metadataOf, requireName } from './generator.ts';
import { checkKeyPair } from './key-pair.ts';
import {
  checkSources,
  type Entry,
  envFileEntries,
  fileEntries,
  keyErrors,
  literalEntries,
} from './sources.ts';

const secret: KnownKind = {
  group: '',
  version: 'v1',
  kind: 'Secret',
  plural: 'secrets',
  singular: 'secret',
  namespaced: true,
};

const failure = 'failed to create secret ';

const createGeneric = generatorVerb({
  name: 'create secret generic',
  short: 'Create a secret from a local file, directory, or literal value',
  long: `Create a secret based on a file, directory, or specified literal value.

 A single secret may package one or more key/value pairs.

 When creating a secret based on a file, the key will default to the basename of the file, and the value will default to the file content. If the basename is an invalid key or you wish to chose your own, you may specify an alternate key.

 When creating a secret based on a directory, each file whose basename is a valid key in the directory will be packaged into the secret. Any directory entries except regular files are ignored (e.g. subdirectories, symlinks, devices, pipes, etc).`,
  examples: `  # Create a new secret named my-secret with keys for each file in folder bar
  kubectl create secret generic my-secret --from-file=path/to/bar

  # Create a new secret named my-secret with specified keys instead of names on disk
  kubectl create secret generic my-secret --from-file=ssh-privatekey=path/to/id_rsa --from-file=ssh-publickey=path/to/id_rsa.pub

  # Create a new secret named my-secret with key1=supersecret and key2=topsecret
  kubectl create secret generic my-secret --from-literal=key1=supersecret --from-literal=key2=topsecret

  # Create a new secret named my-secret using a combination of a file and a literal
  kubectl create secret generic my-secret --from-file=ssh-privatekey=path/to/id_rsa --from-literal=passphrase=topsecret

  # Create a new secret named my-secret from env files
  kubectl create secret generic my-secret --from-env-file=path/to/foo.env --from-env-file=path/to/bar.env`,
  usage:
    'create secret generic NAME [--type=string] [--from-file=[key=]source] [--from-literal=key1=value1] [--dry-run=server|client|none] [options]',
  flags: [
    flag('--append-hash=false', 'Append a hash of the secret to its name.'),
    flag(
      '--from-env-file=[]',
      'Specify the path to a file to read lines of key=val pairs to create a secret.',
    ),
    flag(
      '--from-file=[]',
      'Key files can be specified using their file path, in which case a default name will be given to them, or optionally with a name and file path, in which case the given name will be used.  Specifying a directory will iterate each named file in the directory that is a valid secret key.',
    ),
    flag(
      '--from-literal=[]',
      'Specify a key and literal value to insert in secret (i.e. mykey=somevalue)',
    ),
    flag("--type=''", 'The type of secret to create'),
  ],
  makes: secret,
  failure,
  build(call, name) {
    const { args } = call;
    requireName(name);
    checkSources(call);
    const entries = [
      ...literalEntries(args.all('from-literal')),
      ...fileEntries(call, args.list('from-file')),
      ...envFileEntries(call, args.list('from-env-file'), 'secret'),
    ];
    return secretOf(call, name, args.text('type'), entries);
  },
});

const configKey = '.dockerconfigjson';

const createDockerRegistry = generatorVerb({
  name: 'create secret docker-registry',
  short: 'Create a secret for use with a Docker registry',
  long: `Create a new secret for use with Docker registries.
        
        Dockercfg secrets are used to authenticate against Docker registries.
        
        When using the Docker command line to push images, you can authenticate to a given registry by running:
        '$ docker login DOCKER_REGISTRY_SERVER --username=DOCKER_USER --password=DOCKER_PASSWORD --email=DOCKER_EMAIL'.
        
 That produces a ~/.dockercfg file that is used by subsequent 'docker push' and 'docker pull' commands to authenticate to the registry. The email address is optional.

        When creating applications, you may have a Docker registry that requires authentication.  In order for the
        nodes to pull images on your behalf, they must have the credentials.  You can provide this information
        by creating a dockercfg secret and attaching it to your service account.`,
  examples: `  # If you do not already have a .dockercfg file, create a dockercfg secret directly
  kubectl create secret docker-registry my-secret --docker-server=DOCKER_REGISTRY_SERVER --docker-username=DOCKER_USER --docker-password=DOCKER_PASSWORD --docker-email=DOCKER_EMAIL

  # Create a new secret named my-secret from ~/.docker/config.json
  kubectl create secret docker-registry my-secret --from-file=path/to/.docker/config.json`,
  usage:
    'create secret docker-registry NAME --docker-username=user --docker-password=password --docker-email=email [--docker-server=string] [--from-file=[key=]source] [--dry-run=server|client|none] [options]',
  flags: [
    flag('--append-hash=false', 'Append a hash of the secret to its name.'),
    flag("--docker-email=''", 'Email for Docker registry'),
    flag("--docker-password=''", 'Password for Docker registry authentication'),
    flag("--docker-server='https://index.docker.io/v1/'", 'Server location for Docker registry'),
    flag("--docker-username=''", 'Username for Docker registry authentication'),
    flag(
      '--from-file=[]',
      'Key files can be specified using their file path, in which case a default name of .dockerconfigjson will be given to them, or optionally with a name and file path, in which case the given name will be used. Specifying a directory will iterate each named file in the directory that is a valid secret key. For this command, the key should always be .dockerconfigjson.',
    ),
  ],
  makes: secret,
  failure,
  build(call, name) {
    const { args } = call;
    requireName(name);
    const files = args.list('from-file');
    const [username, password, server, email] = ['username', 'password', 'server', 'email'].map(
      (word) => args.text(`docker-${word}`),
    );
    if (files.length === 0 && (!username || !password || !server))
      throw new KubectlError(
        'either --from-file or the combination of --docker-username, --docker-password and --docker-server is required',
      );
    const named = files.map((file) => (file.includes('=') ? file : `${configKey}=${file}`));
    const login = {
      username,
      password,
      ...(email ? { email } : {}),
      auth: toBase64(toBytes(`${username}:${password}`)),
    };
    const config = compactUnsortedJson({ auths: { [server ?? '']: login } });
    const entries: readonly Entry[] =
      files.length > 0 ? fileEntries(call, named) : [[configKey, toBytes(config)]];
    return secretOf(call, name, 'kubernetes.io/dockerconfigjson', entries);
  },
});

const createTls = generatorVerb({
  name: 'create secret tls',
  short: 'Create a TLS secret',
  long: `Create a TLS secret from the given public/private key pair.

 The public/private key pair must exist beforehand. The public key certificate must be .PEM encoded and match the given private key.`,
  examples: `  # Create a new TLS secret named tls-secret with the given key pair
  kubectl create secret tls tls-secret --cert=path/to/tls.crt --key=path/to/tls.key`,
  usage:
    'create secret tls NAME --cert=path/to/cert/file --key=path/to/key/file [--dry-run=server|client|none] [options]',
  flags: [
    flag('--append-hash=false', 'Append a hash of the secret to its name.'),
    flag("--cert=''", 'Path to PEM encoded public key certificate.'),
    flag("--key=''", 'Path to private key associated with given certificate.'),
  ],
  makes: secret,
  failure,
  build(call, name) {
    const { args } = call;
    if (args.text('key') === '' || args.text('cert') === '')
      throw new KubectlError('key and cert must be specified');
    const cert = read(call, args.text('cert'));
    const key = read(call, args.text('key'));
    checkKeyPair(cert, key);
    return secretOf(call, name, 'kubernetes.io/tls', [
      ['tls.crt', cert],
      ['tls.key', key],
    ]);
  },
});

function read({ files }: Call, path: string): string {
  try {
    return files.readBytes(path);
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    throw new KubectlError(`Cannot read file ${path}, ${error.message}`);
  }
}

function secretOf(call: Call, name: string, type: string, entries: readonly Entry[]) {
  const data: { [key: string]: string } = {};
  for (const [key, bytes] of entries) {
    const errors = keyErrors(key);
    if (errors.length > 0)
      throw new KubectlError(
        `${JSON.stringify(key)} is not valid key name for a Secret ${errors.join(';')}`,
      );
    if (data[key] !== undefined)
      throw new KubectlError(`cannot add key ${key}, another key by that name already exists`);
    data[key] = toBase64(bytes);
  }
  const contents = {
    ...(entries.length === 0 ? {} : { data }),
    ...(type === '' ? {} : { type }),
  };
  const hashed = call.args.is('append-hash')
    ? `${name}-${nameHash({ kind: 'Secret', metadata: { name }, ...contents })}`
    : name;
  return { metadata: metadataOf(call, hashed), ...contents };
}

/** `kubectl create secret`. */
export const createSecret: Group = {
  name: 'create secret',
  short: 'Create a secret using a specified subcommand',
  long: `Create a secret with specified type.

 A docker-registry type secret is for accessing a container registry.

 A generic type secret indicate an Opaque secret type.

 A tls type secret holds TLS certificate and its associated key.`,
  examples: '',
  usage: 'create secret (docker-registry | generic | tls) [options]',
  flags: [],
  alone: 'fails with an error',
  subcommands: [createDockerRegistry, createGeneric, createTls],
};
