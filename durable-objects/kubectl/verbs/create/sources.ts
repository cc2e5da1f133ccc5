import { configMapKeyErrors, envVarNameErrors } from '../../../apimachinery/names.ts';
import { decodeUtf8, toUint8 } from '../../../lib/utf8.ts';
import type { ByteString } from '../../../shell/index.ts';
import { toBytes } from '../../../shell/index.ts';
import { KubectlError } from '../../failure.ts';
import type { Call } from '../../verb.ts';

/** What `--from-file`, `--from-literal` and `--from-env-file` say: keys with their bytes. */
export type Entry = readonly [key: string, bytes: ByteString];

/** `--from-file`: a file, `key=file`, or a folder of files. Throws KubectlError. */
export function fileEntries(call: Call, sources: readonly string[]): readonly Entry[] {
  return sources.flatMap((source): readonly Entry[] => {
    const [key, path] = fileSource(source);
    const type = call.files.type(path);
    if (type === undefined)
      throw new KubectlError(`error reading ${path}: no such file or directory`);
    if (type === 'file') return [[key, call.files.readBytes(path)]];
    if (source.includes('=')) throw new KubectlError('cannot give a key name for a directory path');
    return call.files.list(path).flatMap((name): readonly Entry[] => {
      const inner = `${path.replace(/\/+$/, '')}/${name}`;
      return call.files.type(inner) === 'file' ? [[name, call.files.readBytes(inner)]] : [];
    });
  });
}

function fileSource(source: string): readonly [key: string, path: string] {
  const parts = source.split('=');
  const [key = '', path] = parts;
  if (path === undefined) return [baseName(source), source];
  if (parts.length > 2) throw new KubectlError("key names or file paths cannot contain '='");
  if (key === '') throw new KubectlError(`key name for file path ${path} missing`);
  if (path === '') throw new KubectlError(`file path for key name ${key} missing`);
  return [key, path];
}

function baseName(path: string): string {
  return path.replace(/\/+$/, '').split('/').at(-1) ?? '';
}

/** `--from-literal`. Throws KubectlError. */
export function literalEntries(sources: readonly string[]): readonly Entry[] {
  return sources.map((source) => {
    const at = source.indexOf('=');
    if (at <= 0) throw new KubectlError(`invalid literal source ${source}, expected key=value`);
    return [source.slice(0, at), toBytes(source.slice(at + 1))];
  });
}

/** `--from-env-file`; `noun` is what an error calls the file. Throws KubectlError. */
export function envFileEntries(
  call: Call,
  paths: readonly string[],
  noun: string,
): readonly Entry[] {
  return paths.flatMap((path) => {
    const type = call.files.type(path);
    if (type === undefined)
      throw new KubectlError(`error reading ${path}: no such file or directory`);
    if (type === 'directory') throw new KubectlError(`env ${noun} file cannot be a directory`);
    const lines = call.files
      .readBytes(path)
      .replace(/^\xef\xbb\xbf/, '')
      .split(/\r?\n/);
    return lines.flatMap((line, i) => envLine(call, line, path, i + 1));
  });
}

function envLine(call: Call, bytes: ByteString, path: string, number: number): readonly Entry[] {
  const line = decodeUtf8(toUint8(bytes), true)?.trimStart();
  if (line === undefined)
    throw new KubectlError(
      `env file ${path} contains invalid utf8 bytes at line ${number}: [${[...toUint8(bytes)].join(' ')}]`,
    );
  if (line === '' || line.startsWith('#')) return [];
  const at = line.indexOf('=');
  const key = at < 0 ? line : line.slice(0, at);
  const errors = envVarNameErrors(key);
  if (errors.length > 0)
    throw new KubectlError(`${JSON.stringify(key)} is not a valid key name: ${errors.join(';')}`);
  return [[key, toBytes(at < 0 ? (call.env[key] ?? '') : line.slice(at + 1))]];
}

/** Throws KubectlError for flags that exclude each other. */
export function checkSources({ args }: Call): void {
  const isEnv = args.list('from-env-file').length > 0;
  if (isEnv && args.list('from-file').length + args.all('from-literal').length > 0)
    throw new KubectlError('from-env-file cannot be combined with from-file or from-literal');
}

/** Why a key can't be one of a ConfigMap or Secret. */
export const keyErrors = configMapKeyErrors;
