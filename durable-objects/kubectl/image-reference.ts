const letters = '[a-zA-Z0-9]';
const component = `(?:${letters}|${letters}[a-zA-Z0-9-]*${letters})`;
const domain = `${component}(?:\\.${component})*(?::[0-9]+)?`;
const word = '[a-z0-9]+(?:(?:[._]|__|[-]+)[a-z0-9]+)*';
const tag = '[\\w][\\w.-]{0,127}';
const digest = '[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}';
const reference = new RegExp(`^(?:${domain}/)?${word}(?:/${word})*(?::${tag})?(?:@${digest})?$`);

/** Whether a text can name an image (github.com/distribution/reference). */
export function isImageReference(text: string): boolean {
  return reference.test(text);
}
