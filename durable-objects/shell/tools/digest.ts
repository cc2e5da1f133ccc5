import { md5, sha1, sha256 } from '../../lib/hashes.ts';
import type { ByteString } from '../bytes.ts';
import { inputs } from './filter.ts';
import { defineTool, linesOf, readFile } from './tool.ts';

function digestTool(name: string, digest: (bytes: ByteString) => string) {
  return defineTool({
    name,
    usage: '[-c[sw]] [FILE]...',
    letters: 'csw',
    readsInput: (options) => options.operands.length === 0 || options.operands.includes('-'),
    run: (options, context, input) => {
      let code = 0;
      for (const file of inputs(options.operands)) {
        const bytes = readFile(context, file, input);
        if (bytes === undefined) code = 1;
        else if (!options.has('c')) context.out(`${digest(bytes)}  ${file}\n`);
        else
          for (const line of linesOf(bytes)) {
            const [, sum, path = ''] = /^(\S+) [ *](.*)$/.exec(line) ?? [];
            const own = readFile(context, path, '');
            const isSame = own !== undefined && digest(own) === sum;
            if (!options.has('s')) context.out(`${path}: ${isSame ? 'OK' : 'FAILED'}\n`);
            if (!isSame) code = 1;
          }
      }
      return code;
    },
  });
}

/** `md5sum files`. */
export const md5sum = digestTool('md5sum', md5);
/** `sha1sum files`. */
export const sha1sum = digestTool('sha1sum', sha1);
/** `sha256sum files`. */
export const sha256sum = digestTool('sha256sum', sha256);

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** `base64 [-d] [-w columns] [file]`. */
export const base64 = defineTool({
  name: 'base64',
  usage: '[-d] [-w COL] [FILE]',
  letters: 'dw:',
  long: { decode: 'd', wrap: 'w' },
  readsInput: (options) => options.operands.length === 0 || options.operands[0] === '-',
  run: (options, context, input) => {
    const bytes = readFile(context, options.operands[0] ?? '-', input);
    if (bytes === undefined) return 1;
    if (options.has('d')) {
      const decoded = decode(bytes.replace(/\s/g, ''));
      if (decoded === undefined) {
        context.err('base64: truncated input\n');
        return 1;
      }
      context.out(decoded);
      return 0;
    }
    const columns = Number(options.value('w') ?? 76);
    const text = encode(bytes);
    const lines = columns === 0 ? [text] : (text.match(new RegExp(`.{1,${columns}}`, 'g')) ?? []);
    context.out(lines.join('\n') + (columns === 0 ? '' : '\n'));
    return 0;
  },
});

function encode(bytes: ByteString): string {
  let out = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = Number.NaN, c = Number.NaN] = [...bytes.slice(at, at + 3)].map((x) =>
      x.charCodeAt(0),
    );
    const bits = (a << 16) | ((b || 0) << 8) | (c || 0);
    const digits = [18, 12, 6, 0].map((shift) => alphabet[(bits >> shift) & 63]);
    if (Number.isNaN(c)) digits[3] = '=';
    if (Number.isNaN(b)) digits[2] = '=';
    out += digits.join('');
  }
  return out;
}

function decode(text: string): ByteString | undefined {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  let out = '';
  for (let at = 0; at < text.length; at += 4) {
    const group = text.slice(at, at + 4);
    let bits = 0;
    for (const digit of group) bits = (bits << 6) | Math.max(0, alphabet.indexOf(digit));
    const bytes = String.fromCharCode((bits >> 16) & 255, (bits >> 8) & 255, bits & 255);
    out += bytes.slice(0, group.endsWith('==') ? 1 : group.endsWith('=') ? 2 : 3);
  }
  return out;
}
