import { declare, type Overload, text } from '../declare.ts';
import { type Functions, functionsOf } from '../environment.ts';
import { dynOverload, operators } from './arithmetic.ts';
import { conversions } from './conversions.ts';
import { formats } from './formats.ts';
import { ips } from './ips.ts';
import { listLibrary } from './lists.ts';
import { optionals } from './optionals.ts';
import { quantities } from './quantities.ts';
import { regexLibrary } from './regex.ts';
import { semvers } from './semver.ts';
import { strings } from './strings.ts';
import { timeLibrary } from './time.ts';
import { urls } from './urls.ts';

/** Escapes a key for a JSON pointer; mutations have it. */
export const jsonPatchLibrary: readonly Overload[] = [
  declare('jsonpatch.escapeKey', [text], text, (key) =>
    key.replaceAll('~', '~0').replaceAll('/', '~1'),
  ),
];

export const kubernetesLibraries: readonly (readonly Overload[])[] = [
  operators,
  [dynOverload],
  conversions,
  timeLibrary,
  strings,
  regexLibrary,
  listLibrary,
  optionals,
  quantities,
  ips,
  urls,
  formats,
  semvers,
];

/** What every expression in Kubernetes v1.36 may call (apiserver/pkg/cel/environment/base.go). */
export const kubernetesFunctions: Functions = functionsOf(...kubernetesLibraries);
