import { fromBase64, toBase64 } from '../../lib/base64.ts';
import type { ByteString } from '../../shell/index.ts';
import type { FileRecord } from './file-records.ts';

type Held = Pick<FileRecord & { type: 'file' }, 'bytes' | 'base64'>;

/** How a file's bytes are kept: as they are, or as base64 when JSON would escape many of them. */
export function holdBytes(bytes: ByteString): Held {
  return escapedLength(bytes) > bytes.length * 1.3 ? { base64: toBase64(bytes) } : { bytes };
}

/** The bytes of a stored file. */
export function bytesOf(file: Held): ByteString {
  return file.base64 === undefined ? (file.bytes ?? '') : fromBase64(file.base64);
}

function escapedLength(bytes: ByteString): number {
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const code = bytes.charCodeAt(at);
    if (code >= 0x80) length += 2;
    else if (code >= 0x20 || code === 0x0a || code === 0x09 || code === 0x0d) length += 1;
    else length += 6;
  }
  return length;
}
