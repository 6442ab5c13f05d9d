const NAME = /^([A-Za-z0-9][A-Za-z0-9_.-]*)?[A-Za-z0-9]$/;
const SUBDOMAIN = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

/** What may be the key of a label or annotation: a name of at most 63 characters, and a DNS name with a slash before it. */
export function isQualifiedName(text: string): boolean {
  const slash = text.indexOf("/");
  const name = text.slice(slash + 1);
  const prefix = text.slice(0, Math.max(slash, 0));
  if (slash >= 0 && (prefix.length > 253 || !SUBDOMAIN.test(prefix))) return false;
  return name.length <= 63 && NAME.test(name);
}
