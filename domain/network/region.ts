import { z } from 'zod';
import { AppError } from '../errors.ts';
import { comparable, LocalizedText, textFor } from '../text.ts';

/** A region (maakunta) by Statistics Finland's code. */
export const Region = z.object({ code: z.string(), name: LocalizedText });
export type Region = z.infer<typeof Region>;

/**
 * The name under which a region is kept, in Finnish, of one typed in any language and case; undefined for nothing typed.
 * Throws `INPUT_INVALID` with the faulty field `region` for what is no region.
 */
export function regionNamed(regions: readonly Region[], typed: string): string | undefined {
  const wanted = comparable(typed);
  if (wanted === '') return undefined;
  const found = regions.find(({ name }) => Object.values(name).some((text) => comparable(text) === wanted));
  if (!found) throw new AppError('INPUT_INVALID', 'no such region', { fields: { region: 'notARegion' } });
  return textFor(found.name, 'fi');
}

/** A region in every language that it has a name in, of the Finnish one under which it is kept; that alone if unknown. */
export function regionNames(regions: readonly Region[], kept: string): LocalizedText {
  return regions.find(({ name }) => name.fi === kept)?.name ?? { fi: kept };
}
