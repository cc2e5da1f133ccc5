import { BinaryReader } from '@bufbuild/protobuf/wire';

/** The content type of a body in this form. */
export const protobufType = 'application/vnd.kubernetes.protobuf';

/** `runtime.Unknown`: what a protobuf body holds after its four magic bytes. */
export interface Envelope {
  readonly apiVersion: string;
  readonly kind: string;
  readonly message: Uint8Array;
}

/** `k8s` and a zero byte. */
const magic = [0x6b, 0x38, 0x73, 0];

/** Opens a protobuf body; the error's text follows runtime/serializer/protobuf. */
export function readEnvelope(body: Uint8Array): Envelope | { readonly error: string } {
  if (body.length === 0) return { error: 'empty data' };
  if (magic.some((byte, i) => body[i] !== byte))
    return {
      error:
        'provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]',
    };
  try {
    return readUnknown(body.subarray(magic.length));
  } catch {
    return { error: 'unexpected EOF' };
  }
}

function readUnknown(bytes: Uint8Array): Envelope {
  const reader = new BinaryReader(bytes);
  let type = { apiVersion: '', kind: '' };
  let message = new Uint8Array();
  while (reader.pos < reader.len) {
    const [number, wire] = reader.tag();
    if (number === 1) type = readType(reader.bytes());
    else if (number === 2) message = new Uint8Array(reader.bytes());
    else reader.skip(wire, number);
  }
  return { ...type, message };
}

function readType(bytes: Uint8Array): { apiVersion: string; kind: string } {
  const reader = new BinaryReader(bytes);
  const type = { apiVersion: '', kind: '' };
  while (reader.pos < reader.len) {
    const [number, wire] = reader.tag();
    if (number === 1) type.apiVersion = reader.string();
    else if (number === 2) type.kind = reader.string();
    else reader.skip(wire, number);
  }
  return type;
}
