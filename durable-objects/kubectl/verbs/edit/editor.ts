import { KubectlError } from '../../failure.ts';
import type { Call } from '../../verb.ts';

/** The editor that `$KUBE_EDITOR` or `$EDITOR` names, else vi (k8s.io/kubectl util/editor). */
export function editorArguments({ env }: Pick<Call, 'env'>): readonly string[] {
  const editor = env.KUBE_EDITOR || env.EDITOR || 'vi';
  if (!editor.includes(' ')) return [editor];
  if (!/["'\\]/.test(editor)) return editor.split(' ');
  return [env.SHELL || '/bin/bash', '-c', editor];
}

/** Starts the editor on a file; the child's PID. */
export function startEditor(call: Call, path: string): number {
  const [program = '', ...args] = editorArguments(call);
  const last = args.length - 1;
  // A shell is given the file as the end of its script.
  const argv =
    args[0] === '-c'
      ? [program, '-c', `${args[last]} ${JSON.stringify(path)}`]
      : [program, ...args, path];
  return call.spawn(argv);
}

/** Throws the error for an editor that ended badly. */
export function checkEditor(call: Call, code: number): void {
  if (code === 0) return;
  const shown = JSON.stringify(editorArguments(call).join(' '));
  throw new KubectlError(
    code === 127
      ? `unable to launch the editor ${shown}`
      : `there was a problem with the editor ${shown}`,
  );
}
