/** Longer and richer than any token of the Bot Framework, which has about ten claims. */
const longest = 8_000;
const mostClaims = 50;

/**
 * Whether an `Authorization` header can be a token at all: `Bearer` and three parts, of which two are small JSON
 * objects. The SDK compares the claims of what it has not verified yet in a time that grows with their square, and
 * stumbles over parts that are no JSON; whether a token holds, it alone decides.
 */
export function isLikeToken(authorization: string): boolean {
  if (authorization.length > longest) return false;
  const [scheme, token = '', more] = authorization.split(' ');
  if (scheme !== 'Bearer' || more !== undefined) return false;
  const [header, payload, signature, rest] = token.split('.');
  if (!header || !payload || !signature || rest !== undefined) return false;
  return [header, payload].every(isSmallObject);
}

function isSmallObject(part: string): boolean {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && Object.keys(value).length <= mostClaims;
  } catch {
    return false;
  }
}
