/** What upstream's types say of themselves; the texts come from outside of the repository. */
export interface Descriptions {
  /** Changes whenever a text does. */
  readonly digest: string;
  /** Of a definition such as `io.k8s.api.core.v1.PodSpec`. */
  of(definition: string): string | undefined;
  member(definition: string, field: string): MemberDescription | undefined;
}

export interface MemberDescription {
  readonly text: string;
  /** The values of an enumeration, or of the items of a list of them. */
  readonly values?: readonly string[];
}

/** No texts at all. */
export const noDescriptions: Descriptions = {
  digest: '',
  of: () => undefined,
  member: () => undefined,
};

interface Written {
  readonly texts: readonly string[];
  /** A text's place, with the values of an enumeration behind it; the definition's own under ''. */
  readonly definitions: {
    readonly [name: string]: { readonly [field: string]: number | readonly (number | string)[] };
  };
}

/** Reads what scripts/build-descriptions.ts wrote, when it is asked for the first time. */
export function lazyDescriptions(json: string, digest: string): Descriptions {
  let read: Written | undefined;
  const find = (definition: string, field: string): MemberDescription | undefined => {
    // The script writes nothing else.
    read ??= JSON.parse(json) as Written;
    const fields = read.definitions[definition];
    const found = fields && Object.hasOwn(fields, field) ? fields[field] : undefined;
    if (found === undefined) return undefined;
    const [place, ...values] = typeof found === 'number' ? [found] : found;
    const text = read.texts[Number(place)] ?? '';
    return values.length === 0 ? { text } : { text, values: values.map(String) };
  };
  return { digest, of: (definition) => find(definition, '')?.text, member: find };
}
