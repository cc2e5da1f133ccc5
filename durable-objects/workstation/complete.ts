import type { ApiClient } from '../apimachinery/api-client.ts';
import type { Resource } from '../apimachinery/resource.ts';
import { completeKubectl, currentNamespace, readKubeconfig } from '../kubectl/index.ts';
import { FileError, type System, toBytes, toText } from '../shell/index.ts';
import type { Completions } from './index.ts';
import { limits } from './limits.ts';
import { home } from './state.ts';

/** What a completion looks at. */
export interface CompletionRequest {
  /** The line up to the cursor. */
  readonly line: string;
  /** The shell's working directory; undefined before it has been started. */
  readonly cwd: string | undefined;
  readonly system: System;
  readonly api: ApiClient;
  readonly resources: readonly Resource[];
}

/** How the last word of a line can go on: commands, files, and what kubectl knows. */
export function complete(request: CompletionRequest): Completions {
  // Only the command after the last separator counts.
  const command = /(?:^|[|;&(]|\$\()([^|;&(]*)$/.exec(request.line)?.[1] ?? request.line;
  const words = command.trimStart().split(/\s+/);
  const last = words.pop() ?? '';
  const from = request.line.length - last.length;
  const offered = offer(request, words, last);
  const fitting = [...new Set(offered)].filter((text) => text.startsWith(last)).sort();
  return { completions: fitting.slice(0, limits.completions), from };
}

function offer(
  request: CompletionRequest,
  words: readonly string[],
  last: string,
): readonly string[] {
  const [first, ...rest] = words;
  if (first === undefined)
    return last.includes('/')
      ? filesFor(request, last)
      : [...request.system.commands.keys(), ...builtins];
  if (first !== 'kubectl' && first !== 'k') return filesFor(request, last);
  const { api, resources, system } = request;
  const namespace = currentNamespace(readKubeconfig(system.fs, `${home}/.kube/config`));
  const { offered, wantsFiles } = completeKubectl({ api, resources, namespace }, rest, last);
  return wantsFiles ? filesFor(request, last) : offered;
}

const builtins = ['cd', 'echo', 'exit', 'export', 'for', 'if', 'pwd', 'unset', 'while'];

function filesFor({ system, cwd = home }: CompletionRequest, last: string): readonly string[] {
  const at = last.lastIndexOf('/') + 1;
  const folder = last.slice(0, at);
  const typed = toBytes(folder);
  const place = typed.startsWith('~/')
    ? home + typed.slice(1)
    : typed.startsWith('/')
      ? typed
      : `${cwd}/${typed}`;
  try {
    return system.fs
      .list(place.replace(/(.)\/+$/, '$1'))
      .filter((name) => last.slice(at).startsWith('.') || !name.startsWith('.'))
      .map((name) => {
        const isFolder = system.fs.stat(`${place}/${name}`).type === 'directory';
        return `${folder}${toText(name)}${isFolder ? '/' : ''}`;
      });
  } catch (error) {
    if (error instanceof FileError) return [];
    throw error;
  }
}
