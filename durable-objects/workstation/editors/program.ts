import {
  type Command,
  defineStreaming,
  FileError,
  type StreamContext,
  toBytes,
  toText,
} from '../../shell/index.ts';
import { type Key, keysOf } from './keys.ts';
import { drawing, enter, leave, type Screen, type Size } from './screen.ts';

/** What an editor does with keys; its state is plain JSON. */
export interface Editor<State> {
  readonly name: string;
  open(file: string, text: string | undefined, size: Size): State;
  /** Acts on a key; what is to be written, and whether it is over. */
  press(state: State, key: Key, size: Size): Effect;
  screen(state: State, size: Size): Screen;
  /** Tells the editor how its writing went: an error's text, or undefined. */
  written(state: State, error: string | undefined): void;
}

/** What a key brings about outside of the editor. */
export interface Effect {
  readonly write?: { readonly file: string; readonly text: string };
  /** Ends the editor; after a writing only when it went well. */
  readonly exit?: number;
}

interface ProgramState<State> {
  /** The workstation looks at it: keys come as they are pressed. */
  readonly work: { readonly isRaw: true };
  editor: State | null;
}

/** An editor as a command; `terminalOf` knows the size of the terminal that a process has. */
export function editorCommand<State>(
  editor: Editor<State>,
  names: readonly string[],
  terminalOf: (pid: number) => Size | undefined,
): readonly Command[] {
  return names.map((name) =>
    defineStreaming<ProgramState<State>>({
      name,
      handles: ['TERM', 'HUP'],
      start: () => ({ work: { isRaw: true }, editor: null }),
      resume: (state, context) => {
        const size = terminalOf(context.pid);
        if (!size || !context.isTerminal(0) || !context.isTerminal(1)) {
          context.err(`${name}: standard input and output have to be a terminal\n`);
          return { exit: 1 };
        }
        if (context.takeSignals().length > 0) {
          context.out(leave);
          return { exit: 1 };
        }
        return run(state, context, size, editor);
      },
    }),
  );
}

function run<State>(
  state: ProgramState<State>,
  context: StreamContext,
  size: Size,
  editor: Editor<State>,
): ReturnType<Parameters<typeof defineStreaming>[0]['resume']> {
  if (state.editor === null) {
    const file = context.args.map(toText).find((word) => !/^[-+]/.test(word)) ?? '';
    const opened = readFile(context, file);
    if ('error' in opened) {
      context.err(toBytes(`${editor.name}: ${file}: ${opened.error}\n`));
      return { exit: 1 };
    }
    state.editor = editor.open(file, opened.text, size);
    context.out(enter);
  }
  const typed = context.read();
  for (const key of keysOf(toText(typed ?? ''))) {
    const { write, exit } = editor.press(state.editor, key, size);
    const error = write && writeFile(context, write.file, write.text);
    if (write) editor.written(state.editor, error);
    if (exit === undefined || error !== undefined) continue;
    context.out(leave);
    return { exit };
  }
  if (typed === undefined) {
    context.out(leave);
    return { exit: 1 };
  }
  context.out(toBytes(drawing(editor.screen(state.editor, size))));
  return { waits: [{ for: 'stdin' }] };
}

function readFile(
  { fs, resolve }: StreamContext,
  file: string,
): { readonly text: string | undefined } | { readonly error: string } {
  if (file === '' || !fs.exists(resolve(toBytes(file)))) return { text: undefined };
  try {
    return { text: toText(fs.read(resolve(toBytes(file)))) };
  } catch (error) {
    if (error instanceof FileError) return { error: error.message };
    throw error;
  }
}

function writeFile({ fs, resolve }: StreamContext, file: string, text: string): string | undefined {
  try {
    fs.write(resolve(toBytes(file)), toBytes(text));
    return undefined;
  } catch (error) {
    if (error instanceof FileError) return error.message;
    throw error;
  }
}
