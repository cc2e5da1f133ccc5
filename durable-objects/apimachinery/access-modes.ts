const shortForms: { readonly [mode: string]: string } = {
  ReadWriteOnce: 'RWO',
  ReadOnlyMany: 'ROX',
  ReadWriteMany: 'RWX',
  ReadWriteOncePod: 'RWOP',
};

/** `RWO,ROX,RWX,RWOP`: a volume's access modes as kubectl prints them, in this order. */
export function accessModesText(modes: readonly string[] | undefined): string {
  return Object.entries(shortForms)
    .filter(([mode]) => modes?.includes(mode))
    .map(([, short]) => short)
    .join(',');
}

/** The class that a volume or claim names: the old annotation wins over the field. */
export function storageClassOf(
  annotations: { readonly [key: string]: string } | undefined,
  storageClassName: string | undefined,
): string {
  return annotations?.['volume.beta.kubernetes.io/storage-class'] ?? storageClassName ?? '';
}
