import { protobufType } from '../../apimachinery/protobuf/envelope.ts';
import { notAcceptable } from '../status-reply.ts';

/** In which form an answer is wanted. */
export interface Form {
  readonly format: 'json' | 'yaml';
  /** The kind to convert to; '' is the object as it is. */
  readonly as: '' | 'Table' | 'PartialObjectMetadata' | 'PartialObjectMetadataList';
  /** `v1` or `v1beta1` of meta.k8s.io. */
  readonly metaVersion: string;
  readonly pretty: boolean;
}

/** One entry of an Accept header. */
export interface AcceptClause {
  readonly mediaType: string;
  readonly parameters: { readonly [name: string]: string | undefined };
}

/** What the server accepts to be asked for; who asks for protobuf gets JSON, which clients read. */
const writable = ['application/json', 'application/yaml', protobufType];
const conversions = ['Table', 'PartialObjectMetadata', 'PartialObjectMetadataList'] as const;

/** Chooses the first acceptable form. Throws NotAcceptable. Follows handlers/negotiation. */
export function negotiate(accept: string, pretty: boolean): Form {
  const plain: Form = { format: 'json', as: '', metaVersion: 'v1', pretty };
  const clauses = parseAccept(accept);
  if (clauses.length === 0) return plain;
  for (const { mediaType, parameters } of clauses) {
    const format = formatOf(mediaType);
    if (!format) continue;
    const wanted = parameters.as;
    if (wanted === undefined || wanted === '') return { ...plain, format };
    const as = conversions.find((one) => one === wanted);
    const metaVersion = parameters.v ?? '';
    const isMeta = parameters.g === 'meta.k8s.io' && ['v1', 'v1beta1'].includes(metaVersion);
    if (as && isMeta) return { ...plain, format, as, metaVersion };
  }
  throw notAcceptable(writable);
}

/** Entries in the order of their weight, then as written. */
export function parseAccept(accept: string): readonly AcceptClause[] {
  return accept
    .split(',')
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .map((text) => {
      const [mediaType = '', ...rest] = text.split(';').map((part) => part.trim());
      const parameters = Object.fromEntries(
        rest.map((part) => {
          const equals = part.indexOf('=');
          return equals < 0 ? [part, ''] : [part.slice(0, equals), part.slice(equals + 1)];
        }),
      );
      return { mediaType: mediaType.toLowerCase(), parameters };
    })
    .sort((a, b) => weight(b) - weight(a));
}

function weight({ parameters }: AcceptClause): number {
  const value = Number(parameters.q ?? '1');
  return Number.isNaN(value) ? 1 : value;
}

function formatOf(mediaType: string): Form['format'] | undefined {
  if (['application/json', '*/*', 'application/*'].includes(mediaType)) return 'json';
  if (mediaType === 'application/yaml') return 'yaml';
  return mediaType === protobufType ? 'json' : undefined;
}
