import { fromBase64 } from '../../../lib/base64.ts';
import { type DerElement, derTags, readDer, readObjectIdentifier } from '../../../lib/der.ts';
import { formatIp } from '../../../lib/ip.ts';
import { type ByteString, decodeUtf8, toUint8 } from '../../../lib/utf8.ts';

/** What a PKCS#10 request says of whom the certificate is for. */
export interface ParsedRequest {
  readonly subject: Subject;
  readonly dnsNames: readonly string[];
  readonly emailAddresses: readonly string[];
  readonly uris: readonly string[];
  readonly ipAddresses: readonly string[];
}

export interface Subject {
  readonly commonName: string;
  readonly serialNumber: string;
  readonly organization: readonly string[];
  readonly organizationalUnit: readonly string[];
  readonly country: readonly string[];
  readonly locality: readonly string[];
  readonly province: readonly string[];
  readonly streetAddress: readonly string[];
  readonly postalCode: readonly string[];
}

const attributes: { readonly [identifier: string]: keyof Subject | undefined } = {
  '2.5.4.3': 'commonName',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'country',
  '2.5.4.7': 'locality',
  '2.5.4.8': 'province',
  '2.5.4.9': 'streetAddress',
  '2.5.4.10': 'organization',
  '2.5.4.11': 'organizationalUnit',
  '2.5.4.17': 'postalCode',
};
const extensionRequest = '1.2.840.113549.1.9.14';
const alternativeNames = '2.5.29.17';

const notPem = 'PEM block type must be CERTIFICATE REQUEST';
const malformed = 'asn1: syntax error: data truncated';

/**
 * Reads the PEM text of a request as k8s.io/client-go/util/certificate ParseCSR does; the error's
 * text where it can't. The signature is not checked.
 */
export function parseRequest(base64: string): ParsedRequest | { readonly error: string } {
  const pem = fromBase64(base64);
  const block = /-----BEGIN CERTIFICATE REQUEST-----([\s\S]*?)-----END CERTIFICATE REQUEST-----/;
  const body = block.exec(pem)?.[1];
  if (body === undefined) return { error: notPem };
  const [whole] = readDer(fromBase64(body.replaceAll(/\s/g, ''))) ?? [];
  const [info] = partsOf(whole);
  const [version, name, key, ...rest] = partsOf(info);
  if (!version || name?.tag !== derTags.sequence || !key) return { error: malformed };
  return { subject: subjectOf(name), ...namesOf(rest) };
}

function partsOf(element: DerElement | undefined): readonly DerElement[] {
  return element ? (readDer(element.content) ?? []) : [];
}

function subjectOf(name: DerElement): Subject {
  const found = new Map<keyof Subject, string[]>();
  for (const attribute of partsOf(name).flatMap(partsOf)) {
    const [type, value] = partsOf(attribute);
    const field = attributes[readObjectIdentifier(type?.content ?? '')];
    if (field && value) found.set(field, [...(found.get(field) ?? []), text(value.content)]);
  }
  const all = (field: keyof Subject): readonly string[] => found.get(field) ?? [];
  return {
    commonName: all('commonName').at(-1) ?? '',
    serialNumber: all('serialNumber').at(-1) ?? '',
    organization: all('organization'),
    organizationalUnit: all('organizationalUnit'),
    country: all('country'),
    locality: all('locality'),
    province: all('province'),
    streetAddress: all('streetAddress'),
    postalCode: all('postalCode'),
  };
}

type Names = Omit<ParsedRequest, 'subject'>;

/** The names beside the subject, from the extension that asks for them. */
function namesOf(rest: readonly DerElement[]): Names {
  const extensions = rest
    .flatMap(partsOf)
    .map(partsOf)
    .filter(([type]) => readObjectIdentifier(type?.content ?? '') === extensionRequest)
    .flatMap(([, values]) => partsOf(values))
    .flatMap(partsOf)
    .map(partsOf);
  const wanted = extensions.find(
    ([type]) => readObjectIdentifier(type?.content ?? '') === alternativeNames,
  );
  const [list] = readDer(wanted?.at(-1)?.content ?? '') ?? [];
  const names = partsOf(list);
  const of = (tag: number): readonly ByteString[] =>
    names.filter((one) => one.tag === tag).map(({ content }) => content);
  return {
    emailAddresses: of(0x81).map(text),
    dnsNames: of(0x82).map(text),
    uris: of(0x86).map(text),
    ipAddresses: of(0x87).map(addressText),
  };
}

function text(bytes: ByteString): string {
  return decodeUtf8(toUint8(bytes));
}

function addressText(bytes: ByteString): string {
  const value = [...toUint8(bytes)].reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  return formatIp({ bits: bytes.length === 4 ? 32 : 128, value });
}
