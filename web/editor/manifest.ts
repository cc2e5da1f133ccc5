/** `apps/v1 StatefulSet`, or how many documents there are: what a manifest is about. */
export function manifestKinds(text: string): string {
  const documents = text.split(/^---.*$/m).map((document) => ({
    version: /^apiVersion:\s*(\S+)/m.exec(document)?.[1],
    kind: /^kind:\s*(\S+)/m.exec(document)?.[1],
  }));
  const named = documents.filter(({ kind }) => kind !== undefined);
  const [first] = named;
  if (!first) return '';
  if (named.length === 1) return [first.version, first.kind].filter(Boolean).join(' ');
  return named.map(({ kind }) => kind).join(' · ');
}
