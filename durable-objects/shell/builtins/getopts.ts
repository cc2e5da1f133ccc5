import { complain } from '../interpreter/complaints.ts';
import { setVariable } from '../interpreter/variables.ts';
import type { Builtin } from './builtin.ts';

/** `getopts optstring name [arguments]`. */
export const getopts: Builtin = (interpreter, [spec = '', name = '', ...own]) => {
  const { shell } = interpreter;
  const args = own.length > 0 ? own : shell.positional;
  let index = Number(shell.variables.OPTIND?.value ?? 1);
  const arg = args[index - 1];
  const at = Math.max(1, shell.optionOffset);
  const end = (next: number) => {
    setVariable(shell, 'OPTIND', String(next));
    setVariable(shell, name, '?');
    shell.optionOffset = 0;
    return 1;
  };
  if (arg === undefined || !/^-./.test(arg)) return end(index);
  if (arg === '--') return end(index + 1);
  const letter = arg[at] ?? '';
  const isSilent = spec.startsWith(':');
  const place = letter === ':' ? -1 : spec.indexOf(letter);
  const rest = arg.slice(at + 1);
  const advance = () => {
    if (rest !== '') shell.optionOffset = at + 1;
    else {
      shell.optionOffset = 0;
      index += 1;
    }
  };
  delete shell.variables.OPTARG;
  let result = letter;
  if (place < 0) {
    advance();
    result = '?';
    if (isSilent) setVariable(shell, 'OPTARG', letter);
    else complain(interpreter, `illegal option -${letter}`);
  } else if (spec[place + 1] === ':') {
    const value = rest !== '' ? rest : args[index];
    index += rest !== '' ? 1 : 2;
    shell.optionOffset = 0;
    if (value !== undefined) setVariable(shell, 'OPTARG', value);
    else {
      result = isSilent ? ':' : '?';
      if (isSilent) setVariable(shell, 'OPTARG', letter);
      else complain(interpreter, `option requires an argument -- ${letter}`);
    }
  } else advance();
  setVariable(shell, 'OPTIND', String(index));
  setVariable(shell, name, result);
  return 0;
};
