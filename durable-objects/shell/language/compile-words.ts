import type { Assembler } from './assembler.ts';
import type { ParameterEdit, ParameterPart, Word, WordPart } from './ast.ts';
import type { Edit, Instruction, Subject } from './instructions.ts';
import { literal } from './parser.ts';

/** Compiles a word into one value on the stack of values. */
export function compileValue(
  assembler: Assembler,
  word: Word,
  as: 'value' | 'pattern' | 'regex',
): void {
  assembler.emit({ do: 'word' });
  compileWord(assembler, word);
  assembler.emit({ do: 'end-word', as });
}

/** Compiles a word's parts onto the word in hand. */
export function compileWord(assembler: Assembler, word: Word): void {
  for (const part of word.parts) compilePart(assembler, part);
}

function compilePart(assembler: Assembler, part: WordPart): void {
  switch (part.kind) {
    case 'text':
      assembler.emit({ do: 'text', text: part.text, quoted: part.quoted });
      return;
    case 'tilde':
      assembler.emit({ do: 'tilde', user: part.user });
      return;
    case 'parameter':
      compileParameter(assembler, part);
      return;
    case 'command': {
      const entry = assembler.apart(() => {
        assembler.list(part.body, true);
        assembler.emit({ do: 'exit' });
      });
      const { quoted } = part;
      assembler.emit({ do: 'capture', entry, quoted }, { do: 'captured', quoted });
      return;
    }
    case 'arithmetic':
      compileValue(assembler, part.expression, 'value');
      assembler.emit({ do: 'arithmetic', quoted: part.quoted });
  }
}

function compileParameter(assembler: Assembler, part: ParameterPart): void {
  const { name, quoted, edit } = part;
  const subject = { name, quoted, ...compileIndex(assembler, part.index) };
  if (!edit) {
    assembler.emit({ do: 'parameter', ...subject });
    return;
  }
  switch (edit.kind) {
    case 'default':
    case 'alternative': {
      const end = assembler.label();
      const when = edit.kind === 'default' ? 'set' : 'unset';
      const { colon } = edit;
      assembler.jump((to) => ({ do: 'parameter-or', when, colon, to, ...subject }), end);
      if (quoted) assembler.emit({ do: 'text', text: '', quoted });
      compileWord(assembler, edit.word);
      assembler.place(end);
      return;
    }
    case 'assign':
      compileElse(assembler, subject, edit, { do: 'parameter-assign', ...subject });
      return;
    case 'error': {
      const { colon } = edit;
      compileElse(assembler, subject, edit, { do: 'parameter-error', colon, ...subject });
      return;
    }
    default:
      assembler.emit({ do: 'parameter-edit', ...subject, edit: compileEdit(assembler, edit) });
  }
}

function compileElse(
  assembler: Assembler,
  subject: Subject,
  edit: ParameterEdit & { kind: 'assign' | 'error' | 'default' | 'alternative' },
  otherwise: Instruction,
): void {
  const end = assembler.label();
  const { colon } = edit;
  assembler.jump((to) => ({ do: 'parameter-or', when: 'set', colon, to, ...subject }), end);
  compileValue(assembler, edit.word, 'value');
  assembler.emit(otherwise);
  assembler.place(end);
}

function compileIndex(assembler: Assembler, index: Word | undefined): Pick<Subject, 'index'> {
  if (!index) return {};
  const text = literalText(index);
  if (text === '@' || text === '*') return { index: text };
  compileValue(assembler, index, 'value');
  return { index: 'value' };
}

function literalText(word: Word): string | undefined {
  const [part] = word.parts;
  return (
    literal(word) ?? (part?.kind === 'text' && word.parts.length === 1 ? part.text : undefined)
  );
}

/** Puts an edit's operands on the stack of values, in the order in which they are written. */
function compileEdit(assembler: Assembler, edit: ParameterEdit): Edit {
  switch (edit.kind) {
    case 'trim':
      compileValue(assembler, edit.pattern, 'pattern');
      return { kind: 'trim', side: edit.side, longest: edit.longest };
    case 'replace':
      compileValue(assembler, edit.pattern, 'pattern');
      compileValue(assembler, edit.replacement, 'value');
      return { kind: 'replace', where: edit.where };
    case 'slice':
      compileValue(assembler, edit.offset, 'value');
      if (edit.length) compileValue(assembler, edit.length, 'value');
      return { kind: 'slice', hasLength: edit.length !== undefined };
    case 'case':
      return { kind: 'case', upper: edit.upper, all: edit.all };
    case 'indirect':
    case 'keys':
      return { kind: edit.kind };
    default:
      return { kind: 'length' };
  }
}
