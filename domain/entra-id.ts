/**
 * An id of Microsoft Entra (of a tenant, a person or an app) as it is kept and compared: its letters mean the same in
 * either case, and so does one in braces, as Windows writes them. Everything that brings one in (environment, activity, roster, token) passes it through here, once.
 */
export function entraId(id: string): string {
  return id
    .trim()
    .replace(/^\{([^{}]*)\}$/, '$1')
    .toLowerCase();
}
